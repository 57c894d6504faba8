import { rankDelimiters, sampleRows } from '../lib/csv.js'
import { limits } from '../model/limits.js'

/** How a noun is read from a pasted table or a CSV file. */
export interface PastedColumns {
  /** Names of columns by our field, in any spelling of case; the first field is the one of a bare list. */
  fields: Readonly<Record<string, readonly string[]>>
  /** Fields in order, where the table has no header. */
  order: readonly string[]
  /** Fields that hold several values, separated in their cell by ; or |. */
  lists?: readonly string[]
  numbers?: readonly string[]
}

export interface PastedTable {
  /** Columns as found, with the field each was taken for. */
  columns: Array<{ column: string; field: string | null }>
  rows: Array<{ line: number; values: Record<string, string | string[] | number> }>
  problems: Array<{ line: number; cause: string; message: string }>
  /** True where rows past the bound were left out. */
  truncated: boolean
}

/** Reads a table as people paste it from a spreadsheet or a mail: any delimiter, with or without a header, or one name a line. */
export function readPasted(text: string, { fields, order, lists = [], numbers = [] }: PastedColumns): PastedTable {
  const lines = text.replace(/^\ufeff/u, '').trim() === '' ? [] : tableOf(text.replace(/^\ufeff/u, ''))
  const fieldOf = new Map(Object.entries(fields).flatMap(([field, names]) => names.map((name) => [key(name), field] as const)))
  const first = lines[0]?.cells ?? []
  const known = first.map((cell) => fieldOf.get(key(cell)) ?? null)
  // A header names the field without which there is nothing, and a name of it is hardly ever a value.
  const hasHeader = known.includes(order[0]!) && (first.length === 1 || known.filter((field) => field !== null).length >= Math.min(2, first.length))
  const columns = hasHeader ? first.map((column, at) => ({ column, field: known[at] ?? null })) : first.map((_, at) => ({ column: `column ${at + 1}`, field: order[at] ?? null }))
  const table: PastedTable = { columns, rows: [], problems: [], truncated: lines.length > rowsMax + 1 }
  for (const { line, cells, fault } of lines.slice(hasHeader ? 1 : 0, rowsMax + (hasHeader ? 1 : 0))) {
    if (cells.every((cell) => cell.trim() === '')) continue
    if (fault !== undefined) {
      table.problems.push({ line, cause: fault, message: 'the quotes of this line are out of balance, or it is too long' })
      continue
    }
    const values: Record<string, string | string[] | number> = {}
    for (const [at, cell] of cells.entries()) {
      const field = columns[at]?.field
      const value = cell.replace(/\s+/gu, ' ').trim()
      if (field === undefined || field === null || value === '') continue
      if (lists.includes(field)) values[field] = value.split(/[;|]/u).map((part) => part.trim()).filter(Boolean)
      else if (numbers.includes(field)) {
        const number = Number(value.replace(',', '.'))
        if (Number.isFinite(number)) values[field] = number
        else table.problems.push({ line, cause: `bad-${field}`, message: `${field}: "${value.slice(0, 40)}" is no number` })
      } else values[field] = value
    }
    if (!table.problems.some((problem) => problem.line === line)) table.rows.push({ line, values })
  }
  return table
}

const rowsMax = limits.listRowsMax

function tableOf(text: string) {
  const delimiter = rankDelimiters(text).find((one) => sampleRows(text, one, 50).some(({ cells }) => cells.length > 1)) ?? ''
  return sampleRows(text, delimiter, rowsMax + 2)
}

function key(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
}
