import { linkGroups, type JudgedPeriod, type JudgedSummary } from '../model/judged-summary.js'
import { linkTypes, tiers, type LinkTypeId, type Tier } from '../model/link-types.js'
import { ruleAndAudit } from '../model/listed-link.js'
import { domainSums, type DomainSums } from './judged-domains.js'
import type { ListedLinks } from './judged-links.js'
import type { JudgedTable } from './judged-table.js'

type Group = (typeof linkGroups)[number]
const groupOfType: Readonly<Record<string, Group>> = { 'LT-01': 'editorial', 'LT-02': 'guest post', 'LT-03': 'directory', 'LT-04': 'local', 'LT-99': 'unknown' }
const groupOf = (type: string): Group => groupOfType[type] ?? 'other'

const dayMs = 86_400_000
/** Sources that are compared with each other at most, those with most domains first: pairs grow with the square. */
const comparedSourcesMax = 40
/** Tiers whose name a patient would recognise as a medical body. */
const recognisableTierMax = 3

/** What the overview counts, in one walk over the links, domain by domain. */
export async function summarise(listed: ListedLinks): Promise<JudgedSummary> {
  return summaryOf(listed.table, await domainSums(listed))
}

/** In the place of a host without a domain: its links are counted, and it is no referring domain. */
const noDomain = -1

/** Links and domains by one kind of number; domains come one after another, so the last one counted is enough to count each once. */
class Counter {
  readonly links: Uint32Array
  readonly lostLinks: Uint32Array
  readonly domains: Uint32Array
  private readonly lastDomain: Int32Array

  constructor(kinds: number) {
    this.links = new Uint32Array(kinds)
    this.lostLinks = new Uint32Array(kinds)
    this.domains = new Uint32Array(kinds)
    this.lastDomain = new Int32Array(kinds).fill(-1)
  }

  add(kind: number, domain: number, isLost: boolean): void {
    if (isLost) {
      this.lostLinks[kind]! += 1
      return
    }
    this.links[kind]! += 1
    if (domain === noDomain || this.lastDomain[kind] === domain) return
    this.lastDomain[kind] = domain
    this.domains[kind]! += 1
  }

  of(kind: number): { links: number; lostLinks: number; referringDomains: number } {
    return { links: this.links[kind]!, lostLinks: this.lostLinks[kind]!, referringDomains: this.domains[kind]! }
  }
}

