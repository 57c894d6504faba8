import { describe, expect, it } from 'vitest'
import { slices } from '../lib/slices.js'
import { LinkQuerySchema, type LinkQuery } from '../model/listed-link.js'
import { listAnchors } from './judged-anchors.js'
import { domainSums, listDomains } from './judged-domains.js'
import { countFacets } from './judged-facets.js'
import { groupRows } from './judged-groups.js'
import { ListedLinks } from './judged-links.js'
import { orderBy } from './judged-order.js'
import { columnKinds, columnNames, idOf, listedOf, listNames, numberKinds, wordNames, type JudgedColumns, type JudgedTable } from './judged-table.js'
import { joinTexts, searchText } from './judged-text.js'

/** Tables as large as it takes for rows to lie in several runs and slabs, from a seed. */
function madeTable(rowCount: number, seed: number): JudgedTable {
  let state = seed
  const below = (count: number) => Math.floor(((state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32) * count)
  const names = (prefix: string, count: number) => Array.from({ length: count }, (_, at) => `${prefix}${String(at).padStart(6, '0')}`)
  const words: JudgedTable['words'] = {
    domain: names('domain', 1 + Math.floor(rowCount / 7)).map((name) => `${name}.example`), target: ['', ...names('https://clinic.example/Page-', 20)], anchor: ['', ...names('Ärzte ', 300), ...names('clinic\n', 30)], title: ['', ...names('Title ', 500)],
    anchorKey: ['', ...names('key ', 120)], runnerUp: ['LT-02 0.2'], type: ['LT-01', 'LT-03', 'LT-99', 'LT-12'], area: ['', 'main', 'footer', 'nav'], state: ['live', 'lost', 'unconfirmed'],
    anchorKind: ['AK-EXACT', 'AK-BRAND', 'AK-UNKNOWN'], lostReason: ['', 'page-gone'],
  }
  const lists: JudgedTable['lists'] = { rel: [[], ['nofollow'], ['ugc', 'nofollow'], ['sponsored']], seenBy: [['crawl'], ['a', 'crawl'], ['b']], findings: [[], ['RISK-01'], ['RISK-01', 'RISK-11'], ['RISK-11']], corrected: [[], ['type']] }
  const columns = Object.fromEntries(columnNames.map((name) => [name, new numberKinds[columnKinds[name]](rowCount)])) as unknown as JudgedColumns
  const qualities = Array.from({ length: rowCount }, () => below(101)).sort((a, b) => b - a)
  for (let row = 0; row < rowCount; row += 1) {
    for (const name of wordNames) columns[name][row] = below(words[name].length)
    for (const name of listNames) columns[name][row] = below(3) === 0 ? below(lists[name].length) : 0
    columns.anchorKey[row] = columns.anchor[row]! % words.anchorKey.length
    columns.quality[row] = qualities[row]!
    columns.tier[row] = 1 + below(6)
    columns.confidence[row] = below(1_001)
    columns.followed[row] = below(2)
    columns.hasPage[row] = 1
    columns.firstMs[row] = Date.UTC(2020, 0, 1) + below(2_000) * 86_400_000
    columns.lastMs[row] = Date.UTC(2026, 0, 1) + below(5) * 86_400_000 + below(2)
    columns.idLow[row] = row
  }
  return { rowCount, columns, words, lists, pages: joinTexts(rowCount, (row) => `https://${words.domain[columns.domain[row]!]!}/${row % 97}`), pageOriginals: new Map(), known: { domains: {}, spans: [] }, bytes: 0 }
}

function rowsOf(table: JudgedTable) {
  return Array.from({ length: table.rowCount }, (_, row) => {
    const link = listedOf(table, row)
    const texts = [link.referringPage ?? link.referringDomain, link.anchorText ?? '', table.words.title[table.columns.title[row]!]!, link.target?.slice('https://clinic.example'.length) ?? '']
    return { row, link, isFollowed: table.columns.followed[row] === 1, anchorKey: table.words.anchorKey[table.columns.anchorKey[row]!]!, texts: texts.map((one) => searchText(one).replaceAll('\n', ' ')) }
  })
}
type Row = ReturnType<typeof rowsOf>[number]

const table = madeTable(33_000, 11)
const all = rowsOf(table)
const query = (changes: Partial<LinkQuery>) => LinkQuerySchema.parse(changes)

/** What each spelling is counted as. */
const keyOfSpelling = new Map(all.flatMap(({ link, anchorKey }) => (link.anchorText === null || link.anchorText === '' ? [] : [[link.anchorText, anchorKey] as const])))

/** The obvious reading of a query: link by link. */
function passes({ link, texts, isFollowed, anchorKey }: Row, asked: LinkQuery): boolean {
  const text = searchText(asked.text?.trim() ?? '')
  const overlap = (wanted: readonly unknown[], has: readonly unknown[]) => wanted.length === 0 || has.some((one) => wanted.includes(one))
  return overlap(asked.type, [link.type]) && overlap(asked.area, [link.area]) && overlap(asked.state, [link.state]) && overlap(asked.anchorKind, [link.anchorKind]) && overlap(asked.tier, [link.tier])
    && overlap(asked.rel, link.rel) && overlap(asked.seenBy, link.seenBy) && overlap(asked.finding, link.findings)
    && (asked.live === undefined || (link.state !== 'lost') === asked.live) && (asked.followed === undefined || isFollowed === asked.followed)
    && (asked.findings === undefined || link.findings.length > 0 === asked.findings) && (asked.corrected === undefined || link.corrected.length > 0 === asked.corrected)
    && (asked.domain === undefined || link.referringDomain === asked.domain.toLowerCase()) && (asked.targetPage === undefined || link.target === asked.targetPage)
    && (asked.anchor === undefined || (asked.anchor.trim() !== '' && anchorKey === (keyOfSpelling.get(asked.anchor) ?? asked.anchor.trim().split(/\s+/u).join(' ').toLowerCase())))
    && (asked.qualityMin === undefined || link.quality >= asked.qualityMin)
    && (asked.since === undefined || link.firstSeen.slice(0, 10) >= asked.since) && (asked.until === undefined || link.firstSeen.slice(0, 10) <= asked.until)
    && (text === '' || texts.some((one) => one.includes(text)))
}

function groupedBy<Key>(keyOf: (one: Row) => Key): Map<Key, Row[]> {
  const groups = new Map<Key, Row[]>()
  for (const one of all) {
    const key = keyOf(one)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [one])
    else group.push(one)
  }
  return groups
}

