/** Periods a report is usually made for. */
export const periods = ['quarter', 'year', 'all'] as const
export type Period = (typeof periods)[number]

/** First and last day of a period: the last whole quarter, the last twelve months, or no bound at all. */
export function periodOf(period: Period, now: Date): { from: string; until: string } {
  if (period === 'all') return { from: 'first', until: '' }
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()]
  if (period === 'year') return { from: day(year - 1, month, now.getUTCDate()), until: day(year, month, now.getUTCDate()) }
  const first = month - (month % 3)
  return { from: day(year, first - 3, 1), until: day(year, first, 0) }
}

const day = (year: number, month: number, date: number) => new Date(Date.UTC(year, month, date)).toISOString().slice(0, 10)
