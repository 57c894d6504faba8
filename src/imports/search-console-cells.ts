import type { TableLayout, TableSample } from '../model/import.js'
import { parseLooseUrl } from '../model/url.js'
import { readDate } from './read-date.js'
import { readNumber } from './read-number.js'

export type CellKind = 'url' | 'domain' | 'date' | 'count'

/**
 * Finds a table by what its cells hold, for the languages whose headers we don't know: `kinds` are those of its columns
 * in order. The first row must be a header (no cell of it is of its column's kind), and every row after it must fit.
 */
export function layoutByCells(sample: TableSample, kinds: readonly CellKind[], fields: readonly string[]): TableLayout | null {
  const rows = sample.rows.filter((row) => row.some((cell) => cell.trim() !== ''))
  const header = rows[0]
  if (header === undefined || rows.length < 2 || header.length !== kinds.length) return null
  if (header.some((cell, column) => cell.trim() === '' || isKind(cell, kinds[column]!))) return null
  let fitting = 0
  for (const row of rows.slice(1)) if (row.length === kinds.length && kinds.every((kind, column) => isKind(row[column]!, kind))) fitting += 1
  // A few odd addresses don't make it another file; they are refused one by one.
  if (fitting < Math.max(1, Math.floor((rows.length - 1) * 0.9))) return null
  return { headerRow: sample.rows.indexOf(header), columns: Object.fromEntries(fields.map((field, column) => [field, column])) }
}

export function isKind(cell: string, kind: CellKind): boolean {
  const text = cell.trim()
  if (kind === 'url') return /^https?:\/\//iu.test(text) && parseLooseUrl(text) !== undefined
  if (kind === 'domain') return !text.includes('/') && !/^[\d.,\s]+$/u.test(text) && readDate(text, 'day-first') === undefined && parseLooseUrl(text) !== undefined
  if (kind === 'date') return /\d/u.test(text) && readDate(text, 'day-first') !== undefined ? true : readDate(text, 'month-first') !== undefined
  return readNumber(text, '.') !== null || readNumber(text, ',') !== null
}

/** Names as Search Console gives its files: the property, the report in the account's language, the day. */
export const searchConsoleFileName = /^(?:https?_{2,3}|sc-domain|[a-z0-9-]+(?:\.[a-z0-9-]+)+-).{1,200}-\d{4}-\d{2}-\d{2}(?: ?\(\d+\))?\.(?:csv|xlsx)$/iu
