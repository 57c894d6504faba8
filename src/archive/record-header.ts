import { isUtf8 } from 'node:buffer'
import { instantOfMs, parseInstant, type Instant } from '../model/instant.js'
import type { RecordInfo } from './record.js'

/** A header as read, with what it says about the block that follows. */
export interface RecordHeader extends Omit<RecordInfo, 'offset'> {
  /** Declared length of the block, or null if there is none to go by. */
  blockLength: number | null
  /** The date as written, if it is no possible one; null where it is, or where there is none. */
  badDate: string | null
  /** Position behind the header. */
  end: number
}

const lineFeed = 10
const carriageReturn = 13

/**
 * The position behind the blank line that ends the header lines beginning at `from`, or -1 if it is not within `bytes`.
 * Lines end with LF; any CR before it does not count, since some tools write two.
 */
export function headerEnd(bytes: Buffer, from: number): number {
  let start = from
  for (;;) {
    const end = bytes.indexOf(lineFeed, start)
    if (end === -1) return -1
    let at = start
    while (at < end && bytes[at] === carriageReturn) at += 1
    if (at === end) return end + 1
    start = end + 1
  }
}

/** True if `WARC/` and a version stand here, in any case. */
export function isWarcStart(bytes: Uint8Array, at: number): boolean {
  return (
    (bytes[at]! | 32) === 119 && (bytes[at + 1]! | 32) === 97 && (bytes[at + 2]! | 32) === 114 && (bytes[at + 3]! | 32) === 99 &&
    bytes[at + 4] === 47 && isDigit(bytes[at + 5]) && bytes[at + 6] === 46 && isDigit(bytes[at + 7])
  )
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 48 && byte <= 57
}

const notAscii = /[\u0080-\u00ff]/u

/** Text of header bytes: UTF-8 where it is that, else Latin-1. */
export function headerText(bytes: Buffer): string {
  const text = bytes.toString('latin1')
  return notAscii.test(text) && isUtf8(bytes) ? bytes.toString('utf8') : text
}

/** Names and values of header lines, in order, side by side. */
export interface HeaderFields {
  names: string[]
  values: string[]
}

/** Name (lower case) and value of each header line from `from` on; folded lines are joined, lines that are no header are left out. */
export function headerFields(text: string, from: number): HeaderFields {
  const names: string[] = []
  const values: string[] = []
  let start = from
  while (start < text.length) {
    const lineFeed = text.indexOf('\n', start)
    const end = lineFeed === -1 ? text.length : lineFeed
    const first = text.charCodeAt(start)
    if ((first === 32 || first === 9) && values.length > 0) {
      const more = text.slice(start, end).trim()
      const before = values.pop()!
      values.push(more === '' || before === '' ? before + more : `${before} ${more}`)
    } else {
      const colon = text.indexOf(':', start)
      if (colon > start && colon < end) {
        names.push(trimmed(text, start, colon).toLowerCase())
        values.push(trimmed(text, colon + 1, end))
      }
      // Without this, a text without colons would be searched to its end for each of its lines.
      else if (colon === -1) break
    }
    start = end + 1
  }
  return { names, values }
}

/** `text.slice(from, to).trim()` for the white space of headers, with one string made instead of two. */
function trimmed(text: string, from: number, to: number): string {
  let start = from
  let end = to
  while (start < end && text.charCodeAt(start) <= 32) start += 1
  while (end > start && text.charCodeAt(end - 1) <= 32) end -= 1
  return text.slice(start, end)
}

