import { describe, expect, it } from 'vitest'
import { byDue, todayHere } from './task-groups.js'

describe('byDue', () => {
  it('puts what is late first, and a day that is today with this week', () => {
    const groups = byDue(['2026-11-24', null, '2026-11-22', '2026-11-23', '2026-11-30', '2026-12-01', '2026-01-01'].map((dueOn) => ({ dueOn })), '2026-11-23')
    expect(Object.fromEntries(Object.entries(groups).map(([name, tasks]) => [name, tasks.map(({ dueOn }) => dueOn)]))).toEqual({ overdue: ['2026-01-01', '2026-11-22'], week: ['2026-11-23', '2026-11-24', '2026-11-30'], later: ['2026-12-01'], undated: [null] })
  })

  it('knows the day of the reader', () => {
    expect(todayHere(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05')
  })
})
