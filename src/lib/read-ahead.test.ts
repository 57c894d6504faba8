import { setImmediate } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { readAhead } from './read-ahead.js'

it('gets items while the reader is busy, in order, and no more than it may', async () => {
  let got = 0
  async function* items() {
    for (got = 1; got <= 100; got += 1) yield got
  }
  const seen: number[] = []
  let most = 0
  for await (const item of readAhead(items(), 4)) {
    seen.push(item)
    await setImmediate()
    most = Math.max(most, got - item)
  }
  expect(seen).toEqual(Array.from({ length: 100 }, (_, at) => at + 1))
  expect(most).toBeGreaterThan(2)
  expect(most).toBeLessThanOrEqual(8)
})

it('hands on a failure after what came before it', async () => {
  async function* items() {
    yield 1
    throw new Error('broken')
  }
  const seen: number[] = []
  await expect(async () => {
    for await (const item of readAhead(items(), 4)) seen.push(item)
  }).rejects.toThrow('broken')
  expect(seen).toEqual([1])
})

it('has closed what it reads from when the reader has left', async () => {
  let closed = false
  async function* items() {
    try {
      for (let at = 0; ; at += 1) {
        await setImmediate()
        yield at
      }
    } finally {
      await setImmediate()
      closed = true
    }
  }
  for await (const item of readAhead(items(), 2)) if (item === 3) break
  expect(closed).toBe(true)
})