/** Reads a WARC header whose blank line ends at `end`. */
export function readWarcHeader(bytes: Buffer, from: number, end: number): RecordHeader {
  const text = headerText(bytes.subarray(from, end))
  const lineFeed = text.indexOf('\n')
  const fields = new Map<string, string>()
  const { names, values } = headerFields(text, lineFeed + 1)
  for (let at = 0; at < names.length; at += 1) {
    // Some tools write a field twice; an empty one must not hide the other.
    if (!fields.get(names[at]!)) fields.set(names[at]!, values[at]!)
  }
  const date = fields.get('warc-date') ?? ''
  const at = readDate(date)
  return {
    format: 'warc',
    version: text.slice(5, lineFeed).trim(),
    type: (fields.get('warc-type') ?? '').toLowerCase(),
    url: withoutBrackets(fields.get('warc-target-uri') ?? ''),
    at,
    contentType: fields.get('content-type') ?? '',
    fields,
    blockLength: readLength(fields.get('content-length') ?? ''),
    badDate: date !== '' && at === null ? date : null,
    end,
  }
}

let lastDate = ''
let lastInstant: Instant | null = null

/** Neighbouring records mostly have the same date: request, answer and metadata of one fetch. */
function readDate(date: string): Instant | null {
  if (date !== lastDate) {
    lastInstant = parseInstant(date.endsWith('z') ? date.toUpperCase() : date) ?? null
    lastDate = date
  }
  return lastInstant
}

function withoutReturns(line: string): string {
  let end = line.length
  while (end > 0 && line.charCodeAt(end - 1) === carriageReturn) end -= 1
  return line.slice(0, end)
}

/** `<http://clinic.example/>`, as wget wrote it for years. */
function withoutBrackets(url: string): string | null {
  const inner = url.startsWith('<') && url.endsWith('>') ? url.slice(1, -1).trim() : url
  return inner === '' ? null : inner
}

function readLength(text: string): number | null {
  if (!/^\d{1,15}$/u.test(text)) return null
  return Number(text)
}

/** Longest line that is taken for an ARC header. */
export const arcLineBytesMax = 16 * 1024

/** Line of an ARC record: address, IP address, 14 digits of date, content type, (version 2: more,) length. */
const arcLine = /^([a-z][a-z0-9+.-]{1,20}:\S(?:.*\S)?) ([0-9a-f.:-]{1,45}) (\d{4,17}) (\S*)(?: (\d{3}|-) (\S+) (\S+) (-?\d+) (\S+))? (\d{1,15})$/iu

/** Position behind the ARC header line beginning at `at`: -1 if there is none, 0 if more bytes are needed to tell. */
export function arcLineEnd(bytes: Buffer, at: number): number {
  const byte = bytes[at]! | 32
  if (byte < 97 || byte > 122) return -1
  const end = bytes.subarray(at, at + arcLineBytesMax).indexOf(lineFeed)
  if (end === -1) return bytes.length - at < arcLineBytesMax ? 0 : -1
  return readArcLine(bytes, at, at + end + 1) ? at + end + 1 : -1
}

/** Reads an ARC header line, or undefined if it is none. */
export function readArcLine(bytes: Buffer, at: number, end: number): RecordHeader | undefined {
  const line = withoutReturns(headerText(bytes.subarray(at, end - 1)))
  const match = arcLine.exec(line)
  if (!match) return undefined
  const url = match[1]!
  const instant = arcInstant(match[3]!)
  return {
    format: 'arc',
    version: match[5] === undefined ? '1' : '2',
    type: url.startsWith('filedesc:') ? 'filedesc' : 'response',
    url,
    at: instant,
    contentType: match[4]!,
    fields: new Map([['warc-ip-address', match[2]!]]),
    blockLength: Number(match[10]),
    badDate: instant === null ? match[3]! : null,
    end,
  }
}

/** `20080430204825`; shorter ones leave out seconds, minutes, …; longer ones add fractions. */
function arcInstant(digits: string): Instant | null {
  const part = (from: number, to: number, fallback: number): number => (digits.length >= to ? Number(digits.slice(from, to)) : fallback)
  const [year, month, day, hour, minute, second] = [part(0, 4, 0), part(4, 6, 1), part(6, 8, 1), part(8, 10, 0), part(10, 12, 0), part(12, 14, 0)]
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 60) return null
  const ms = Date.UTC(year, month - 1, day, hour, minute, second)
  return new Date(ms).getUTCDate() === day || second === 60 ? (instantOfMs(ms) ?? null) : null
}
