import { countWords } from '../../lib/number-words.js'
import { CitewellError } from '../../model/error.js'
import type { FileInput } from '../../model/file-input.js'
import { limits } from '../../model/limits.js'
import { shown } from './edge-line.js'
import { unpackedBytes } from './unpacked-bytes.js'

/** A line of a published list of ranks. What a list does not tell is null. */
export interface RankRow {
  /** Name as published, labels reversed: `gov.nih`. */
  name: string
  harmonicPosition: number | null
  harmonic: number | null
  pageRankPosition: number | null
  pageRank: number | null
  hostCount: number | null
}

/** Columns by their names in the files, without the mark `#` that the first or all of them carry. */
const columnNames: Record<keyof RankRow, readonly string[]> = {
  name: ['host_rev', 'domain_rev', 'rev_host', 'rev_domain'],
  harmonicPosition: ['harmonicc_pos', 'hc_pos'],
  harmonic: ['harmonicc_val', 'hc_val'],
  pageRankPosition: ['pr_pos'],
  pageRank: ['pr_val'],
  hostCount: ['n_hosts', 'num_hosts'],
}
const fields = Object.keys(columnNames) as Array<keyof RankRow>
const batchRows = 4_096
/** Positions are kept in 32 bits, beside 0 for none. */
const positionMax = 2 ** 32 - 2
/** Numbers as people and Java write them: `2.607321E7`. */
const numberPattern = /^[+-]?\d{1,20}(?:\.\d{1,40})?(?:[eE][+-]?\d{1,3})?$/u

/**
 * The ranks that Common Crawl publishes with each graph: text with tabs and a header line, plain or gzip, or the same as
 * JSON (`{ "header": […], "rows": [[…], …] }`). Rows come in the order of the file, in batches.
 */
export async function* readRanksText(file: FileInput, { signal }: { signal?: AbortSignal } = {}): AsyncGenerator<RankRow[]> {
  let line = 0
  let columns: Columns | null = null
  let batch: RankRow[] = []
  const reached = () => `line ${countWords(line)}`

  const take = (text: string): void => {
    line += 1
    const row = text.endsWith('\r') ? text.slice(0, -1) : text
    if (row === '') return
    if (columns === null) columns = columnsOf(row.split('\t'), file.name)
    else batch.push(rowOf(row.split('\t'), columns, `${file.name}, line ${countWords(line)}`))
  }

  let rest = ''
  let json: Uint8Array[] | null = null
  let jsonBytes = 0
  let first = true
  const decoder = new TextDecoder('utf-8')
  for await (const bytes of unpackedBytes(file, reached, signal)) {
    // A list of ranks as text begins with `#` or a letter.
    if (first && /^\s*\{/u.test(Buffer.from(bytes.subarray(0, 64)).toString('latin1'))) json = []
    first = false
    if (json) {
      json.push(bytes)
      jsonBytes += bytes.length
      if (jsonBytes > limits.jsonCharsMax) throw new CitewellError('invalid', `${file.name}: as JSON a list of ranks may have ${limits.jsonCharsMax} bytes at most. Take the list as text with tabs, which has no such bound.`)
      continue
    }
    const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n')
    rest = lines.pop()!
    if (rest.length > limits.graphLineBytesMax) throw new CitewellError('invalid', `${file.name}, line ${line + 1}: longer than ${limits.graphLineBytesMax} characters. It is no list of ranks.`)
    for (const text of lines) {
      take(text)
      if (batch.length < batchRows) continue
      yield batch
      batch = []
    }
  }
  if (json) return yield* rowsOfJson(Buffer.concat(json), file.name)
  if (rest !== '') take(rest)
  if (columns === null) throw new CitewellError('invalid', `${file.name}: it is empty, and no list of ranks.`)
  if (batch.length > 0) yield batch
}

function* rowsOfJson(bytes: Uint8Array, name: string): Generator<RankRow[]> {
  const refuse = (what: string, cause?: unknown): never => {
    throw new CitewellError('invalid', `${name}: ${what}. A list of ranks as JSON is {"header": ["#harmonicc_pos", …], "rows": [["1", …], …]}.`, { cause })
  }
  const document = parsed(bytes, refuse)
  const { header, rows } = typeof document === 'object' && document !== null && 'header' in document && 'rows' in document ? document : refuse('it has no "header" and "rows"')
  if (!isCells(header) || !Array.isArray(rows)) return refuse('its "header" and "rows" are no lists')
  const columns = columnsOf(header.map(String), name)
  for (let at = 0; at < rows.length; at += batchRows) {
    yield rows.slice(at, at + batchRows).map((row: unknown, index) => (isCells(row) ? rowOf(row.map(String), columns, `${name}, row ${at + index + 1}`) : refuse(`row ${at + index + 1} is no list of texts`)))
  }
}

function parsed(bytes: Uint8Array, refuse: (what: string, cause: unknown) => never): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch (error) {
    return refuse('it is no JSON that can be read', error)
  }
}

function isCells(value: unknown): value is Array<string | number> {
  return Array.isArray(value) && value.every((cell) => typeof cell === 'string' || typeof cell === 'number')
}

type Columns = Record<keyof RankRow, number>

function columnsOf(header: readonly string[], name: string): Columns {
  const words = header.map((word) => word.trim().replace(/^#/u, '').toLowerCase())
  const columns = Object.fromEntries(fields.map((field) => [field, words.findIndex((word) => columnNames[field].includes(word))])) as Columns
  if (columns.name === -1) throw new CitewellError('invalid', `${name}: there is no column "#host_rev" in its first line, ${shown(header.join(' '))}. Take a file of ranks as Common Crawl publishes it, with its header.`)
  return columns
}

function rowOf(cells: readonly string[], columns: Columns, where: string): RankRow {
  const name = cells[columns.name] ?? ''
  if (!/^[\x21-\x7e\u00a1-\uffff]+$/u.test(name) || name.length > limits.vertexNameBytesMax) throw new CitewellError('invalid', `${where}: ${shown(name)} is no name of a host or domain. Fetch the file again.`)
  const number = (field: keyof RankRow): number | null => {
    const cell = columns[field] === -1 ? undefined : cells[columns[field]]
    if (cell === undefined || cell === '') return null
    if (!numberPattern.test(cell)) throw new CitewellError('invalid', `${where}: ${shown(cell)} is no number. Fetch the file again.`)
    return Number(cell)
  }
  const position = (field: 'harmonicPosition' | 'pageRankPosition'): number | null => {
    const value = number(field)
    if (value !== null && !(Number.isInteger(value) && value >= 1 && value <= positionMax)) throw new CitewellError('invalid', `${where}: ${shown(cells[columns[field]]!)} is no position; these are whole numbers from 1 to ${positionMax}. Fetch the file again.`)
    return value
  }
  const score = (field: 'harmonic' | 'pageRank'): number | null => {
    const value = number(field)
    if (value !== null && !(value >= 0 && value < Infinity)) throw new CitewellError('invalid', `${where}: ${shown(cells[columns[field]]!)} is no score; these are 0 or more, and no larger than a computer can hold. Fetch the file again.`)
    return value
  }
  return { name, harmonicPosition: position('harmonicPosition'), harmonic: score('harmonic'), pageRankPosition: position('pageRankPosition'), pageRank: score('pageRank'), hostCount: number('hostCount') }
}
