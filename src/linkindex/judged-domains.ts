import { inRuns, type Pause } from '../lib/slices.js'
import { isDomain } from '../model/domain.js'
import { tiers, type Tier } from '../model/link-types.js'
import type { DomainQuery, ReferringDomainRow } from '../model/outside.js'
import { hostHasText } from '../model/readable-host.js'
import { domainNumber } from './judged-filter.js'
import type { ListedLinks } from './judged-links.js'
import { rowsBy } from './judged-order.js'
import { pageOf } from './judged-paging.js'
import { idOf, type JudgedTable } from './judged-table.js'
import { searchText } from './judged-text.js'

/** Sums of each referring domain, by its number, and its rows: they lie together in the order by domain. */
export interface DomainSums {
  rows: Uint32Array
  /** Where the rows of each domain begin, and after the last of all. */
  starts: Uint32Array
  tier: Uint8Array
  links: Uint32Array
  liveLinks: Uint32Array
  followedLinks: Uint32Array
  bestQuality: Uint8Array
  /** 1 for those that are domains: hosts without one have links, and count nowhere as a referring domain. */
  counted: Uint8Array
  firstMs: Float64Array
  lastMs: Float64Array
}

export function domainSums(listed: ListedLinks): Promise<DomainSums> {
  return listed.keep('domain sums', async (pause) => {
    const value = await sumDomains(listed, pause)
    return { value, bytes: value.starts.length * 40 }
  })
}

async function sumDomains(listed: ListedLinks, pause: Pause): Promise<DomainSums> {
  const { columns, words, rowCount } = listed.table
  const count = words.domain.length
  const lost = words.state.indexOf('lost')
  const sums: DomainSums = {
    ...(await listed.domainRows()), tier: new Uint8Array(count).fill(255), links: new Uint32Array(count), liveLinks: new Uint32Array(count), followedLinks: new Uint32Array(count),
    bestQuality: new Uint8Array(count), counted: Uint8Array.from(words.domain, (name) => (isDomain(name) ? 1 : 0)), firstMs: new Float64Array(count).fill(Infinity), lastMs: new Float64Array(count).fill(-Infinity),
  }
  const { tier, links, liveLinks, followedLinks, bestQuality, firstMs, lastMs } = sums
  await inRuns(rowCount, pause, (from, until) => {
    for (let row = from; row < until; row += 1) {
      const domain = columns.domain[row]!
      links[domain]! += 1
      if (columns.state[row] !== lost) liveLinks[domain]! += 1
      followedLinks[domain]! += columns.followed[row]!
      if (columns.tier[row]! < tier[domain]!) tier[domain] = columns.tier[row]!
      if (columns.quality[row]! > bestQuality[domain]!) bestQuality[domain] = columns.quality[row]!
      if (columns.firstMs[row]! < firstMs[domain]!) firstMs[domain] = columns.firstMs[row]!
      if (columns.lastMs[row]! > lastMs[domain]!) lastMs[domain] = columns.lastMs[row]!
    }
  })
  return sums
}

const domainSorts = {
  tier: { column: 'tier', descending: false },
  bestQuality: { column: 'bestQuality', descending: true },
  links: { column: 'links', descending: true },
  liveLinks: { column: 'liveLinks', descending: true },
  firstSeen: { column: 'firstMs', descending: true },
  lastSeen: { column: 'lastMs', descending: true },
  referringDomain: { column: null, descending: false },
} as const satisfies Record<NonNullable<DomainQuery['sort']>, { column: keyof DomainSums | null; descending: boolean }>

