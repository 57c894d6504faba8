import type { CsvFault } from '../lib/csv.js'
import type { ImportContext, ImportDeclaration, ImportReport, TableLayout } from '../model/import.js'
import { limits } from '../model/limits.js'
import { ProblemList } from '../model/problem.js'
import type { Sighting } from '../model/sighting.js'
import { mannerCollector } from './file-manner.js'
import { headerKey } from './recognise-export.js'
import { rowReader } from './table-row.js'

export interface RawRow {
  line: number
  cells: readonly string[]
  fault?: CsvFault | 'bad-json'
  /** The parsed item of a JSON file. */
  value?: unknown
}

/** A table in pieces, from a text file, a sheet or a list of JSON items. */
export interface RawTable {
  /** Name for messages: `exports.zip › links.csv`. */
  label: string
  rows: AsyncIterable<readonly RawRow[]>
  delimiter: string
  /** True where short rows are usual: sheets leave out empty cells at the end, and items the keys without value. */
  ragged: boolean
}

export interface ImportSink {
  onSighting(sighting: Sighting): Promise<void> | void
  signal?: AbortSignal | undefined
}

/** Rows looked at before the first is read, to settle how the file writes dates and numbers. */
const settleRowsMin = 2_000

const faultMessages: Record<NonNullable<RawRow['fault']>, string> = {
  'unbalanced-quote': 'a quotation mark opens a cell and is never closed',
  'row-too-long': `the row is longer than ${limits.rowBytesMax} characters`,
  'too-many-columns': `the row has more than ${limits.columnsMax} columns`,
  'bad-json': 'the line is no JSON object',
}

