import { tiers, type Tier } from '../model/link-types.js'
import type { AnchorQuery, AnchorRow, DomainQuery, ReferringDomainRow } from '../model/outside.js'
import type { ListedLinks } from './judged-links.js'
import { orderBy } from './judged-order.js'
import { compare, pageOf } from './judged-paging.js'
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
  firstMs: Float64Array
  lastMs: Float64Array
}

export function domainSums(listed: ListedLinks): DomainSums {
  return listed.keep('domain sums', () => {
    const sums = sumDomains(listed)
    return { value: sums, bytes: sums.starts.length * 40 }
  })
}

function sumDomains(listed: ListedLinks): DomainSums {
  const { columns, words } = listed.table
  const count = words.domain.length
  const rows = listed.order('referringDomain', false)
  const lost = words.state.indexOf('lost')
  const sums: DomainSums = {
    rows, starts: new Uint32Array(count + 1), tier: new Uint8Array(count).fill(255), links: new Uint32Array(count), liveLinks: new Uint32Array(count), followedLinks: new Uint32Array(count),
    bestQuality: new Uint8Array(count), firstMs: new Float64Array(count).fill(Infinity), lastMs: new Float64Array(count).fill(-Infinity),
  }
  for (const row of rows) {
    const domain = columns.domain[row]!
    sums.links[domain]! += 1
    if (columns.state[row] !== lost) sums.liveLinks[domain]! += 1
    sums.followedLinks[domain]! += columns.followed[row]!
    sums.tier[domain] = Math.min(sums.tier[domain]!, columns.tier[row]!)
    sums.bestQuality[domain] = Math.max(sums.bestQuality[domain]!, columns.quality[row]!)
    sums.firstMs[domain] = Math.min(sums.firstMs[domain]!, columns.firstMs[row]!)
    sums.lastMs[domain] = Math.max(sums.lastMs[domain]!, columns.lastMs[row]!)
  }
  for (let domain = 0; domain < count; domain += 1) sums.starts[domain + 1] = sums.starts[domain]! + sums.links[domain]!
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
export function listDomains(listed: ListedLinks, query: DomainQuery): { rows: ReferringDomainRow[]; total: number; nextCursor: string | null } {
  const { words } = listed.table
  const sums = domainSums(listed)
  if (query.domain !== undefined) return oneDomain(listed.table, sums, query.domain)
  const sort = query.sort ?? 'tier'
  const { column, descending: natural } = domainSorts[sort]
  const descending = query.order === undefined ? natural : query.order === 'desc'
  const text = searchText(query.text?.trim() ?? '')
  const passes = (domain: number) =>
    sums.links[domain]! > 0
    && (query.tier === undefined || query.tier.length === 0 || query.tier.includes(sums.tier[domain]!))
    && (query.live === undefined || sums.liveLinks[domain]! > 0 === query.live)
    && (text === '' || words.domain[domain]!.includes(text))
  const order = listed.keep(`domains ${sort} ${descending} ${JSON.stringify([query.tier ?? [], query.live ?? null, text])}`, () => {
    const all = listed.keep(`domain order ${sort} ${descending}`, () => {
      const whole = domainOrder(sums, sort, descending)
      return { value: whole, bytes: whole.byteLength }
    })
    const value = all.filter(passes)
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
  return { rows: [...order.subarray(page.first, page.last)].map((domain) => domainRow(listed.table, sums, domain)), total: order.length, nextCursor: page.nextCursor }
}

/** One domain by its name: numbers of domains go by their names. */
function oneDomain(table: JudgedTable, sums: DomainSums, name: string): { rows: ReferringDomainRow[]; total: number; nextCursor: null } {
  const names = table.words.domain
  let [low, high] = [0, names.length - 1]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (names[middle]! < name) low = middle + 1
    else high = middle
  }
  const isThere = names[low] === name && sums.links[low]! > 0
  return { rows: isThere ? [domainRow(table, sums, low)] : [], total: isThere ? 1 : 0, nextCursor: null }
}

/** Numbers of domains go by their names, which settle what else is equal. */
function domainOrder(sums: DomainSums, sort: keyof typeof domainSorts, descending: boolean): Uint32Array {
  const all = Uint32Array.from(sums.links, (_, domain) => domain)
  const { column } = domainSorts[sort]
  if (column === null) return descending ? all.reverse() : all
  if (column !== 'tier') return orderBy(all, (domain) => sums[column][domain]!, descending)
  return orderBy(orderBy(orderBy(all, (domain) => sums.links[domain]!, true), (domain) => sums.bestQuality[domain]!, true), (domain) => sums.tier[domain]!, descending)
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

/** Links whose anchors are counted as one (AN-01) and are of one kind. */
interface AnchorSum {
  key: string
  kind: string
  /** How often each spelling occurs, by its number. */
  spelled: Map<number, number>
  links: number
  domains: number
  lastDomain: number
  followedLinks: number
  firstMs: number
  lastMs: number
}

interface ShownAnchor extends AnchorRow {
  key: string
  /** Every spelling, in lower case. */
  search: string
}

/** Anchors, most domains first. Of several spellings of one anchor the most frequent is shown, and all are searched. */
export function listAnchors(listed: ListedLinks, query: AnchorQuery): { rows: AnchorRow[]; total: number; nextCursor: string | null } {
  const all = listed.keep('anchors', () => {
    const value = sumAnchors(listed)
    return { value, bytes: value.reduce((sum, { key, search }) => sum + 200 + key.length + search.length, 0) }
  })
  const text = searchText(query.text?.trim() ?? '')
  const kinds = new Set<string>(query.kind ?? [])
  const found = text === '' && kinds.size === 0 ? all : all.filter(({ search, anchorKind }) => search.includes(text) && (kinds.size === 0 || kinds.has(anchorKind)))
  const page = pageOf({
    name: 'anchors',
    count: found.length,
    keyOf: (place) => anchorKey(found[place]!),
    kinds: ['number', 'number', 'string', 'string'],
    descending: anchorDescending,
  }, query)
  return { rows: found.slice(page.first, page.last).map(({ key: _key, search: _search, ...row }) => row), total: found.length, nextCursor: page.nextCursor }
}

const anchorDescending = [true, true, false, false]

function anchorKey({ domains, links, key, anchorKind }: ShownAnchor): [number, number, string, string] {
  return [domains, links, key, anchorKind]
}

function sumAnchors(listed: ListedLinks): ShownAnchor[] {
  const { columns, words } = listed.table
  const kindCount = words.anchorKind.length
  const sums = new Map<number, AnchorSum>()
  for (const row of domainSums(listed).rows) {
    const place = columns.anchorKey[row]! * kindCount + columns.anchorKind[row]!
    let sum = sums.get(place)
    if (sum === undefined) {
      sum = { key: words.anchorKey[columns.anchorKey[row]!]!, kind: words.anchorKind[columns.anchorKind[row]!]!, spelled: new Map(), links: 0, domains: 0, lastDomain: -1, followedLinks: 0, firstMs: Infinity, lastMs: -Infinity }
      sums.set(place, sum)
    }
    const anchor = columns.anchor[row]!
    sum.spelled.set(anchor, (sum.spelled.get(anchor) ?? 0) + 1)
    sum.links += 1
    if (sum.lastDomain !== columns.domain[row]) {
      sum.lastDomain = columns.domain[row]!
      sum.domains += 1
    }
    sum.followedLinks += columns.followed[row]!
    sum.firstMs = Math.min(sum.firstMs, columns.firstMs[row]!)
    sum.lastMs = Math.max(sum.lastMs, columns.lastMs[row]!)
  }
  const shown = Array.from(sums.values(), ({ key, kind, spelled, links, domains, followedLinks, firstMs, lastMs }): ShownAnchor => {
    const spellings = [...spelled].map(([number, times]) => ({ text: words.anchor[number]!, times })).sort((a, b) => b.times - a.times || (a.text < b.text ? -1 : 1))
    return {
      key, search: spellings.map((spelling) => searchText(spelling.text)).join('\n'), anchorText: spellings[0]!.text, anchorKind: kind, domains, links, followedLinks,
      firstSeen: new Date(firstMs).toISOString(), lastSeen: new Date(lastMs).toISOString(),
    }
  })
  return shown.sort((a, b) => compare(anchorKey(a), anchorKey(b), anchorDescending))
}
