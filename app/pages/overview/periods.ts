/** What a period of the profile counts, as far as the pictures need it. */
export interface Period {
  /** The Monday of a week, `2026-03-02`; or a month, `2026-03`. */
  period: string
  newDomains: number
  lostDomains: number
  groups: ReadonlyArray<{ group: string; newDomains: number }>
}

const dayMs = 86_400_000

/** Weeks without a gap: one in which nothing came or went is left out of the answer and is a true zero in the picture. */
export function everyWeek(weeks: readonly Period[], weeksMax = 26): Period[] {
  const last = weeks.at(-1)
  if (!last) return []
  const known = new Map(weeks.map((week) => [week.period, week]))
  const first = Date.parse(weeks[0]!.period)
  const end = Date.parse(last.period)
  const all: Period[] = []
  for (let at = Math.max(first, end - (weeksMax - 1) * 7 * dayMs); at <= end; at += 7 * dayMs) {
    const period = new Date(at).toISOString().slice(0, 10)
    all.push(known.get(period) ?? { period, newDomains: 0, lostDomains: 0, groups: [] })
  }
  return all
}

/** The same for months. */
export function everyMonth(months: readonly Period[], monthsMax = 36): Period[] {
  const last = months.at(-1)
  if (!last) return []
  const known = new Map(months.map((month) => [month.period, month]))
  const end = monthNumber(last.period)
  const all: Period[] = []
  for (let at = Math.max(monthNumber(months[0]!.period), end - monthsMax + 1); at <= end; at += 1) {
    const period = `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
    all.push(known.get(period) ?? { period, newDomains: 0, lostDomains: 0, groups: [] })
  }
  return all
}

function monthNumber(period: string): number {
  return Number(period.slice(0, 4)) * 12 + Number(period.slice(5, 7)) - 1
}

/** A week that stands out, with the kind of links it was mostly made of. */
export interface Event {
  period: string
  kind: 'many-new' | 'many-lost'
  domains: number
  usual: number
  /** The group most of the new domains belong to, where one makes up more than half. */
  group: string | null
}

/**
 * Weeks in which at least three times as many domains came or went as in the middle one of the other weeks, and at least
 * five. The middle and not the mean: one burst must not hide itself by raising what is usual.
 */
export function standOutWeeks(weeks: readonly Period[], most = 3): Event[] {
  const events: Event[] = []
  weeks.forEach((week, at) => {
    const others = weeks.filter((_, other) => other !== at)
    const usualNew = middle(others.map((other) => other.newDomains))
    const usualLost = middle(others.map((other) => other.lostDomains))
    if (week.newDomains >= Math.max(5, usualNew * 3)) {
      const top = [...week.groups].sort((a, b) => b.newDomains - a.newDomains)[0]
      events.push({ period: week.period, kind: 'many-new', domains: week.newDomains, usual: usualNew, group: top && top.newDomains * 2 > week.newDomains ? top.group : null })
    }
    if (week.lostDomains >= Math.max(5, usualLost * 3)) events.push({ period: week.period, kind: 'many-lost', domains: week.lostDomains, usual: usualLost, group: null })
  })
  return events.sort((a, b) => b.domains - a.domains).slice(0, most).sort((a, b) => (a.period < b.period ? -1 : 1))
}

function middle(counts: readonly number[]): number {
  if (counts.length === 0) return 0
  const sorted = [...counts].sort((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}