const columnOf = { quality: 'quality', tier: 'tier', firstSeen: 'firstMs', lastSeen: 'lastMs', referringDomain: 'domain', typeConfidence: 'confidence' } as const

function obvious(asked: LinkQuery): string[] {
  const seen = new Set<string>()
  const rows = all.filter((one) => passes(one, asked)).filter(({ link }) => !asked.onePerDomain || (!seen.has(link.referringDomain) && seen.add(link.referringDomain))).map(({ row }) => row)
  const descending = asked.order === undefined ? !['tier', 'referringDomain'].includes(asked.sort) : asked.order === 'desc'
  const values = table.columns[columnOf[asked.sort]]
  return Array.from(orderBy(Uint32Array.from(rows), (row) => values[row]!, descending), (row) => idOf(table, row))
}

const queries: Array<Partial<LinkQuery>> = [
  {}, { tier: [2, 5] }, { tier: [3], live: true }, { type: ['LT-03', 'LT-01'], area: ['main', 'footer'], followed: false }, { live: false, state: ['live', 'lost'] }, { finding: ['RISK-11'], seenBy: ['a'] }, { findings: true, corrected: false },
  { rel: ['ugc'], anchorKind: ['AK-BRAND'], state: ['unconfirmed'] }, { domain: 'Domain000123.example' }, { domain: 'domain000123.example', text: '/1', tier: [1, 2, 3] }, { domain: 'nobody' }, { targetPage: 'https://clinic.example/Page-000003', qualityMin: 40 },
  { since: '2021-03-01', until: '2022-03-01', followed: true }, { text: 'ÄRZTE 00001' }, { text: 'title 0004', live: true }, { text: 'page-000007' }, { text: '.example/96', qualityMin: 90 }, { text: 'clinic 000' }, { text: 'nothing like it' }, { onePerDomain: true, findings: true },
  { onePerDomain: true, tier: [6], state: ['live'], text: '/5' }, { anchor: 'Ärzte 000012' }, { anchor: 'Ärzte 000012', live: true, tier: [1, 2] }, { anchor: ' KEY  000007', qualityMin: 20 }, { anchor: 'Ärzte 00001' }, { anchor: ' ' },
]

