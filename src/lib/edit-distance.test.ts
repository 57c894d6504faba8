import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { editDistance } from './edit-distance.js'

it.each([
  ['northgate', 'northgate', 0], ['northgate', 'nortghate', 1], ['northgate', 'northgat', 1], ['northgate', 'southgate', 2], ['abcdef', 'uvwxyz', 3], ['a', 'abcdef', 3], ['', 'ab', 2], ['', '', 0],
])('%j and %j: %i, given up above 2', (a, b, distance) => expect(editDistance(a, b, 2)).toBe(distance))

it('is the same both ways and never more than the longer word', () => {
  const word = fc.stringMatching(/^[abc]{0,8}$/u)
  fc.assert(fc.property(word, word, (a, b) => {
    const distance = editDistance(a, b, 20)
    expect(editDistance(b, a, 20)).toBe(distance)
    expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length))
    expect(distance === 0).toBe(a === b)
  }))
})