function summaryOf(table: JudgedTable, sums: DomainSums): JudgedSummary {
  const { columns, words, lists, rowCount } = table
  const lost = words.state.indexOf('lost')
  const finds = [...new Set(lists.findings.flat())].sort()
  const findsOfList = lists.findings.map((list) => list.map((found) => finds.indexOf(found)))
  const groupNumbers = words.type.map((type) => linkGroups.indexOf(groupOf(type)))
  const by = {
    tier: new Counter(7), group: new Counter(linkGroups.length), type: new Counter(words.type.length), area: new Counter(words.area.length), anchorKind: new Counter(words.anchorKind.length),
    followed: new Counter(2), found: new Counter(finds.length), quality: new Counter(10),
  }
  const states = new Uint32Array(words.state.length)
  let followed = 0
  let flagged = 0
  let corrected = 0
  for (const row of sums.rows) {
    const domain = columns.domain[row]!
    const state = columns.state[row]!
    const isLost = state === lost
    states[state]! += 1
    followed += columns.followed[row]!
    const voice = sums.counted[domain] === 1 ? domain : noDomain
    by.tier.add(sums.tier[domain]!, voice, isLost)
    by.type.add(columns.type[row]!, voice, isLost)
    by.group.add(groupNumbers[columns.type[row]!]!, voice, isLost)
    by.area.add(columns.area[row]!, voice, isLost)
    by.anchorKind.add(columns.anchorKind[row]!, voice, isLost)
    by.followed.add(columns.followed[row]!, voice, isLost)
    by.quality.add(Math.min(9, Math.floor(columns.quality[row]! / 10)), voice, isLost)
    const found = findsOfList[columns.findings[row]!]!
    if (found.length > 0) flagged += 1
    for (const one of found) by.found.add(one, voice, isLost)
    if (lists.corrected[columns.corrected[row]!]!.length > 0) corrected += 1
  }
  const stateCount = (state: string) => states[words.state.indexOf(state)] ?? 0
  const kept = (domain: number) => sums.liveLinks[domain]! > 0
  const domainCount = (wanted: (domain: number) => boolean) => words.domain.reduce((count, _, domain) => count + (sums.links[domain]! > 0 && sums.counted[domain] === 1 && wanted(domain) ? 1 : 0), 0)
  return {
    totals: {
      links: rowCount, live: stateCount('live'), lost: stateCount('lost'), unconfirmed: stateCount('unconfirmed'), followed, qualified: rowCount - followed, flagged, corrected,
      referringDomains: domainCount(kept), lostDomains: domainCount((domain) => !kept(domain)), recognisable: domainCount((domain) => kept(domain) && sums.tier[domain]! <= recognisableTierMax),
    },
    tiers: ([1, 2, 3, 4, 5, 6] as const).map((tier: Tier) => ({ tier, name: tiers[tier], ...by.tier.of(tier) })),
    groups: linkGroups.map((group, number) => ({ group, ...by.group.of(number) })),
    types: mostFirst(words.type.map((type, number) => ({ type, typeName: linkTypes[type as LinkTypeId].name, ...by.type.of(number) }))),
    areas: mostFirst(words.area.map((area, number) => ({ area: area === '' ? null : area, ...by.area.of(number) }))),
    anchorKinds: mostFirst(words.anchorKind.map((anchorKind, number) => ({ anchorKind, ...by.anchorKind.of(number) }))),
    followed: [1, 0].map((number) => ({ followed: number === 1, ...by.followed.of(number) })),
    findings: mostFirst(finds.map((found, number) => ({ ...ruleAndAudit(found), ...by.found.of(number) }))),
    qualities: Array.from({ length: 10 }, (_, step) => ({ from: step * 10, until: step === 9 ? 100 : step * 10 + 9, ...by.quality.of(step) })),
    ...periods(table, sums, lost, groupNumbers),
    ...sourcesOf(table, sums),
  }
}

/** Kinds that occur, most referring domains first; of equal ones as they came. */
function mostFirst<Row extends { links: number; lostLinks: number; referringDomains: number }>(rows: Row[]): Row[] {
  return rows.filter(({ links, lostLinks }) => links + lostLinks > 0).sort((a, b) => b.referringDomains - a.referringDomains || b.links - a.links)
}

interface DaySum {
  newLinks: number
  lostLinks: number
  newDomains: number
  lostDomains: number
  groups: number[]
}

/** What came and went: counted by day, then put together by week and month. */
function periods({ columns, words }: JudgedTable, sums: DomainSums, lost: number, groupNumbers: readonly number[]): Pick<JudgedSummary, 'months' | 'weeks'> {
  const days = new Map<number, DaySum>()
  const dayOf = (ms: number) => {
    const day = Math.floor(ms / dayMs)
    let sum = days.get(day)
    if (sum === undefined) days.set(day, (sum = { newLinks: 0, lostLinks: 0, newDomains: 0, lostDomains: 0, groups: linkGroups.map(() => 0) }))
    return sum
  }
  for (let domain = 0; domain < words.domain.length; domain += 1) {
    const start = sums.starts[domain]!
    const end = sums.starts[domain + 1]!
    if (start === end) continue
    let first = sums.rows[start]!
    for (let at = start; at < end; at += 1) {
      const row = sums.rows[at]!
      if (columns.firstMs[row]! < columns.firstMs[first]!) first = row
      dayOf(columns.firstMs[row]!).newLinks += 1
      if (columns.state[row] === lost) dayOf(columns.lastMs[row]!).lostLinks += 1
    }
    if (sums.counted[domain] === 0) continue
    const born = dayOf(columns.firstMs[first]!)
    born.newDomains += 1
    born.groups[groupNumbers[columns.type[first]!]!]! += 1
    if (sums.liveLinks[domain] === 0) dayOf(sums.lastMs[domain]!).lostDomains += 1
  }
  const sorted = [...days].sort(([a], [b]) => a - b)
  // 1970-01-01 was a Thursday: day 4 a Monday.
  return { months: joined(sorted, (day) => dateOf(day).slice(0, -3)), weeks: joined(sorted, (day) => dateOf(day - ((((day - 4) % 7) + 7) % 7))) }
}

