import { csvReader, rankDelimiters, sampleRows } from '../lib/csv.js'
import { decodeText } from '../lib/text-encoding.js'
import { openXlsx, isXlsx, type XlsxSheet } from '../lib/xlsx.js'
import { gunzip, listZip, ZipError, type UnpackBounds } from '../lib/zip.js'
import { CitewellError } from '../model/error.js'
import type { FileInput } from '../model/file-input.js'
import type { ImportContext, ImportDeclaration, ImportReport, ImportTarget, TableSample } from '../model/import.js'
import type { Instant } from '../model/instant.js'
import { limits } from '../model/limits.js'
import type { Sighting } from '../model/sighting.js'
import { dateOfFileName, targetOfFileName, targetOfText } from './export-target.js'
import { contentOf } from './file-content.js'
import { emptyReport, importTable, type ImportSink, type RawRow } from './import-table.js'
import { isNdjson, isObject, keysOf, keyItemsMax, listsOfItems, parseOr, rowOfItem } from './json-items.js'
import { headerIndexOf, headerKey, rankOf, recogniseAs, recogniseByHeader, type HeaderIndex, type Recognised } from './recognise-export.js'

export interface ImportOptions {
  /** True to say what each table is without reading its rows; reports then count nothing. */
  onlyRecognise?: boolean
  /** Id of the kind, or `auto`. */
  as?: string | undefined
  /** Domain or URL the file is about, for kinds whose rows don't tell. */
  target?: string | null | undefined
  importedAt: Instant
  signal?: AbortSignal | undefined
  onSighting(sighting: Sighting): Promise<void> | void
  onProgress?: ((bytes: number) => void) | undefined
}

/** Bytes and characters looked at to say what a file is. */
const headBytesMax = 128 * 1024
const sampleRowsMax = 100
/** A ZIP may hold gzip members, and no archive further archives. */
const nestingMax = 2

const bounds: UnpackBounds = {
  unpackedBytesMax: limits.unpackedBytesMax,
  filesMax: limits.unpackedFilesMax,
  ratioMax: limits.unpackedRatioMax,
  ratioFromBytes: limits.unpackedRatioFromBytes,
}
const sheetBounds = { textCharsMax: limits.workbookCharsMax, cellCharsMax: limits.cellCharsMax, columnsMax: limits.columnsMax, sheetsMax: limits.sheetsMax }

interface Run extends ImportSink {
  onlyRecognise: boolean
  kinds: readonly ImportDeclaration[]
  index: HeaderIndex
  as: ImportDeclaration | null
  target: ImportTarget | null
  importedAt: Instant
}

/** `importFile` over given kinds; `index.ts` binds the shipped ones. */
export function importerOf(kinds: readonly ImportDeclaration[]): (file: FileInput, options: ImportOptions) => Promise<ImportReport[]> {
  const index = headerIndexOf(kinds)
  return async (file, options) => {
    const run: Run = {
      onlyRecognise: options.onlyRecognise ?? false,
      kinds,
      index,
      as: kindOfId(kinds, options.as),
      target: givenTarget(options.target),
      importedAt: options.importedAt,
      onSighting: options.onSighting,
      signal: options.signal,
    }
    return importBytes(file.name, file.name, counted(file, options), run, 0)
  }
}

function kindOfId(kinds: readonly ImportDeclaration[], id: string | undefined): ImportDeclaration | null {
  if (id === undefined || id === 'auto') return null
  const kind = kinds.find((candidate) => candidate.id === id)
  if (kind) return kind
  const ids = kinds.filter((candidate) => candidate.gives !== 'refused').map((candidate) => candidate.id)
  throw new CitewellError('invalid', `There is no kind of export called "${id}". Use auto, or one of: ${ids.join(', ')}.`)
}

function givenTarget(text: string | null | undefined): ImportTarget | null {
  if (text == null || text.trim() === '') return null
  const target = targetOfText(text)
  if (target === null) throw new CitewellError('invalid', `"${text}" is no domain or web address. Name the site the links point to, such as clinic.example.`)
  return target
}

