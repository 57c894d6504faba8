import { readableHosts } from '../model/readable-host.js'

/** Wording shared by doors: tables, numbers, dates, durations. Everything here is pure. */

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const
const instantPattern = /^(\d{4})-(\d{2})-(\d{2})(?:T[\d:.]+Z)?$/

/** `3 Mar 2026` for an instant or a date; other text as it is. */
export function dateInWords(text: string): string {
  const match = instantPattern.exec(text)
  const month = months[Number(match?.[2]) - 1]
  return match && month ? `${Number(match[3])} ${month} ${match[1]}` : text
}

/** `12 345`, with a thin space that does not break. */
export function numberInWords(number: number): string {
  const [whole, fraction] = String(Math.round(number * 1000) / 1000).split('.') as [string, string?]
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, '\u202f')
  return fraction === undefined ? grouped : `${grouped}.${fraction}`
}

/** `1.4 MB`; decimal units. */
export function bytesInWords(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  const power = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3))
  const value = bytes / 1000 ** power
  return `${power > 0 && value < 10 ? value.toFixed(1) : Math.round(value)} ${units[power]}`
}

/** `2 min 5 s`. */
export function durationInWords(ms: number): string {
  const seconds = Math.round(ms / 1000)
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  return minutes < 60 ? `${minutes} min ${seconds % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** `referringDomain` as a heading: `Referring domain`. */
export function headingInWords(name: string): string {
  const words = name.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** A cell as a person reads it; hosts by their letters. */
export function cellInWords(value: unknown): string {
  if (value === null || value === undefined) return '–'
  if (typeof value === 'number') return numberInWords(value)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'string') return instantPattern.test(value) ? dateInWords(value) : readableHosts(printable(value))
  if (Array.isArray(value)) return value.length === 0 ? '–' : value.every((item) => typeof item !== 'object') ? value.map(cellInWords).join(', ') : numberInWords(value.length)
  return readableHosts(printable(JSON.stringify(value)))
}

/**
 * Text from the web on one line, without control characters: a page title must not be able to move the cursor, colour
 * the terminal or (with direction marks) show a line that is not there.
 */
export function printable(text: string): string {
  return text.replaceAll(/[\s\u2028\u2029]+/g, ' ').replaceAll(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
}

/** The same for text of several lines, whose spaces stand as they are. */
export function printableLines(text: string): string {
  return text.replaceAll(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, (character) => (character === '\n' || character === '\t' ? character : ''))
}

/** Columns a text takes on a terminal: wide East Asian characters two, combining marks none. */
export function columnsOf(text: string): number {
  let columns = 0
  for (const character of text) columns += /\p{Mn}|\p{Me}|\u200d/u.test(character) ? 0 : /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|[\uff01-\uff60]|\p{Emoji_Presentation}/u.test(character) ? 2 : 1
  return columns
}

/** Cut to `columns`: addresses in the middle, where they differ least; other text at its end. */
export function cut(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text
  if (columns < 2) return '…'.slice(0, columns)
  const isAddress = /^https?:\/\//.test(text)
  const head = isAddress ? Math.ceil((columns - 1) / 2) : columns - 1
  return `${take([...text], head)}…${isAddress ? take([...text].reverse(), columns - 1 - head, true) : ''}`
}

function take(characters: string[], columns: number, backwards = false): string {
  const taken: string[] = []
  let used = 0
  for (const character of characters) {
    used += columnsOf(character)
    if (used > columns) break
    taken.push(character)
  }
  return (backwards ? taken.reverse() : taken).join('')
}

export interface TableOptions {
  /** Columns of the terminal, or null to cut nothing. */
  width: number | null
  /** Columns to fall back to where there is no room for all. */
  shown?: readonly string[]
  heading?(text: string): string
}

/** An aligned table; numbers to the right. Columns that say the same in no row are kept: an empty column is an answer. */
export function tableInWords(rows: ReadonlyArray<Record<string, unknown>>, columns: readonly string[], { width, shown, heading = (text) => text }: TableOptions): string {
  const cells = rows.map((row) => columns.map((column) => cellInWords(row[column])))
  const headings = columns.map(headingInWords)
  const numeric = columns.map((column) => rows.length > 0 && rows.every((row) => row[column] === null || row[column] === undefined || typeof row[column] === 'number'))
  const natural = headings.map((text, index) => Math.max(columnsOf(text), ...cells.map((row) => columnsOf(row[index]!))))
  // Of a day that was cut nothing is left to read.
  const wholes = columns.map((column, index) => (rows.some((row) => typeof row[column] === 'string' && instantPattern.test(row[column])) ? natural[index]! : columnsOf(headings[index]!)))
  const widths = width === null ? natural : fitted(natural, wholes, width - 2 * (columns.length - 1))
  if (widths === null && shown && shown.length < columns.length) {
    const left = columns.filter((column) => !shown.includes(column))
    return `${tableInWords(rows, shown, { width, heading })}\n\nNot shown here: ${left.map(headingInWords).join(', ').toLowerCase()}; --csv and --json have them.`
  }
  if (widths === null) return listInWords(rows, columns, width)
  const line = (texts: string[]) => texts.map((text, index) => padded(cut(text, widths[index]!), widths[index]!, numeric[index]!)).join('  ').trimEnd()
  return [heading(line(headings)), ...cells.map(line)].join('\n')
}

/** For tables with more columns than a terminal has room for: one row as a few lines. */
function listInWords(rows: ReadonlyArray<Record<string, unknown>>, columns: readonly string[], width: number | null): string {
  const indent = Math.max(...columns.map((column) => columnsOf(headingInWords(column)))) + 2
  const room = width === null ? Infinity : Math.max(20, width - indent)
  return rows
    .map((row) => columns.filter((column) => !isEmpty(row[column])).map((column) => `${padded(headingInWords(column), indent, false)}${cut(cellInWords(row[column]), room)}`).join('\n'))
    .join('\n\n')
}

const isEmpty = (value: unknown) => value === null || value === undefined || (Array.isArray(value) && value.length === 0)

/** Widths that add up to the room: the widest columns give way first, none below what it shows whole (its heading, a day) or eight. Null if that cannot be. */
function fitted(natural: number[], wholes: number[], room: number): number[] | null {
  const least = natural.map((width, index) => Math.min(width, Math.max(wholes[index]!, 8)))
  if (sum(least) > room) return null
  let low = 0
  let high = Math.max(...natural)
  while (low < high) {
    const cap = Math.ceil((low + high) / 2)
    if (sum(capped(natural, least, cap)) <= room) low = cap
    else high = cap - 1
  }
  return capped(natural, least, low)
}

const capped = (natural: number[], least: number[], cap: number) => natural.map((width, index) => Math.max(least[index]!, Math.min(width, cap)))
const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)

function padded(text: string, columns: number, toTheRight: boolean): string {
  const space = ' '.repeat(Math.max(0, columns - columnsOf(text)))
  return toTheRight ? space + text : text + space
}

/** A value as a CSV cell: lists by spaces, as in links.csv, nested objects as JSON. */
export function csvValue(value: unknown): string | number | boolean | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) return value.join(' ')
  return JSON.stringify(value)
}