describe('fast answers are those of the obvious way', () => {
  it('filters, orders and totals of links', async () => {
    const listed = new ListedLinks(table)
    for (const [at, changes] of queries.entries()) {
      for (const sort of at < 4 ? (Object.keys(columnOf) as Array<keyof typeof columnOf>) : (['quality', 'lastSeen'] as const)) {
        for (const order of at < 4 ? (['asc', 'desc'] as const) : [at % 2 === 0 ? ('asc' as const) : ('desc' as const)]) {
          const asked = query({ ...changes, sort, order })
          const listing = await listed.listing(asked)
          const found = Array.from({ length: listing.count }, (_, place) => idOf(table, listing.rowAt(place)))
          expect(found, JSON.stringify(asked)).toEqual(obvious(asked))
        }
      }
    }
  })

  it('only as many rows as somebody looks at', async () => {
    const listed = new ListedLinks(table)
    for (const changes of queries) {
      for (const sort of ['quality', 'tier'] as const) {
        const asked = query({ ...changes, sort })
        const wanted = obvious(asked)
        const listings = await Promise.all([50, 1, 400, 60].map(async (until) => ({ until, listing: await listed.listing(asked, until) })))
        for (const { until, listing } of listings) {
          expect(listing.count).toBe(wanted.length)
          expect(Array.from({ length: Math.min(until, listing.count) }, (_, place) => idOf(table, listing.rowAt(place)))).toEqual(wanted.slice(0, until))
        }
      }
    }
  })

  it('facets', async () => {
    const small = madeTable(3_000, 5)
    const listed = new ListedLinks(small)
    const rows = rowsOf(small)
    for (const changes of queries) {
      const asked = query({ ...changes, onePerDomain: false })
      const facets = await countFacets(listed, asked)
      const counts = (other: Partial<LinkQuery>, valuesOf: (one: Row) => readonly unknown[]) => {
        const sums = new Map<unknown, number>()
        for (const one of rows) if (passes(one, { ...asked, ...other })) for (const value of valuesOf(one)) sums.set(value, (sums.get(value) ?? 0) + 1)
        return sums
      }
      const told = (rows: ReadonlyArray<{ value: unknown; links: number }>) => new Map(rows.map(({ value, links }) => [value, links]))
      expect(facets.total).toBe(counts({}, () => [1]).get(1) ?? 0)
      expect(facets.referringDomains).toBe(counts({}, ({ link }) => [link.referringDomain]).size)
      expect(told(facets.type)).toEqual(counts({ type: [] }, ({ link }) => [link.type]))
      expect(told(facets.tier)).toEqual(counts({ tier: [] }, ({ link }) => [link.tier]))
      expect(told(facets.area)).toEqual(counts({ area: [] }, ({ link }) => [link.area]))
      expect(told(facets.anchorKind)).toEqual(counts({ anchorKind: [] }, ({ link }) => [link.anchorKind]))
      expect(told(facets.seenBy)).toEqual(counts({ seenBy: [] }, ({ link }) => link.seenBy))
      expect(told(facets.followed)).toEqual(counts({ followed: undefined }, ({ isFollowed }) => [isFollowed]))
      expect(told(facets.corrected)).toEqual(counts({ corrected: undefined }, ({ link }) => [link.corrected.length > 0]))
    }
  })

  it('groups of rows, however they are numbered', async () => {
    const groups = await groupRows(table, slices())
    const byMap = await groupRows(table, slices(), 0)
    expect(byMap).toEqual(groups)
    expect(groups.sizes.reduce((sum, size) => sum + size, 0)).toBe(table.rowCount)
    const grouped = ['type', 'tier', 'area', 'state', 'anchorKind', 'followed', ...listNames] as const
    const alike = (row: number) => grouped.map((name) => table.columns[name][row]).join()
    const names = Array.from(groups.sizes, (_, group) => grouped.map((name) => groups.values[name][group]).join())
    expect(new Set(names).size).toBe(names.length)
    for (let row = 0; row < table.rowCount; row += 13) expect(names[groups.of[row]!]).toBe(alike(row))
  })

  it('sums and orders of domains', async () => {
    const listed = new ListedLinks(table)
    const sums = await domainSums(listed)
    const byDomain = groupedBy(({ row }) => table.columns.domain[row]!)
    for (const [domain, rows] of byDomain) {
      expect([...sums.rows.subarray(sums.starts[domain], sums.starts[domain + 1])]).toEqual(rows.map(({ row }) => row))
      expect([sums.links[domain], sums.liveLinks[domain], sums.tier[domain], sums.bestQuality[domain]]).toEqual([rows.length, rows.filter(({ link }) => link.state !== 'lost').length, Math.min(...rows.map(({ link }) => link.tier)), Math.max(...rows.map(({ link }) => link.quality))])
    }
    const names = [...byDomain.keys()].sort((a, b) => sums.tier[a]! - sums.tier[b]! || sums.bestQuality[b]! - sums.bestQuality[a]! || sums.links[b]! - sums.links[a]! || a - b).map((domain) => table.words.domain[domain])
    const found: string[] = []
    for (let cursor: string | undefined, more = true; more;) {
      const page = await listDomains(listed, { limit: 1_000, cursor })
      found.push(...page.rows.map(({ referringDomain }) => referringDomain))
      cursor = page.nextCursor ?? undefined
      more = cursor !== undefined
    }
    expect(found).toEqual(names)
  })

  it('anchors', async () => {
    const listed = new ListedLinks(table)
    const groups = groupedBy(({ row, link }) => `${table.words.anchorKey[table.columns.anchorKey[row]!]!}\n${link.anchorKind}`)
    const obviousRows = [...groups].map(([key, rows]) => {
      const times = new Map<string, number>()
      for (const { link } of rows) times.set(link.anchorText ?? '', (times.get(link.anchorText ?? '') ?? 0) + 1)
      const [shown] = [...times].sort(([a, timesA], [b, timesB]) => timesB - timesA || (a < b ? -1 : 1))[0]!
      return {
        key, spellings: [...times.keys()],
        row: {
          anchorText: shown, anchorKind: rows[0]!.link.anchorKind, domains: new Set(rows.map(({ link }) => link.referringDomain)).size, links: rows.length, followedLinks: rows.filter(({ row }) => table.columns.followed[row] === 1).length,
          firstSeen: rows.map(({ link }) => link.firstSeen).sort()[0], lastSeen: rows.map(({ link }) => link.lastSeen).sort().at(-1),
        },
      }
    }).sort((a, b) => b.row.domains - a.row.domains || b.row.links - a.row.links || (a.key < b.key ? -1 : 1))
    for (const [asked, has] of [[{}, () => true], [{ text: 'ärzte 00000' }, (one: string) => searchText(one).includes('ärzte 00000')], [{ text: 'clinic 00001' }, (one: string) => one.replaceAll('\n', ' ').includes('clinic 00001')]] as Array<[{ text?: string }, (one: string) => boolean]>) {
      const wanted = obviousRows.filter(({ spellings }) => spellings.some(has)).map(({ row }) => row)
      const { rows, total } = await listAnchors(listed, { limit: 1_000, ...asked })
      expect(total).toBe(wanted.length)
      expect(rows).toEqual(wanted.slice(0, 1_000))
    }
    const branded = obviousRows.filter(({ row }) => row.anchorKind === 'AK-BRAND').map(({ row }) => row)
    expect((await listAnchors(listed, { limit: 1_000, kind: ['AK-BRAND'] })).rows).toEqual(branded)
  })
})
