import { csvLine } from '../../lib/csv-write.js'
import type { Operation } from '../../model/operation.js'
import { readableHosts } from '../../model/readable-host.js'
import { call, type CallOptions, type Output, type Row } from '../call.js'
import { makesFiles } from '../schemas.js'
import { cellInWords, csvValue, headingInWords, printableLines, tableInWords } from '../text.js'
import { coloursOf, lineWriter, write, type Terminal } from './terminal.js'

/** `ndjson`: rows as lines of JSON, which is also how rows come in `words` unless they are given on request only. */
export type Form = 'words' | 'json' | 'csv' | 'ndjson'

/** Runs an operation and prints its answer: data to stdout, words about it to stderr. */
export async function answer(
  operation: Operation,
  input: unknown,
  form: Form,
  options: Omit<CallOptions, 'onRow'>,
  terminal: Terminal,
  beforeWords: () => void,
): Promise<Output> {
  if (operation.rows && !(operation.rowsOnRequest === true && form === 'words')) return answerRows(operation, input, form, options, terminal, beforeWords)
  const output = await call(operation, input, options)
  beforeWords()
  const table = operation.table === undefined ? undefined : (output[operation.table] as Row[])
  if (form === 'json') await write(terminal.stdout, `${JSON.stringify(output, null, 2)}\n`)
  else if (form === 'csv' && table) await writeCsv(table, columnsOf(operation.output, operation.table!), terminal)
  else await write(terminal.stdout, `${wordsOf(operation, output, widthOf(terminal), (text) => coloursOf(terminal.stdout, terminal.env).faint(text))}\n`)
  return output
}

/**
 * Rows go out one by one, so memory stays flat whatever their number: NDJSON, CSV, or with `--json` one document in
 * the shape every other door answers (here without their bound on rows).
 */
async function answerRows(
  operation: Operation,
  input: unknown,
  form: Form,
  options: Omit<CallOptions, 'onRow'>,
  terminal: Terminal,
  beforeWords: () => void,
): Promise<Output> {
  let columns: readonly string[] = Object.keys(operation.rows!.shape)
  const out = lineWriter(terminal.stdout)
  let rowCount = 0
  let headed = false
  // Columns are known only once the work has begun.
  const head = () => {
    if (!headed && form === 'csv') void out.line(csvLine(columns))
    headed = true
  }
  const summary = await call(operation, input, {
    ...options,
    onColumns(names) {
      columns = names
    },
    onRow(row) {
      head()
      rowCount += 1
      if (form === 'csv') return out.line(csvLine(columns.map((column) => csvValue(row[column]))))
      if (form === 'json') return out.line(`${rowCount === 1 ? '{"rows":[\n' : ',\n'}${JSON.stringify(row)}`)
      return out.line(`${JSON.stringify(row)}\n`)
    },
  })
  head()
  if (form === 'json') await out.line(`${rowCount === 0 ? '{"rows":[' : '\n'}],"rowCount":${rowCount},"rowsTruncated":false,"summary":${JSON.stringify(summary)}}\n`)
  await out.end()
  beforeWords()
  if (form === 'words' || form === 'ndjson') await write(terminal.stderr, `${wordsOf(operation, summary, terminal.stderr.columns ?? null)}\n`)
  return summary
}

/** The answer as a person reads it: the operation's own words, or its table with the other figures under it. */
export function wordsOf(operation: Operation, output: Output, width: number | null, heading?: (text: string) => string): string {
  if (operation.words) return readableHosts(printableLines(operation.words(output)))
  const { table } = operation
  // Files for the asker are written, not printed.
  const hidden = makesFiles(operation) ? 'files' : undefined
  const lines = linesOf(Object.fromEntries(Object.entries(output).filter(([name]) => name !== table && name !== hidden)), width)
  if (table === undefined) return lines.join('\n')
  const rows = output[table] as Row[]
  const body = rows.length === 0 ? 'Nothing found.' : tableInWords(rows, columnsOf(operation.output, table), { width, shown: operation.shown, heading })
  return lines.length === 0 ? body : `${body}\n\n${lines.join('\n')}`
}

/** `Name: value` lines; what is empty is left out, lists of objects become tables, objects are set in below their name. */
function linesOf(values: Row, width: number | null): string[] {
  return Object.entries(values).flatMap(([name, value]) => {
    if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return []
    if (Array.isArray(value) && value.some((item) => typeof item === 'object')) return [`${headingInWords(name)}:${listed(value as Row[], width)}`]
    if (typeof value !== 'object' || Array.isArray(value)) return [`${headingInWords(name)}: ${cellInWords(value)}`]
    const inner = linesOf(value as Row, width)
    return inner.length === 0 ? [] : [`${headingInWords(name)}:`, ...inner.map((line) => line.replaceAll(/^/gm, '  '))]
  })
}

function listed(rows: Row[], width: number | null): string {
  const shown = rows.slice(0, 20)
  const more = rows.length > shown.length ? `\n… and ${rows.length - shown.length} more; --json lists them` : ''
  return `\n${tableInWords(shown, [...new Set(shown.flatMap(Object.keys))], { width })}${more}`
}

async function writeCsv(rows: Row[], columns: string[], { stdout }: Terminal): Promise<void> {
  const out = lineWriter(stdout)
  await out.line(csvLine(columns))
  for (const row of rows) await out.line(csvLine(columns.map((column) => csvValue(row[column]))))
  await out.end()
}

/** Columns from the declaration, so that they are the same for no row and for many. */
function columnsOf(output: Operation['output'], table: string): string[] {
  const array = output.shape[table] as unknown as { element?: { shape?: Record<string, unknown> } } | undefined
  return Object.keys(array?.element?.shape ?? {})
}

function widthOf({ stdout }: Terminal): number | null {
  return stdout.isTTY === true ? (stdout.columns ?? 80) : null
}