/** The date of a day; years beyond four digits keep their sign. */
function dateOf(day: number): string {
  return new Date(day * dayMs).toISOString().split('T')[0]!
}

function joined(days: ReadonlyArray<[number, DaySum]>, periodOf: (day: number) => string): JudgedPeriod[] {
  const periodSums = new Map<string, DaySum>()
  for (const [day, sum] of days) {
    const period = periodOf(day)
    const whole = periodSums.get(period)
    if (whole === undefined) periodSums.set(period, { ...sum, groups: [...sum.groups] })
    else {
      for (const name of ['newLinks', 'lostLinks', 'newDomains', 'lostDomains'] as const) whole[name] += sum[name]
      for (const [number, count] of sum.groups.entries()) whole.groups[number]! += count
    }
  }
  let standingDomains = 0
  return Array.from(periodSums, ([period, { groups, ...counts }]) => {
    standingDomains += counts.newDomains - counts.lostDomains
    return { period, ...counts, standingDomains, groups: linkGroups.map((group, number) => ({ group, newDomains: groups[number]! })) }
  })
}

/** What each source saw, and how far they agree on referring domains. */
function sourcesOf({ columns, words, lists, known }: JudgedTable, sums: DomainSums): Pick<JudgedSummary, 'sources' | 'overlap' | 'seenByCounts'> {
  const domainCount = words.domain.length
  const names = [...new Set([...lists.seenBy.flat(), ...Object.values(known.domains).flat()])].sort()
  const numbers = new Map(names.map((name, number) => [name, number]))
  const sourcesOfList = lists.seenBy.map((list) => list.map((name) => numbers.get(name)!))
  const links = new Float64Array(names.length)
  const seen = names.map(() => new Uint32Array(Math.ceil(domainCount / 32)))
  const mark = (source: number, domain: number) => {
    seen[source]![domain >>> 5]! |= 1 << (domain & 31)
  }
  for (const row of sums.rows) {
    const domain = columns.domain[row]!
    for (const source of sourcesOfList[columns.seenBy[row]!]!) {
      links[source]! += 1
      if (sums.counted[domain] === 1) mark(source, domain)
    }
  }
  for (let domain = 0; domain < domainCount; domain += 1) {
    const name = words.domain[domain]!
    if (sums.counted[domain] === 1 && Object.hasOwn(known.domains, name)) for (const source of known.domains[name]!) mark(numbers.get(source)!, domain)
  }
  const counts = new Uint32Array(names.length + 1)
  const onlyHere = new Uint32Array(names.length)
  for (let domain = 0; domain < domainCount; domain += 1) {
    let count = 0
    let last = 0
    for (const [source, bits] of seen.entries()) {
      if (((bits[domain >>> 5]! >>> (domain & 31)) & 1) === 0) continue
      count += 1
      last = source
    }
    counts[count]! += 1
    if (count === 1) onlyHere[last]! += 1
  }
  const spans = new Map(known.spans.map((span) => [span.seenBy, span]))
  const sources = names
    .map((seenBy, source) => ({ seenBy, links: links[source]!, referringDomains: bitCount(seen[source]!), onlyHere: onlyHere[source]!, firstSeen: spans.get(seenBy)?.firstSeen ?? null, lastSeen: spans.get(seenBy)?.lastSeen ?? null }))
    .filter(({ referringDomains }) => referringDomains > 0)
    .sort((a, b) => b.referringDomains - a.referringDomains || (a.seenBy < b.seenBy ? -1 : 1))
  const compared = sources.slice(0, comparedSourcesMax).map(({ seenBy }) => seenBy).sort()
  return {
    sources,
    overlap: compared.flatMap((a, at) => compared.slice(at + 1).map((b) => ({ a, b, referringDomains: bitCount(seen[numbers.get(a)!]!, seen[numbers.get(b)!]!) }))),
    seenByCounts: [...counts].map((referringDomains, count) => ({ sources: count, referringDomains })).filter(({ sources: count, referringDomains }) => count > 0 && referringDomains > 0),
  }
}

/** Bits set in one list, or in both of two. */
function bitCount(bits: Uint32Array, others: Uint32Array = bits): number {
  let count = 0
  for (let at = 0; at < bits.length; at += 1) {
    for (let word = (bits[at]! & others[at]!) >>> 0; word !== 0; word = (word & (word - 1)) >>> 0) count += 1
  }
  return count
}
