import { expect, test } from 'vitest'
import { everyMonth, everyWeek, standOutWeeks, type Period } from './periods.js'

const week = (period: string, newDomains: number, lostDomains = 0, groups: Period['groups'] = []): Period => ({ period, newDomains, lostDomains, groups })

test('weeks in which nothing happened are zero, not missing', () => {
  const rows = everyWeek([week('2026-03-02', 2), week('2026-03-23', 1)])
  expect(rows.map((row) => [row.period, row.newDomains])).toEqual([['2026-03-02', 2], ['2026-03-09', 0], ['2026-03-16', 0], ['2026-03-23', 1]])
})

test('only the latest weeks are drawn', () => {
  expect(everyWeek([week('2016-01-04', 2), week('2026-03-23', 1)], 3).map((row) => row.period)).toEqual(['2026-03-09', '2026-03-16', '2026-03-23'])
  expect(everyWeek([])).toEqual([])
})

test('months go over the turn of the year', () => {
  expect(everyMonth([week('2025-11', 1), week('2026-02', 3)]).map((row) => [row.period, row.newDomains])).toEqual([['2025-11', 1], ['2025-12', 0], ['2026-01', 0], ['2026-02', 3]])
})

test('a week stands out against the middle one, and says what it was made of', () => {
  const usual = ['2026-03-02', '2026-03-09', '2026-03-16'].map((period) => week(period, 2))
  expect(standOutWeeks([...usual, week('2026-03-23', 12, 0, [{ group: 'directory', newDomains: 9 }, { group: 'other', newDomains: 3 }])])).toEqual([
    { period: '2026-03-23', kind: 'many-new', domains: 12, usual: 2, group: 'directory' },
  ])
})

test.each([
  ['few domains are no event', [week('2026-03-02', 0), week('2026-03-09', 4)], 0],
  ['a steady profile has no event', [week('2026-03-02', 9), week('2026-03-09', 10), week('2026-03-16', 11)], 0],
  ['lost domains are an event of their own', [week('2026-03-02', 0, 0), week('2026-03-09', 0, 7)], 1],
])('%s', (_, weeks, count) => {
  expect(standOutWeeks(weeks)).toHaveLength(count)
})