async function* counted(file: FileInput, options: ImportOptions): AsyncGenerator<Uint8Array> {
  let bytes = 0
  for await (const chunk of file.open()) {
    options.signal?.throwIfAborted()
    bytes += chunk.byteLength
    options.onProgress?.(bytes)
    yield chunk
  }
}

async function importBytes(label: string, fileName: string, chunks: AsyncGenerator<Uint8Array>, run: Run, depth: number): Promise<ImportReport[]> {
  try {
    const { head, all } = await peekBytes(chunks)
    const content = contentOf(head)
    if (content.is === 'refused') return [refusal(label, content, content.refusal)]
    if (content.is === 'text') return await importText(label, fileName, decodeText(all), run)
    if (depth >= nestingMax) return [refusal(label, unknownKind, 'archives inside archives are not opened. Unpack it first.')]
    if (content.is === 'gzip') return await importBytes(label, fileName.replace(/\.gz$/iu, ''), gunzip(all, bounds), run, depth + 1)
    return await importZip(label, fileName, await collectBytes(all), run, depth)
  } catch (error) {
    if (error instanceof ZipError) return [refusal(label, unknownKind, `${error.message}. Download it again.`)]
    throw error
  } finally {
    await chunks.return(undefined)
  }
}

async function importZip(label: string, fileName: string, bytes: Uint8Array | null, run: Run, depth: number): Promise<ImportReport[]> {
  if (bytes === null) return [refusal(label, unknownKind, `it is larger than ${limits.wholeFileBytesMax} bytes, the most an archive or workbook may have. Split it.`)]
  const members = listZip(bytes, bounds)
  const reports: ImportReport[] = []
  if (isXlsx(members)) {
    const sheets = openXlsx(members, sheetBounds)
    for (const sheet of sheets) reports.push(...(await importSheet(sheets.length > 1 ? `${label} › ${sheet.name}` : label, fileName, sheet, run)))
    return reports.length > 0 ? reports : [refusal(label, unknownKind, 'the workbook has no sheet with rows.')]
  }
  for (const member of members) {
    // Folders of resource forks and hidden files come along from some systems and hold nothing a person put there.
    if (/(?:^|\/)(?:__MACOSX\/|\.[^./])/u.test(member.name)) continue
    reports.push(...(await importBytes(`${label} › ${member.name}`, member.name, asyncOf(member.open()), run, depth + 1)))
  }
  return reports.length > 0 ? reports : [refusal(label, unknownKind, 'the archive holds no file.')]
}

async function importSheet(label: string, fileName: string, sheet: XlsxSheet, run: Run): Promise<ImportReport[]> {
  const rows: RawRow[] = []
  const batches = sheet.rows()
  try {
    while (rows.length < sampleRowsMax) {
      const next = batches.next()
      if (next.done) break
      for (const row of next.value) rows.push(row)
    }
  } catch (error) {
    if (!(error instanceof ZipError)) throw error
    return [refusal(label, unknownKind, `${error.message}. Save it again.`)]
  }
  if (rows.every((row) => row.cells.every((cell) => cell === ''))) return []
  const sample = sampleOf(fileName, '\t', rows, run)
  const found = recogniseTable(sample, run)
  return [await importRecognised(label, fileName, found, { delimiter: '\t', ragged: true, firstLine: (index) => rows[index]?.line ?? 1, header: rows[0]?.cells ?? [] }, withFirst(rows, batches), run)]
}

