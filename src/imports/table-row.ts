import type { ImportRow } from '../model/import.js'
import type { Instant } from '../model/instant.js'
import { limits } from '../model/limits.js'
import { readDate, type DateOrder } from './read-date.js'
import { readNumber, type DecimalMark } from './read-number.js'

/** What holds for every row of one table. */
export interface TableShape {
  headers: readonly string[]
  /** Column of each of our fields. */
  columns: ReadonlyMap<string, number>
  /** Vendor figures: key and column. */
  figures: ReadonlyArray<readonly [key: string, column: number]>
  dateOrder: DateOrder
  decimalMark: DecimalMark
}

const figureCharsMax = 256
/** Dates read once and kept: a column of millions of rows holds few different days. */
const datesKeptMax = 10_000
/** Of each cell of a row too long to be kept whole. */
const rawCellCharsMax = 512

// Spreadsheets of other countries write booleans in their own language.
const yesWords = new Set(['true', 'yes', 'y', '1', 'x', 'vrai', 'oui', 'wahr', 'ja', 'verdadero', 'verdadeiro', 'si', 'sí', 'sim', 'vero', 'waar', 'prawda', 'tak', 'sant', 'истина', 'да', 'doğru', 'evet', 'nofollow', 'ugc', 'sponsored'])
const noWords = new Set(['', 'false', 'no', 'n', '0', '-', 'faux', 'non', 'falsch', 'nein', 'falso', 'não', 'onwaar', 'nee', 'fałsz', 'nie', 'falskt', 'nej', 'ложь', 'нет', 'yanlış', 'hayır', 'follow', 'dofollow'])

/**
 * Reads rows of one table by field name. Every call gives the same object, filled anew: a row is read at once and never
 * kept, and files of gigabytes have hundreds of millions of cells. `onBadDate` hears of cells that are no date.
 */
export function rowReader(
  shape: TableShape,
  onBadDate: (line: number, header: string, text: string) => void,
): (line: number, cells: readonly string[], value?: unknown) => ImportRow {
  let line = 0
  let cells: readonly string[] = []
  let value: unknown
  const rawKeys = rawKeysOf(shape.headers)
  const dates = new Map<string, Instant>()
  const cell = (field: string): string | null => {
    const column = shape.columns.get(field)
    return column === undefined ? null : (cells[column] ?? '')
  }
  const text = (field: string): string | null => {
    const found = cell(field)
    return found === null || found === '' ? found : tidyText(found)
  }
  const row: ImportRow = {
    get line() {
      return line
    },
    get value() {
      return value
    },
    text,
    address: (field) => cell(field)?.trim() ?? null,
    at(field): Instant | null {
      const found = text(field)
      if (found === null || found === '') return null
      let instant = dates.get(found)
      if (instant === undefined) {
        instant = readDate(found, shape.dateOrder)
        if (instant !== undefined && dates.size < datesKeptMax) dates.set(found, instant)
      }
      if (instant === undefined) onBadDate(line, shape.headers[shape.columns.get(field)!] ?? field, found)
      return instant ?? null
    },
    number(field) {
      const found = text(field)
      return found === null ? null : readNumber(found, shape.decimalMark)
    },
    flag(field) {
      const found = text(field)
      if (found === null) return null
      const word = found.toLowerCase()
      return yesWords.has(word) ? true : noWords.has(word) ? false : null
    },
    cells: () => shape.headers.map((header, index) => [header, cells[index] ?? ''] as const),
    raw: () => rawJson(rawKeys, cells, value),
    figures() {
      let figures: Record<string, string | number | boolean> | null = null
      for (const [key, column] of shape.figures) {
        const found = cells[column]
        const figure = found === undefined || found === '' ? null : figureOf(tidyText(found), shape.decimalMark)
        if (figure !== null) (figures ??= {})[key] = figure
      }
      return figures
    },
  }
  return (atLine, ofCells, ofValue) => {
    line = atLine
    cells = ofCells
    value = ofValue
    return row
  }
}

/** White space collapsed; the ways in which tools write "no value" give ''. */
function tidyText(text: string): string {
  const tidy = /\s\s|[^\S ]|^ | $/u.test(text) ? text.replace(/\s+/gu, ' ').trim() : text
  return tidy === '--' || tidy === '—' ? '' : tidy
}

function figureOf(text: string, mark: DecimalMark): string | number | boolean | null {
  if (text === '') return null
  const number = readNumber(text, mark)
  if (number !== null) return number
  if (/^true$/iu.test(text)) return true
  if (/^false$/iu.test(text)) return false
  return text.slice(0, figureCharsMax)
}

/** Headers as keys of JSON, each once. */
function rawKeysOf(headers: readonly string[]): string[] {
  const names = new Set<string>()
  return headers.map((header, index) => {
    const found = header || `column ${index + 1}`
    const name = names.has(found) ? `${found} (${index + 1})` : found
    names.add(name)
    return JSON.stringify(name)
  })
}

/** Characters that must be escaped in JSON, and halves of pairs, which are left to the built-in writer. */
// oxlint-disable-next-line no-control-regex
const escaped = /["\\\u0000-\u001f\ud800-\udfff]/

function rawJson(keys: readonly string[], cells: readonly string[], value: unknown): string {
  if (value !== undefined) {
    const text = jsonOr(value)
    if (text !== undefined && text.length <= limits.rawCharsMax) return text
  }
  let text = '{'
  for (let index = 0; index < Math.max(keys.length, cells.length); index += 1) {
    const cell = cells[index] ?? ''
    text += `${index === 0 ? '' : ','}${keys[index] ?? `"column ${index + 1}"`}:${escaped.test(cell) ? JSON.stringify(cell) : `"${cell}"`}`
  }
  if (text.length < limits.rawCharsMax) return `${text}}`
  const short = keys.map((key, index) => [(JSON.parse(key) as string).slice(0, rawCellCharsMax), (cells[index] ?? '').slice(0, rawCellCharsMax)])
  return JSON.stringify(Object.fromEntries(short))
}

/** undefined for items nested so deep that they can't be written. */
function jsonOr(value: unknown): string | undefined {
  try {
    return JSON.stringify(value)
  } catch {
    return undefined
  }
}