/** Reads the rows of a recognised table into sightings. Never throws on what the rows hold. */
export async function importTable(table: RawTable, kind: ImportDeclaration, layout: TableLayout, context: ImportContext, sink: ImportSink): Promise<ImportReport> {
  const problems = new ProblemList()
  const report: ImportReport = { ...emptyReport(table.label, kind), problems: problems.listed }
  const note = (line: number | null, cause: string, message: string): void => problems.add({ file: table.label, offset: null, line, cause, message })
  const mapped = Object.values(layout.columns)
  let headers: readonly string[] = []
  let readRow: ReturnType<typeof rowReader> | undefined
  let collector = mannerOf(kind, layout, [], table.delimiter, context)
  let waiting: RawRow[] = []
  let waitingChars = 0
  let rowIndex = -1

  async function take(row: RawRow): Promise<void> {
    const answer = answerOf(row)
    if (answer === null) return
    report.rows += 1
    if ('cause' in answer) {
      report.refused += 1
      note(row.line, answer.cause, answer.refused)
      return
    }
    report.accepted += 1
    for (const sighting of answer.sightings) {
      // The moment of the import stands for a date that the file does not tell; it is none of the dates covered.
      const told = [sighting.firstSeenAt, sighting.seenAt === context.importedAt ? null : sighting.seenAt]
      for (const date of told) {
        if (date === null) continue
        if (report.from === null || date < report.from) report.from = date
        if (report.until === null || date > report.until) report.until = date
      }
      const written = sink.onSighting(sighting)
      if (written !== undefined) await written
    }
  }

  function answerOf(row: RawRow) {
    if (row.fault !== undefined) return { refused: faultMessages[row.fault], cause: row.fault }
    if (isBlank(row.cells)) return null
    if (kind.comments && row.cells[0]!.trimStart().startsWith('#')) return null
    const count = countProblem(row)
    if (count !== null) return { refused: count, cause: 'column-count' }
    if (isHeaderAgain(row)) return { refused: 'the header stands here again', cause: 'repeated-header' }
    return kind.row!(readRow!(row.line, row.cells, row.value), context)
  }

  function countProblem(row: RawRow): string | null {
    if (layout.headerRow < 0 || headers.length < 2) return null
    const filled = filledLength(row.cells)
    const least = table.ragged ? 0 : filledLength(headers)
    return filled > headers.length || row.cells.length < least ? `the row has ${row.cells.length} cells and the header ${headers.length}` : null
  }

  function isHeaderAgain(row: RawRow): boolean {
    if (layout.headerRow < 0 || row.value !== undefined || mapped.length === 0) return false
    for (const column of mapped) {
      const cell = row.cells[column] ?? ''
      const header = headers[column] ?? ''
      // Cells and headers mostly differ in length, which is far cheaper to see than to compare them as names.
      if (Math.abs(cell.length - header.length) > 8 || headerKey(cell) !== headerKey(header)) return false
    }
    return true
  }

  async function settle(): Promise<void> {
    const manner = collector.settle()
    if (manner.dateOrderAssumed) {
      note(null, 'date-order-assumed', 'Every date in this file can be read with the day or the month first; the day was taken to come first. If that is wrong, export the dates as 2026-09-28.')
    }
    readRow = rowReader(
      { headers, columns: new Map(Object.entries(layout.columns)), figures: figureColumns(kind, headers), dateOrder: manner.dateOrder, decimalMark: manner.decimalMark },
      (line, header, text) => note(line, 'bad-date', `column '${header}': "${text.slice(0, 60)}" is no date; the row was read without it`),
    )
    const rows = waiting
    waiting = []
    for (const row of rows) await take(row)
  }

  try {
    for await (const batch of table.rows) {
      sink.signal?.throwIfAborted()
      for (const row of batch) {
        rowIndex += 1
        if (rowIndex <= layout.headerRow) {
          if (rowIndex < layout.headerRow) continue
          headers = row.cells.map((cell) => cell.replace(/[\ufeff\u200b]/gu, '').trim())
          collector = mannerOf(kind, layout, headers, table.delimiter, context)
          continue
        }
        if (readRow !== undefined) {
          await take(row)
          continue
        }
        waiting.push(row)
        collector.see(row.cells)
        for (const cell of row.cells) waitingChars += cell.length
        const enough = waiting.length >= settleRowsMin && !collector.undecided()
        if (enough || waiting.length >= limits.settleRowsMax || waitingChars >= limits.settleCharsMax) await settle()
      }
    }
  } catch (error) {
    // What was read before the damage stands; the damage is told.
    if (!(error instanceof Error && error.name === 'ZipError')) throw error
    note(null, 'damaged', `${error.message}; what stands before the damage was read`)
  }
  if (readRow === undefined) await settle()
  report.problemCount = problems.count
  return report
}

export function emptyReport(label: string, kind: { id: string; title: string }): ImportReport {
  return { file: label, recognised: kind.id, title: kind.title, refusal: null, rows: 0, accepted: 0, refused: 0, problems: [], problemCount: 0, from: null, until: null }
}

function mannerOf(kind: ImportDeclaration, layout: TableLayout, headers: readonly string[], delimiter: string, context: ImportContext) {
  const dates = Object.entries(layout.columns).filter(([field]) => field.endsWith('At')).map(([, column]) => column)
  const numbers = figureColumns(kind, headers).map(([, column]) => column)
  return mannerCollector(dates, numbers, { dateOrder: kind.dateOrder, delimiter, importedAt: context.importedAt })
}

function figureColumns(kind: ImportDeclaration, headers: readonly string[]): Array<readonly [string, number]> {
  const keys = headers.map(headerKey)
  return Object.entries(kind.figures ?? {}).flatMap(([figure, names]) => {
    const column = keys.findIndex((key) => names.some((name) => headerKey(name) === key))
    return column === -1 ? [] : [[figure, column] as const]
  })
}

function isBlank(cells: readonly string[]): boolean {
  for (const cell of cells) if (cell !== '' && cell.trim() !== '') return false
  return true
}

function filledLength(cells: readonly string[]): number {
  let length = cells.length
  while (length > 0 && cells[length - 1]!.trim() === '') length -= 1
  return length
}
