import { describe, expect, it } from 'vitest'
import { testWeek } from '../audits/risk/velocity.js'
import { spikeSentence, spikeWeeks } from './spike.js'

const isSpike = (before: readonly number[], count: number) => testWeek(before, count).spike
const week = (at: number, newDomains: number) => ({ period: new Date(Date.parse('2026-01-05') + at * 7 * 86_400_000).toISOString().slice(0, 10), newLinks: newDomains, lostLinks: 0, newDomains, lostDomains: 0, standingDomains: 0, groups: [] })

describe('spikeWeeks', () => {
  it('gives the usual range of the weeks before, and none where too few lie before', () => {
    const weeks = [4, 6, 5, 5, 40].map((count, at) => week(at, count))
    const marked = spikeWeeks(weeks, 4, 3, new Set([weeks[4]!.period]), isSpike)
    expect(marked.map(({ newDomains, usualLow, usualHigh, unusual }) => [newDomains, usualLow, usualHigh, unusual])).toEqual([[5, null, null, false], [5, null, null, false], [40, 0, 13, true]])
  })

  it('takes bursts that come again for usual, as the audit does', () => {
    const weeks = Array.from({ length: 32 }, (_, at) => week(at, at % 4 === 0 ? 52 : 1))
    for (const { newDomains, usualHigh, unusual } of spikeWeeks(weeks, 26, 6, new Set(), isSpike)) expect([newDomains <= usualHigh!, unusual]).toEqual([true, false])
  })

  it('ends its band where the audit begins to flag', () => {
    for (const before of [[1, 0, 2, 1], [30, 31, 29, 30], [0, 0, 0, 0], [5, 90, 4, 6]]) {
      const usualHigh = spikeWeeks([...before, 7].map((count, at) => week(at, count === 0 && at === 0 ? 1 : count)), 4, 1, new Set(), isSpike)[0]!.usualHigh!
      const history = before.map((count, at) => (count === 0 && at === 0 ? 1 : count))
      expect([isSpike(history, usualHigh), isSpike(history, usualHigh + 1)]).toEqual([false, true])
    }
  })

  it('does not take the time before the first link for usual', () => {
    const weeks = [0, 0, 0, 0, 7, 9].map((count, at) => week(at, count))
    expect(spikeWeeks(weeks, 2, 6, new Set(), isSpike).map(({ usualHigh }) => usualHigh)).toEqual([null, null, null, null, null, null])
  })
})

describe('spikeSentence', () => {
  const found = [{ weekFrom: '2026-01-05', newDomains: 12 }, { weekFrom: '2026-01-11', newDomains: 30, reading: 'a story' }]
  it.each([
    ['unusual', 'The week from 11 Jan 2026 brought 30 new referring domains, many more than usual: a story. So did the week from 5 Jan 2026 (12). By itself that is nothing to act on.'],
    ['usual', 'New links arrive at their usual pace.'],
    ['unknown', "Whether new links arrive faster than usual can't be told yet: too few weeks."],
  ] as const)('%s', (verdict, words) => expect(spikeSentence(verdict, found, ['too few weeks'])).toBe(words))
})
