import type { JudgedPeriod } from '../model/judged-summary.js'

/**
 * The latest periods in a row, with those in which nothing came or went, up to the one of `now`. Weeks are named by
 * their Monday, months by year and month.
 */
export function inARow(periods: readonly JudgedPeriod[], unit: 'week' | 'month', count: number, now: string): JudgedPeriod[] {
  const known = new Map(periods.map((period) => [period.period, period]))
  const names = [unit === 'week' ? mondayOf(now) : now.slice(0, 7)]
  while (names.length < count) names.push(unit === 'week' ? dayBefore(names.at(-1)!, 7) : dayBefore(`${names.at(-1)!}-01`, 1).slice(0, 7))
  names.reverse()
  let standing = periods.filter(({ period }) => period < names[0]!).reduce((latest, period) => (period.period > latest.period ? period : latest), { period: '', standingDomains: 0 }).standingDomains
  return names.map((period) => {
    const found = known.get(period)
    if (found !== undefined) standing = found.standingDomains
    return found ?? { period, newLinks: 0, lostLinks: 0, newDomains: 0, lostDomains: 0, standingDomains: standing, groups: [] }
  })
}

function mondayOf(instant: string): string {
  const weekday = (new Date(`${instant.slice(0, 10)}T00:00:00Z`).getUTCDay() + 6) % 7
  return dayBefore(instant.slice(0, 10), weekday)
}

function dayBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10)
}