/** Referring domains, strongest first: best tier, then best link, then most links; or by one column. */
export async function listDomains(listed: ListedLinks, query: DomainQuery): Promise<{ rows: ReferringDomainRow[]; total: number; nextCursor: string | null }> {
  const { words } = listed.table
  const sums = await domainSums(listed)
  if (query.domain !== undefined) return oneDomain(listed.table, sums, query.domain)
  const sort = query.sort ?? 'tier'
  const { column, descending: natural } = domainSorts[sort]
  const descending = query.order === undefined ? natural : query.order === 'desc'
  const text = searchText(query.text?.trim() ?? '')
  const passes = (domain: number) =>
    sums.links[domain]! > 0 && sums.counted[domain] === 1
    && (query.tier === undefined || query.tier.length === 0 || query.tier.includes(sums.tier[domain]!))
    && (query.live === undefined || sums.liveLinks[domain]! > 0 === query.live)
    && (text === '' || hostHasText(words.domain[domain]!, text))
  const order = await listed.keep(`domains ${sort} ${descending} ${JSON.stringify([query.tier ?? [], query.live ?? null, text])}`, async (pause) => {
    const all = await listed.keep(`domain order ${sort} ${descending}`, async () => {
      const whole = await domainOrder(sums, sort, descending, pause)
      return { value: whole, bytes: whole.byteLength }
    })
    const found = new Uint32Array(all.length)
    let count = 0
    await inRuns(all.length, pause, (from, until) => {
      for (let at = from; at < until; at += 1) if (passes(all[at]!)) found[count++] = all[at]!
    })
    const value = found.slice(0, count)
    return { value, bytes: value.byteLength }
  })
  const page = pageOf({
    name: `domains/${sort}/${descending ? 'desc' : 'asc'}`,
    count: order.length,
    keyOf: (place) => {
      const domain = order[place]!
      const name = words.domain[domain]!
      return column === null ? [name] : column === 'tier' ? [sums.tier[domain]!, sums.bestQuality[domain]!, sums.links[domain]!, name] : [sums[column][domain]!, name]
    },
    kinds: column === null ? ['string'] : column === 'tier' ? ['number', 'number', 'number', 'string'] : ['number', 'string'],
    descending: column === null ? [descending] : column === 'tier' ? [descending, true, true, false] : [descending, false],
  }, query)
  return { rows: Array.from(order.subarray(page.first, page.last), (domain) => domainRow(listed.table, sums, domain)), total: order.length, nextCursor: page.nextCursor }
}

function oneDomain(table: JudgedTable, sums: DomainSums, name: string): { rows: ReferringDomainRow[]; total: number; nextCursor: null } {
  const number = domainNumber(table, name)
  const isThere = number !== -1 && sums.links[number]! > 0
  return { rows: isThere ? [domainRow(table, sums, number)] : [], total: isThere ? 1 : 0, nextCursor: null }
}

/** Numbers of domains go by their names, which settle what else is equal. */
async function domainOrder(sums: DomainSums, sort: keyof typeof domainSorts, descending: boolean, pause: Pause): Promise<Uint32Array> {
  const { column } = domainSorts[sort]
  if (column === null) {
    const all = Uint32Array.from(sums.links, (_, domain) => domain)
    return descending ? all.reverse() : all
  }
  const byColumn = await rowsBy(sums[column], descending, pause)
  if (column !== 'tier') return byColumn
  const byLinks = await rowsBy(sums.links, true, pause)
  const byQuality = pick(byLinks, await rowsBy(pick(sums.bestQuality, byLinks), true, pause))
  return pick(byQuality, await rowsBy(pick(sums.tier, byQuality), descending, pause))
}

/** What stands at these places. */
function pick(numbers: Uint8Array | Uint32Array, places: Uint32Array): Uint32Array {
  return Uint32Array.from(places, (place) => numbers[place]!)
}

function domainRow(table: JudgedTable, sums: DomainSums, domain: number): ReferringDomainRow {
  const { columns, words, lists, known } = table
  const rows = sums.rows.subarray(sums.starts[domain], sums.starts[domain + 1])
  const referringDomain = words.domain[domain]!
  const tier = sums.tier[domain] as Tier
  const types = new Set<number>()
  const seenBy = new Set<number>()
  const lost = words.state.indexOf('lost')
  let best = rows[0]!
  for (const row of rows) {
    // The table stands by quality, so of two rows the one with the lower number is the better link.
    const stands = Number(columns.state[row] !== lost) - Number(columns.state[best] !== lost)
    if (stands > 0 || (stands === 0 && row < best)) best = row
    types.add(columns.type[row]!)
    seenBy.add(columns.seenBy[row]!)
  }
  return {
    referringDomain,
    tier,
    tierName: tiers[tier],
    links: sums.links[domain]!,
    liveLinks: sums.liveLinks[domain]!,
    followedLinks: sums.followedLinks[domain]!,
    bestQuality: sums.bestQuality[domain]!,
    bestLink: idOf(table, best),
    types: [...types].map((type) => words.type[type]!).sort(),
    firstSeen: new Date(sums.firstMs[domain]!).toISOString(),
    lastSeen: new Date(sums.lastMs[domain]!).toISOString(),
    seenBy: [...new Set([...[...seenBy].flatMap((list) => lists.seenBy[list]!), ...(Object.hasOwn(known.domains, referringDomain) ? known.domains[referringDomain]! : [])])].sort(),
  }
}
