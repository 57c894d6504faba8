import { expect, it } from 'vitest'
import { ulid } from './ulid.js'

it('sorts by time and keeps its length', () => {
  const zeros = new Uint8Array(10)
  const ones = new Uint8Array(10).fill(255)
  expect(ulid(0, zeros)).toBe('00000000000000000000000000')
  expect(ulid(1, zeros) > ulid(0, ones)).toBe(true)
  expect(ulid(1_790_000_000_000, ones)).toHaveLength(26)
  expect(ulid(1_469_918_176_385, new Uint8Array(10)).slice(0, 10)).toBe('01ARYZ6S41')
})
