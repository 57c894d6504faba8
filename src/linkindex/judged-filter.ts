import { CitewellError } from '../model/error.js'
import { parseInstant } from '../model/instant.js'
import type { LinkQuery } from '../model/listed-link.js'
import type { ColumnName, JudgedTable, ListColumn, WordColumn } from './judged-table.js'
import { joinTexts, markRowsWith, searchText } from './judged-text.js'

/** The filters that a query can set. Each facet shows the choices of one of them. */
export type FilterName = 'type' | 'area' | 'rel' | 'followed' | 'state' | 'live' | 'tier' | 'since' | 'until' | 'text' | 'findings' | 'finding' | 'anchorKind' | 'seenBy' | 'corrected' | 'domain' | 'targetPage' | 'qualityMin'

/** For each row 0 if it passes all filters, `number` if exactly that one keeps it out, and 255 if several do. */
export interface Filtered {
  failed: Uint8Array
  numbers: ReadonlyMap<FilterName, number>
  total: number
}

const several = 255

/** Which rows pass. Every filter is one pass over one column: a word or number either passes or not, whatever its row. */
export function filterRows(table: JudgedTable, query: LinkQuery): Filtered {
  const { columns, rowCount } = table
  const failed = new Uint8Array(rowCount)
  const numbers = new Map<FilterName, number>()
  const numberOf = (name: FilterName) => {
    numbers.set(name, numbers.size + 1)
    return numbers.size
  }
  const byValue = (name: FilterName, column: Exclude<ColumnName, 'firstMs' | 'lastMs' | 'idHigh' | 'idLow'>, passes: Uint8Array) => keepOut(failed, columns[column], passes, numberOf(name))
  const byWord = (name: FilterName, column: WordColumn, wanted: ReadonlySet<string>) => byValue(name, column, Uint8Array.from(table.words[column], (word) => (wanted.has(word) ? 1 : 0)))
  const byList = (name: FilterName, column: ListColumn, passes: (list: readonly string[]) => boolean) => byValue(name, column, Uint8Array.from(table.lists[column], (list) => (passes(list) ? 1 : 0)))
  const hasOneOf = (words: readonly string[]) => {
    const wanted = new Set(words)
    return (list: readonly string[]) => list.some((word) => wanted.has(word))
  }

  if (query.type.length > 0) byWord('type', 'type', new Set(query.type))
  if (query.area.length > 0) byWord('area', 'area', new Set(query.area))
  if (query.state.length > 0) byWord('state', 'state', new Set(query.state))
  if (query.anchorKind.length > 0) byWord('anchorKind', 'anchorKind', new Set(query.anchorKind))
  if (query.live !== undefined) byValue('live', 'state', Uint8Array.from(table.words.state, (state) => ((state !== 'lost') === query.live ? 1 : 0)))
  if (query.tier.length > 0) byValue('tier', 'tier', passing(7, (tier) => query.tier.includes(tier as LinkQuery['tier'][number])))
  if (query.qualityMin !== undefined) byValue('qualityMin', 'quality', passing(101, (quality) => quality >= query.qualityMin!))
  if (query.followed !== undefined) byValue('followed', 'followed', passing(2, (followed) => (followed === 1) === query.followed))
  if (query.rel.length > 0) byList('rel', 'rel', hasOneOf(query.rel))
  if (query.seenBy.length > 0) byList('seenBy', 'seenBy', hasOneOf(query.seenBy))
  if (query.finding.length > 0) byList('finding', 'findings', hasOneOf(query.finding))
  if (query.findings !== undefined) byList('findings', 'findings', (list) => list.length > 0 === query.findings)
  if (query.corrected !== undefined) byList('corrected', 'corrected', (list) => list.length > 0 === query.corrected)
  if (query.domain !== undefined) byWord('domain', 'domain', new Set([query.domain.trim().toLowerCase()]))
  if (query.targetPage !== undefined) byWord('targetPage', 'target', new Set([query.targetPage.trim()].filter((url) => url !== '')))
  if (query.since !== undefined) keepOutTimes(failed, columns.firstMs, dayOf(query.since).firstMs, Infinity, numberOf('since'))
  if (query.until !== undefined) keepOutTimes(failed, columns.firstMs, -Infinity, dayOf(query.until).lastMs, numberOf('until'))
  const text = searchText(query.text?.trim() ?? '')
  if (text !== '') keepOut(failed, rowsWith(table, text), passing(2, (found) => found === 1), numberOf('text'))
  let total = 0
  for (const number of failed) if (number === 0) total += 1
  return { failed, numbers, total }
}

function passing(count: number, passes: (value: number) => boolean): Uint8Array {
  return Uint8Array.from({ length: count }, (_, value) => (passes(value) ? 1 : 0))
}

function keepOut(failed: Uint8Array, values: Uint8Array | Uint16Array | Uint32Array, passes: Uint8Array, number: number): void {
  for (let row = 0; row < failed.length; row += 1) if (passes[values[row]!] !== 1) failed[row] = failed[row] === 0 ? number : several
}

function keepOutTimes(failed: Uint8Array, times: Float64Array, from: number, until: number, number: number): void {
  for (let row = 0; row < failed.length; row += 1) if (times[row]! < from || times[row]! > until) failed[row] = failed[row] === 0 ? number : several
}

/** A date stands for its whole day, an instant for itself. */
function dayOf(text: string): { firstMs: number; lastMs: number } {
  const instant = parseInstant(text)
  if (instant === undefined) throw new CitewellError('invalid', `"${text.slice(0, 40)}" is no date. Write it as 2026-03-02.`)
  const firstMs = Date.parse(instant)
  return { firstMs, lastMs: text.trim().length === 10 ? firstMs + 86_400_000 - 1 : firstMs }
}

/** 1 for each row that has the text in the address of its page, its anchor text, its title or the path of its target. */
function rowsWith(table: JudgedTable, text: string): Uint8Array {
  const { columns, rowCount } = table
  const marks = new Uint8Array(rowCount)
  markRowsWith(table.pages, text, marks)
  const anchors = wordsWith(table, 'anchor', text)
  const titles = wordsWith(table, 'title', text)
  const targets = wordsWith(table, 'target', text)
  for (let row = 0; row < rowCount; row += 1) if (anchors[columns.anchor[row]!] === 1 || titles[columns.title[row]!] === 1 || targets[columns.target[row]!] === 1) marks[row] = 1
  return marks
}

const searched = new WeakMap<JudgedTable, Map<WordColumn, ReturnType<typeof joinTexts>>>()

function wordsWith(table: JudgedTable, column: 'anchor' | 'title' | 'target', text: string): Uint8Array {
  const known = searched.get(table) ?? new Map<WordColumn, ReturnType<typeof joinTexts>>()
  searched.set(table, known)
  const words = table.words[column]
  let texts = known.get(column)
  if (texts === undefined) known.set(column, (texts = joinTexts(words.length, (number) => searchText(column === 'target' ? pathOf(words[number]!) : words[number]!))))
  const marks = new Uint8Array(words.length)
  markRowsWith(texts, text, marks)
  // Number 0 stands for no word at all.
  marks[0] = 0
  return marks
}

/** The target without its host: otherwise its own name would be found in every link. */
function pathOf(target: string): string {
  const slash = target.indexOf('/', target.indexOf('//') + 2)
  return slash === -1 ? '' : target.slice(slash)
}
