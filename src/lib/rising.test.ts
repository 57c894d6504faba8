import { describe, expect, it } from 'vitest'
import { firstNotBelow, placeInRising } from './rising.js'

describe('a rising list', () => {
  it.each([
    [[], 5, 0, -1],
    [[5], 5, 0, 0],
    [[5], 4, 0, -1],
    [[5], 6, 1, -1],
    [[1, 3, 3, 9], 3, 1, 1],
    [[1, 3, 9], 4, 2, -1],
    [[1, 3, 4_294_967_294], 4_294_967_294, 2, 2],
  ])('%j: %d is first met or passed at %d, and stands at %d', (numbers, wanted, first, place) => {
    const list = Uint32Array.from(numbers)
    expect(firstNotBelow(list, wanted)).toBe(first)
    expect(placeInRising(list, wanted)).toBe(place)
  })
})
