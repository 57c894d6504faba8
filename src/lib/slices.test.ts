import { describe, expect, it } from 'vitest'
import { inRuns, slices, sortInSlices } from './slices.js'

const busy = (ms: number) => {
  const until = performance.now() + ms
  while (performance.now() < until);
}

describe('work in slices', () => {
  it('lets others have their turn, and only when a slice is over', async () => {
    const pause = slices()
    expect(pause()).toBeUndefined()
    let others = 0
    const timer = setInterval(() => (others += 1), 0)
    for (let step = 0; step < 6; step += 1) {
      busy(10)
      await pause()
    }
    clearInterval(timer)
    expect(others).toBeGreaterThan(2)
  })

  it.each([0, 1, 5, (1 << 18) - 1, 1 << 18, (1 << 19) + 3])('goes over %i numbers once each', async (count) => {
    let next = 0
    await inRuns(count, slices(), (from, until) => {
      expect(from).toBe(next)
      next = until
    })
    expect(next).toBe(count)
  })

  it.each([0, 1, 2, 7, 8, 9, 100, 1_000])('sorts %i numbers as one sort would, equal ones as they stood', async (count) => {
    const numbers = Uint32Array.from({ length: count }, (_, at) => (Math.imul(at + 1, 2_654_435_761) >>> 7) % (count * 4 + 1))
    const compare = (a: number, b: number) => (a % 10) - (b % 10)
    expect([...(await sortInSlices(numbers.slice(), compare, slices(), 8))]).toEqual([...numbers].sort(compare))
  })
})
