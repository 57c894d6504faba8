import { expect, it } from 'vitest'
import { allowance } from './allowance.js'

it('gives so many at once, then one by one with time, each key its own', () => {
  const { take } = allowance({ atOnce: 3, eachSecond: 2 })
  expect([0, 0, 0, 0].map(() => take('a', 1_000))).toEqual([0, 0, 0, 1])
  expect(take('b', 1_000)).toBe(0)
  expect(take('a', 1_400)).toBe(1)
  expect(take('a', 1_500)).toBe(0)
  expect(take('a', 1_500)).toBe(1)
  expect([0, 0, 0, 0].map(() => take('a', 60_000))).toEqual([0, 0, 0, 1])
})

it('says how long to wait', () => {
  const { take } = allowance({ atOnce: 1, eachSecond: 0.1 })
  expect([take('a', 0), take('a', 0), take('a', 5_000), take('a', 10_000)]).toEqual([0, 10, 5, 0])
})

it('remembers a bounded number of keys', () => {
  const { take } = allowance({ atOnce: 2, eachSecond: 0.001, keysMax: 2 })
  take('a', 0)
  take('a', 0)
  expect(take('a', 0)).toBeGreaterThan(0)
  take('b', 1)
  take('c', 2)
  expect(take('a', 3)).toBe(0)
})
