import { expect, it } from 'vitest'
import { inARow } from './periods.js'

const period = (name: string, newDomains: number, standingDomains: number) => ({ period: name, newLinks: newDomains, lostLinks: 0, newDomains, lostDomains: 0, standingDomains, groups: [] })

it('fills weeks in which nothing happened', () => {
  const rows = inARow([period('2026-01-05', 3, 3), period('2026-02-16', 1, 4), period('2026-03-02', 2, 6)], 'week', 4, '2026-03-04T10:00:00.000Z')
  expect(rows.map((row) => [row.period, row.newDomains, row.standingDomains])).toEqual([['2026-02-09', 0, 3], ['2026-02-16', 1, 4], ['2026-02-23', 0, 4], ['2026-03-02', 2, 6]])
})

it('counts months over the turn of the year, and a Sunday to the week before', () => {
  expect(inARow([], 'month', 3, '2026-01-31T23:00:00.000Z').map((row) => row.period)).toEqual(['2025-11', '2025-12', '2026-01'])
  expect(inARow([], 'week', 1, '2026-03-08T23:59:00.000Z')[0]!.period).toBe('2026-03-02')
})