async function importText(label: string, fileName: string, texts: AsyncGenerator<string>, run: Run): Promise<ImportReport[]> {
  const { head, all } = await peekText(texts)
  const start = head.trimStart()
  if (start === '') return [refusal(label, { id: 'empty-file', title: 'Empty file' }, 'the file is empty. Export it again.')]
  if (start.startsWith('{') || start.startsWith('[')) return isNdjson(start) ? importNdjson(label, fileName, head, all, run) : importDocument(label, fileName, all, run)
  const { found, delimiter, rows } = recogniseText(fileName, head, run)
  const headerRow = found?.layout.headerRow ?? -1
  const header = headerRow >= 0 ? rows[headerRow]!.cells : []
  const reader = csvReader({
    delimiter,
    rowCharsMax: limits.rowBytesMax,
    columnsMax: limits.columnsMax,
    ...(headerRow >= 0 && delimiter !== '' ? { columnCount: header.length, rowsBefore: headerRow + 1 } : {}),
  })
  async function* batches(): AsyncGenerator<RawRow[]> {
    for await (const text of all) yield delimiter === '' ? reader.push(text).map(unquoted) : reader.push(text)
    yield delimiter === '' ? reader.end().map(unquoted) : reader.end()
  }
  return [await importRecognised(label, fileName, found, { delimiter, ragged: false, firstLine: (index) => rows[index]?.line ?? 1, header: rows.find((row) => row.cells.some(Boolean))?.cells ?? [] }, batches(), run)]
}

/** A line that is one cell in quotes, as spreadsheets write addresses with commas. */
function unquoted(row: RawRow): RawRow {
  const cell = row.cells[0]?.trim() ?? ''
  return cell.length > 1 && cell.startsWith('"') && cell.endsWith('"') ? { ...row, cells: [cell.slice(1, -1).replaceAll('""', '"')] } : row
}

function recogniseText(fileName: string, head: string, run: Run): { found: Recognised | undefined; delimiter: string; rows: RawRow[] } {
  const told = /^\s*sep=([,;\t|])\s*$/imu.exec(head.slice(0, 64))?.[1]
  const delimiters = told === undefined ? rankDelimiters(head) : [told]
  const tables = [...delimiters, ''].map((delimiter) => {
    const rows: RawRow[] = sampleRows(head, delimiter, sampleRowsMax)
    return { delimiter, rows: delimiter === '' ? rows.map(unquoted) : rows }
  })
  let best: { found: Recognised; delimiter: string; rows: RawRow[] } | undefined
  // Whole lines first: under a header of one column, a comma in an address separates nothing.
  for (const table of tables.toReversed()) {
    const sample = sampleOf(fileName, table.delimiter, table.rows, run)
    const found = run.as ? recogniseAs(sample, run.as) : recogniseByHeader(sample, run.index)
    if (found && (best === undefined || rankOf(found) > rankOf(best.found))) best = { found, ...table }
  }
  if (best) return best
  for (const kind of run.as ? [] : run.kinds) {
    for (const table of tables) {
      const layout = kind.byCells?.(sampleOf(fileName, table.delimiter, table.rows, run)) ?? null
      if (layout) return { found: { kind, layout, missing: [], score: 0, byCells: true }, ...table }
    }
  }
  return { found: undefined, ...tables[0]! }
}

/** The kind of a table in hand, by header and then by cells. */
function recogniseTable(sample: TableSample, run: Run): Recognised | undefined {
  if (run.as) return recogniseAs(sample, run.as)
  const byHeader = recogniseByHeader(sample, run.index)
  if (byHeader) return byHeader
  for (const kind of run.kinds) {
    const layout = kind.byCells?.(sample) ?? null
    if (layout) return { kind, layout, missing: [], score: 0, byCells: true }
  }
  return undefined
}

