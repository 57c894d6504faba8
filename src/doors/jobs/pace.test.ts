import { expect, it } from 'vitest'
import { paceMeter } from './pace.js'

const steps = (...list: Array<[second: number, stage: string, done: number, total: number | null]>) => {
  let now = 0
  const meter = paceMeter(() => now)
  return list.map(([second, stage, done, total]) => {
    now = second * 1_000
    const { ratePerSecond, secondsLeft } = meter({ stage, done, total, unit: 'rows' })
    return [ratePerSecond === null ? null : Math.round(ratePerSecond * 10) / 10, secondsLeft]
  })
}

it('tells a steady pace and the time left', () => {
  expect(steps([0, 'Reading', 0, 100], [1, 'Reading', 10, 100], [2, 'Reading', 20, 100])).toEqual([[null, null], [10, 9], [10, 8]])
})

it('follows a pace that changes, without jumping', () => {
  const rates = steps([0, 'a', 0, null], [1, 'a', 100, null], [2, 'a', 110, null], [3, 'a', 120, null], [30, 'a', 390, null]).map(([rate]) => rate!)
  expect(rates[2]).toBeLessThan(100)
  expect(rates[2]).toBeGreaterThan(80)
  expect(rates[4]).toBeLessThan(11)
})

it('begins anew with each stage, and where work was gone on with', () => {
  expect(steps([0, 'Reading', 0, 10], [1, 'Reading', 5, 10], [2, 'Judging', 900, 1_000], [3, 'Judging, round 2', 910, 1_000])).toEqual([[null, null], [5, 1], [null, null], [10, 9]])
})

it('takes nothing from what comes too fast to tell, or goes backwards', () => {
  expect(steps([0, 'a', 0, 10], [0.1, 'a', 9, 10], [1, 'a', 5, 10], [2, 'a', 3, 10])).toEqual([[null, null], [null, null], [5, 1], [null, null]])
})
