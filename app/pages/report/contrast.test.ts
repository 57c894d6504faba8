import { describe, expect, it } from 'vitest'
import { contrastOnWhite } from './contrast.js'

describe('contrastOnWhite', () => {
  it.each([['#000000', 21], ['#ffffff', 1], ['#767676', 4.54], ['#0b6e69', 6.06], ['blue', 1]])('%s', (colour, expected) => {
    expect(contrastOnWhite(colour)).toBeCloseTo(expected, 1)
  })
})