async function importNdjson(label: string, fileName: string, head: string, all: AsyncIterable<string>, run: Run): Promise<ImportReport[]> {
  const items = head.split('\n', keyItemsMax).map((line) => parseOr(line)).filter(isObject)
  const keys = keysOf(items)
  const rows = [{ line: 0, cells: keys }, ...items.slice(0, sampleRowsMax).map((item, index) => rowOfItem(item, keys, index + 1))]
  const found = recogniseTable(sampleOf(fileName, '', rows, run), run)
  const reader = csvReader({ delimiter: '', rowCharsMax: limits.rowBytesMax, columnsMax: limits.columnsMax })
  const read = (row: RawRow): RawRow[] => {
    if (row.fault !== undefined) return [row]
    const text = row.cells[0]!.trim()
    if (text === '') return []
    const item = parseOr(text)
    return [isObject(item) ? rowOfItem(item, keys, row.line) : { line: row.line, cells: [text], fault: 'bad-json' }]
  }
  async function* batches(): AsyncGenerator<RawRow[]> {
    yield [{ line: 0, cells: keys }]
    for await (const text of all) yield reader.push(text).flatMap(read)
    yield reader.end().flatMap(read)
  }
  return [await importRecognised(label, fileName, found, { delimiter: '', ragged: true, firstLine: () => 1, header: keys }, batches(), run)]
}

async function importDocument(label: string, fileName: string, all: AsyncIterable<string>, run: Run): Promise<ImportReport[]> {
  const parts: string[] = []
  let chars = 0
  for await (const text of all) {
    run.signal?.throwIfAborted()
    chars += text.length
    if (chars > limits.jsonCharsMax) return [refusal(label, unknownKind, `one JSON document may have at most ${limits.jsonCharsMax} characters. Write one object a line (NDJSON) instead.`)]
    parts.push(text)
  }
  const document = parseOr(parts.join(''))
  if (document === undefined) return [refusal(label, { id: 'unknown', title: 'JSON that cannot be read' }, 'the file is no valid JSON; perhaps it was cut off. Export it again.')]
  const found = listsOfItems(document).flatMap((items) => {
    const keys = keysOf(items)
    const rows = [{ line: 0, cells: keys }, ...items.slice(0, sampleRowsMax).map((item, index) => rowOfItem(item, keys, index + 1))]
    const recognised = recogniseTable(sampleOf(fileName, '', rows, run), run)
    return recognised === undefined ? [] : [{ items, keys, recognised }]
  })
  const best = found.reduce<(typeof found)[number] | undefined>((top, list) => (top === undefined || rankOf(list.recognised) > rankOf(top.recognised) ? list : top), undefined)
  if (best === undefined) return [await importRecognised(label, fileName, undefined, { delimiter: '', ragged: true, firstLine: () => 1, header: isObject(document) ? Object.keys(document) : [] }, asyncOf([]), run)]
  // One answer may hold several lists of the same kind: one for each task.
  const same = found.filter((list) => list.recognised.kind === best.recognised.kind && list.recognised.missing.length === 0)
  const lists = same.length > 0 ? same : [best]
  const keys = keysOf(lists.flatMap((list) => list.items.slice(0, keyItemsMax)))
  const header = recogniseTable(sampleOf(fileName, '', [{ line: 0, cells: keys }], run), run) ?? best.recognised
  async function* batches(): AsyncGenerator<RawRow[]> {
    yield [{ line: 0, cells: keys }]
    let line = 0
    for (const list of lists) yield list.items.map((item) => rowOfItem(item, keys, (line += 1)))
  }
  return [await importRecognised(label, fileName, header, { delimiter: '', ragged: true, firstLine: () => 1, header: keys }, batches(), run)]
}

interface TableFacts {
  delimiter: string
  ragged: boolean
  firstLine(rowIndex: number): number
  /** First row, to show what an unknown file holds. */
  header: readonly string[]
}

