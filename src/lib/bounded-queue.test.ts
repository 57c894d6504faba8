import { expect, it } from 'vitest'
import { queueOf } from './bounded-queue.js'

it('hands on everything in order and holds back a fast writer', async () => {
  let pushed = 0
  const seen: number[] = []
  const queue = queueOf<number>(4, async (push) => {
    for (let at = 0; at < 100; at += 1) {
      await push(at)
      pushed = at
    }
  })
  for await (const item of queue) {
    seen.push(item)
    expect(pushed - item).toBeLessThanOrEqual(8)
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(seen).toEqual(Array.from({ length: 100 }, (_, at) => at))
})

it('hands on a failure after what came before it', async () => {
  const seen: number[] = []
  const queue = queueOf<number>(4, async (push) => {
    await push(1)
    throw new Error('broken')
  })
  await expect(async () => {
    for await (const item of queue) seen.push(item)
  }).rejects.toThrow('broken')
  expect(seen).toEqual([1])
})

it('lets the writer end when the reader leaves early', async () => {
  let finished = false
  const queue = queueOf<number>(1, async (push) => {
    for (let at = 0; at < 1_000; at += 1) await push(at)
    finished = true
  })
  for await (const item of queue) if (item === 3) break
  await new Promise((resolve) => setTimeout(resolve, 5))
  expect(finished).toBe(true)
})
