import { inRuns, type Pause } from '../lib/slices.js'
import { CitewellError } from '../model/error.js'
import { parseInstant } from '../model/instant.js'
import { ruleAndAudit, type LinkQuery } from '../model/listed-link.js'
import { hostHasText } from '../model/readable-host.js'
import { domainOf, pageKey, parseHost, parseLooseUrl, type Url } from '../model/url.js'
import type { GroupedColumn, RowGroups } from './judged-groups.js'
import type { JudgedTable, ListColumn } from './judged-table.js'
import { joinTextsInSlices, markRowsWith, searchText, type TextColumn } from './judged-text.js'

/** The filters on columns of few values. Each facet shows the choices of one of them. */
export type FilterName = 'type' | 'area' | 'rel' | 'followed' | 'state' | 'live' | 'tier' | 'findings' | 'finding' | 'anchorKind' | 'seenBy' | 'corrected'

/** What a query leaves of a table. */
export interface Filtered {
  /** For each group of rows 0 if it passes all filters on its columns, `number` if exactly that one keeps it out, 255 if several do. */
  failed: Uint8Array
  numbers: ReadonlyMap<FilterName, number>
  /** Rows of each group that the other filters leave: those that look at each row by itself. */
  sizes: Uint32Array
  /** 1 for each row that those leave; null if they leave all. */
  marks: Uint8Array | null
  /** Rows that are looked at, rising; null for all. */
  candidates: Uint32Array | null
  total: number
  /** True if there is no filter at all. */
  isWhole: boolean
}

/** What filters look at besides the table, worked out of it once. */
export interface FilterMeans {
  table: JudgedTable
  groups: RowGroups
  /** Rows of a domain by its number, rising. */
  rowsOfDomain(domain: number): Promise<Uint32Array>
  /** Words of a column as they are searched. */
  searched(column: SearchedColumn): Promise<TextColumn>
}

const several = 255

/** Which rows pass. Filters on columns of few values look at groups of rows, the others at each row. */
export async function filterRows({ table, groups, rowsOfDomain, searched }: FilterMeans, query: LinkQuery, pause: Pause): Promise<Filtered> {
  const { columns, rowCount } = table
  const failed = new Uint8Array(groups.sizes.length)
  const numbers = new Map<FilterName, number>()
  const byGroup = (name: FilterName, column: GroupedColumn, passes: Uint8Array) => {
    const number = numbers.size + 1
    const values = groups.values[column]
    numbers.set(name, number)
    for (let group = 0; group < failed.length; group += 1) if (passes[values[group]!] !== 1) failed[group] = failed[group] === 0 ? number : several
  }
  const byWord = (name: FilterName, column: 'type' | 'area' | 'state' | 'anchorKind', wanted: readonly string[]) => byGroup(name, column, marksOf(table.words[column], (word) => wanted.includes(word)))
  const byList = (name: FilterName, column: ListColumn, passes: (list: readonly string[]) => boolean) => byGroup(name, column, marksOf(table.lists[column], passes))
  const hasOneOf = (words: readonly string[]) => (list: readonly string[]) => list.some((word) => words.includes(word))

  if (query.type.length > 0) byWord('type', 'type', query.type)
  if (query.area.length > 0) byWord('area', 'area', query.area)
  if (query.state.length > 0) byWord('state', 'state', query.state)
  if (query.anchorKind.length > 0) byWord('anchorKind', 'anchorKind', query.anchorKind)
  if (query.live !== undefined) byGroup('live', 'state', marksOf(table.words.state, (state) => (state !== 'lost') === query.live))
  if (query.tier.length > 0) byGroup('tier', 'tier', marksOf([0, 1, 2, 3, 4, 5, 6], (tier) => query.tier.includes(tier as LinkQuery['tier'][number])))
  if (query.followed !== undefined) byGroup('followed', 'followed', marksOf([false, true], (followed) => followed === query.followed))
  if (query.rel.length > 0) byList('rel', 'rel', hasOneOf(query.rel))
  if (query.seenBy.length > 0) byList('seenBy', 'seenBy', hasOneOf(query.seenBy))
  if (query.finding.length > 0) byList('finding', 'findings', (list) => list.map(ruleAndAudit).some(({ rule, audit }) => query.finding.includes(rule) || query.finding.includes(audit)))
  if (query.findings !== undefined) byList('findings', 'findings', (list) => list.length > 0 === query.findings)
  if (query.corrected !== undefined) byList('corrected', 'corrected', (list) => list.length > 0 === query.corrected)

  let candidates: Uint32Array | null = null
  let marks: Uint8Array | null = null
  const byRow = async (passes: (row: number) => boolean) => {
    const before = marks
    const after = new Uint8Array(rowCount)
    if (candidates !== null) for (const row of candidates) after[row] = (before === null || before[row] === 1) && passes(row) ? 1 : 0
    else await inRuns(rowCount, pause, (from, until) => {
      for (let row = from; row < until; row += 1) if ((before === null || before[row] === 1) && passes(row)) after[row] = 1
    })
    marks = after
  }
  if (query.domain !== undefined) {
    const domain = domainNumber(table, domainAsked(query.domain))
    candidates = domain === -1 ? new Uint32Array() : await rowsOfDomain(domain)
  }
  if (query.targetPage !== undefined) {
    const targets = targetsAsked(table, query.targetPage.trim())
    await byRow((row) => targets.has(columns.target[row]!))
  }
  if (query.anchor !== undefined) {
    const anchor = anchorNumber(table, query.anchor)
    await byRow((row) => columns.anchorKey[row] === anchor)
  }
  if (query.qualityMin !== undefined) await byRow((row) => columns.quality[row]! >= query.qualityMin!)
  if (query.since !== undefined || query.until !== undefined) {
    const from = query.since === undefined ? -Infinity : dayOf(query.since).firstMs
    const until = query.until === undefined ? Infinity : dayOf(query.until).lastMs
    await byRow((row) => columns.firstMs[row]! >= from && columns.firstMs[row]! <= until)
  }
  const text = searchText(query.text?.trim() ?? '')
  if (text !== '') {
    const found = await rowsWith(table, text, searched, pause)
    const few = marks === null && candidates === null ? await fewRows(found, pause) : null
    if (few !== null) candidates = few
    else if (marks === null) marks = found
    else await byRow((row) => found[row] === 1)
  }
  const sizes = await sizesOf(groups, candidates, marks, pause)
  let total = 0
  for (let group = 0; group < sizes.length; group += 1) if (failed[group] === 0) total += sizes[group]!
  return { failed, numbers, sizes, marks, candidates, total, isWhole: numbers.size === 0 && marks === null && candidates === null }
}