async function importRecognised(
  label: string,
  fileName: string,
  found: Recognised | undefined,
  facts: TableFacts,
  rows: AsyncIterable<readonly RawRow[]>,
  run: Run,
): Promise<ImportReport> {
  if (found === undefined) {
    if (run.as) return refusal(label, run.as, `this is no "${run.as.title}": none of its columns was found. Leave out --as, or export again from ${run.as.exportedFrom}.`)
    const columns = facts.header.map((cell) => headerKey(cell).slice(0, 40)).filter(Boolean).slice(0, 12)
    return refusal(label, unknownKind, `this is no link export we know (first row: ${columns.join(', ') || 'nothing'}). Export backlinks with all columns, or make a list with the columns source and target. If this table has such columns, sightings import with --as plain-list reads them and passes over the others.`)
  }
  const { kind, layout, missing } = found
  if (kind.gives === 'refused') return refusal(label, kind, `${kind.title}: ${kind.refusal}`)
  if (missing.length > 0) {
    const name = kind.columns[missing[0]!]![0]
    return { ...refusal(label, kind, ''), refusal: `${label}, line ${facts.firstLine(layout.headerRow)}: no column '${name}'. Export it again with all columns.` }
  }
  const target = run.target ?? targetOfFileName(fileName) ?? targetOfFileName(label.split(' › ')[0]!)
  if (kind.needsTarget && !('target' in layout.columns) && target === null) {
    return { ...refusal(label, kind, 'its rows do not say which site the links point to. Name the site (on the command line with --target).'), needsTarget: true }
  }
  if (run.onlyRecognise) return emptyReport(label, kind)
  const context: ImportContext = { id: kind.id, target, importedAt: run.importedAt, exportedAt: exportDay(fileName, label, run.importedAt), fileName }
  const report = await importTable({ label, rows, delimiter: facts.delimiter, ragged: facts.ragged }, kind, layout, context, run)
  return found.byCells ? { ...report, byCells: true } : report
}

/** The day in the name of the file, or of the archive around it; a day that is yet to come is none. */
function exportDay(fileName: string, label: string, importedAt: Instant): Instant | null {
  const day = dateOfFileName(fileName) ?? dateOfFileName(label.split(' › ')[0]!)
  return day !== null && day <= importedAt ? day : null
}

const unknownKind = { id: 'unknown', title: 'Unknown file' }

function refusal(label: string, kind: { id: string; title: string }, why: string): ImportReport {
  const report = emptyReport(label, kind)
  const message = `${label}: ${why}`
  return { ...report, refusal: message }
}

function sampleOf(fileName: string, delimiter: string, rows: readonly RawRow[], run: Run): TableSample {
  return { fileName, delimiter, told: run.as !== null, rows: rows.map((row) => row.cells), target: run.target ?? targetOfFileName(fileName) }
}

async function* asyncOf<T>(items: Iterable<T>): AsyncGenerator<T> {
  yield* items
}

async function* withFirst(first: RawRow[], rest: Iterable<RawRow[]>): AsyncGenerator<RawRow[]> {
  yield first
  yield* rest
}

async function peekBytes(chunks: AsyncIterator<Uint8Array>): Promise<{ head: Uint8Array; all: AsyncGenerator<Uint8Array> }> {
  const parts: Uint8Array[] = []
  let length = 0
  while (length < headBytesMax) {
    const next = await chunks.next()
    if (next.done) break
    if (next.value.length > 0) parts.push(next.value)
    length += next.value.length
  }
  return { head: parts.length === 1 ? parts[0]! : Buffer.concat(parts), all: rejoin(parts, chunks) }
}

async function peekText(texts: AsyncIterator<string>): Promise<{ head: string; all: AsyncGenerator<string> }> {
  const parts: string[] = []
  let length = 0
  while (length < headBytesMax) {
    const next = await texts.next()
    if (next.done) break
    parts.push(next.value)
    length += next.value.length
  }
  return { head: parts.join('').slice(0, headBytesMax), all: rejoin(parts, texts) }
}

async function* rejoin<T>(first: readonly T[], rest: AsyncIterator<T>): AsyncGenerator<T> {
  yield* first
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
}

/** All bytes, or null past the bound. */
async function collectBytes(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const chunk of chunks) {
    length += chunk.length
    if (length > limits.wholeFileBytesMax) return null
    parts.push(chunk)
  }
  return parts.length === 1 ? parts[0]! : Buffer.concat(parts)
}