/** Goes over the rows that pass, from the best. */
export async function eachPassing({ failed, marks, candidates }: Filtered, { of }: RowGroups, pause: Pause, work: (row: number) => void): Promise<void> {
  if (candidates !== null) {
    for (const row of candidates) if (failed[of[row]!] === 0 && (marks === null || marks[row] === 1)) work(row)
    return
  }
  await inRuns(of.length, pause, (from, until) => {
    for (let row = from; row < until; row += 1) if (failed[of[row]!] === 0 && (marks === null || marks[row] === 1)) work(row)
  })
}

async function sizesOf({ of, sizes }: RowGroups, candidates: Uint32Array | null, marks: Uint8Array | null, pause: Pause): Promise<Uint32Array> {
  if (candidates === null && marks === null) return sizes
  const left = new Uint32Array(sizes.length)
  if (candidates !== null) {
    for (const row of candidates) if (marks === null || marks[row] === 1) left[of[row]!]! += 1
    return left
  }
  await inRuns(of.length, pause, (from, until) => {
    for (let row = from; row < until; row += 1) if (marks![row] === 1) left[of[row]!]! += 1
  })
  return left
}

function marksOf<Value>(values: readonly Value[], passes: (value: Value) => boolean): Uint8Array {
  return Uint8Array.from(values, (value) => (passes(value) ? 1 : 0))
}

/** A domain as it is kept, however a person writes it: with capitals, in letters of its own, with a dot behind it, or as an address of it. */
function domainAsked(text: string): string {
  const url = parseLooseUrl(text)
  return url === undefined ? text.trim().toLowerCase() : domainOf(url)
}

/** Numbers of the addresses that are one page with this one; without a page of that kind, none. */
function targetsAsked({ words }: JudgedTable, text: string): Set<number> {
  const url = parseLooseUrl(text)
  const key = url === undefined ? '' : pageKey(url)
  return new Set(words.target.flatMap((target, number) => (target !== '' && (target === text || (key !== '' && pageKey(target as Url) === key)) ? [number] : [])))
}

/** Number of a domain by its name, or -1: numbers of domains go by their names. */
export function domainNumber({ words }: JudgedTable, name: string): number {
  const names = words.domain
  let [low, high] = [0, names.length - 1]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (names[middle]! < name) low = middle + 1
    else high = middle
  }
  return names[low] === name ? low : -1
}

/** Number of the anchor that this text is counted as (AN-01), told by one of its spellings or as it is counted; -1 where no link has it. */
function anchorNumber({ columns, words }: JudgedTable, text: string): number {
  const spelling = text === '' ? -1 : words.anchor.indexOf(text)
  const row = spelling === -1 ? -1 : columns.anchor.indexOf(spelling)
  if (row !== -1) return columns.anchorKey[row]!
  const counted = text.trim().replace(/\s+/gu, ' ').toLowerCase()
  return counted === '' ? -1 : words.anchorKey.indexOf(counted)
}

/** A date stands for its whole day, an instant for itself. */
function dayOf(text: string): { firstMs: number; lastMs: number } {
  const instant = parseInstant(text)
  if (instant === undefined) throw new CitewellError('invalid', `"${text.slice(0, 40)}" is no date. Write it as 2026-03-02.`)
  const firstMs = Date.parse(instant)
  return { firstMs, lastMs: text.trim().length === 10 ? firstMs + 86_400_000 - 1 : firstMs }
}

/** Columns of words that a search looks at. */
export type SearchedColumn = 'anchor' | 'title' | 'target'

/** The words of a column as they are searched. */
export function searchedWords({ words }: JudgedTable, column: SearchedColumn, pause: Pause): Promise<TextColumn> {
  const texts = words[column]
  return joinTextsInSlices(texts.length, (number) => searchText(column === 'target' ? pathOf(texts[number]!) : texts[number]!), pause)
}

/** 1 for each word that has the text. Number 0 stands for no word at all. */
export async function wordsWith(texts: TextColumn, text: string, pause: Pause): Promise<Uint8Array> {
  const marks = new Uint8Array(texts.ends.length)
  await markRowsWith(texts, text, marks, pause)
  marks[0] = 0
  return marks
}

/** 1 for each row that has the text in the address of its page, its anchor text, its title or the path of its target. Hosts are found by Punycode and by letters. */
async function rowsWith({ columns, pages, rowCount, words }: JudgedTable, text: string, searched: FilterMeans['searched'], pause: Pause): Promise<Uint8Array> {
  const marks = new Uint8Array(rowCount)
  await markRowsWith(pages, text, marks, pause)
  const inPunycode = punycodeOf(text)
  if (inPunycode !== text) await markRowsWith(pages, inPunycode, marks, pause)
  // A part of a name, or one with letters before it, has no Punycode of its own.
  const named = new Set(inPunycodeOf(words.domain).filter((domain) => hostHasText(words.domain[domain]!, text)))
  if (named.size > 0) await inRuns(rowCount, pause, (from, until) => {
    for (let row = from; row < until; row += 1) if (named.has(columns.domain[row]!)) marks[row] = 1
  })
  for (const column of ['anchor', 'title', 'target'] as const) {
    const found = await wordsWith(await searched(column), text, pause)
    if (!found.includes(1)) continue
    const values = columns[column]
    await inRuns(rowCount, pause, (from, until) => {
      for (let row = from; row < until; row += 1) if (found[values[row]!] === 1) marks[row] = 1
    })
  }
  return marks
}

/** Numbers of the domains that are Punycode: few among many, so that a search does not look for them anew. */
function inPunycodeOf(domains: readonly string[]): readonly number[] {
  let numbers = punycodeDomains.get(domains)
  if (numbers === undefined) punycodeDomains.set(domains, (numbers = domains.flatMap((domain, number) => (domain.includes('xn--') ? [number] : []))))
  return numbers
}

const punycodeDomains = new WeakMap<readonly string[], readonly number[]>()

/** A text whose first part is a host in letters of its own, with that host as addresses have it: `blog.münster.example/a`. */
function punycodeOf(text: string): string {
  const host = /^[^\s/?#:@]+/u.exec(text.replace(/^https?:\/\//u, ''))?.[0] ?? ''
  if (!/[\u0080-\u{10ffff}]/u.test(host)) return text
  const asked = parseHost(host.includes('.') ? host : `${host}.x`)
  return asked === undefined ? text : text.replace(host, host.includes('.') ? asked : asked.slice(0, -2))
}

/** One row of so many, and fewer, are looked at by themselves instead of among all. */
const fewFactor = 16

/** The rows that are marked, rising; null where they are not few. */
async function fewRows(marks: Uint8Array, pause: Pause): Promise<Uint32Array | null> {
  const rows = new Uint32Array(Math.ceil(marks.length / fewFactor))
  let count = 0
  await inRuns(marks.length, pause, (from, until) => {
    for (let row = marks.indexOf(1, from); row !== -1 && row < until && count <= rows.length; row = marks.indexOf(1, row + 1)) rows[count++] = row
  })
  return count > rows.length ? null : rows.slice(0, count)
}

/** The target without its host: otherwise its own name would be found in every link. */
function pathOf(target: string): string {
  const slash = target.indexOf('/', target.indexOf('//') + 2)
  return slash === -1 ? '' : target.slice(slash)
}
