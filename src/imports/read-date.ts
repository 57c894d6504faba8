import { instantOfMs, parseInstant, type Instant } from '../model/instant.js'
import { monthOfWord } from './month-names.js'

/** Order of day and month in dates written with slashes or dashes and the year last. Dotted dates are always day first. */
export type DateOrder = 'day-first' | 'month-first'

const yearLastPattern = /^(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?:[\s,T]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?\s*([AaPp])?\.?[Mm]?\.?)?$/u
const yearFirstPattern = /^(\d{4})\s?[/.年년-]\s?(\d{1,2})\s?[/.月월-]\s?(\d{1,2})\s?[日일.]?(?:[\s,T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/u
const timePattern = /(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap])?\.?m?\b/iu
const dateCharsMax = 64

/** What one cell says about the order in its file: an order, `either` if it fits both, null if it has nothing to do with it. */
export function dateOrderIn(text: string): DateOrder | 'either' | null {
  const match = text.length > dateCharsMax ? null : yearLastPattern.exec(text.trim())
  if (!match || match[2] === '.') return null
  const first = Number(match[1])
  const second = Number(match[3])
  if (first > 31 || second > 31 || first === 0 || second === 0 || (first > 12 && second > 12)) return null
  if (first > 12) return 'day-first'
  if (second > 12) return 'month-first'
  return first === second ? null : 'either'
}

/**
 * Reads a date as exports write it: ISO, day and month names of the languages known, numeric dates in the order given,
 * day numbers of spreadsheets, seconds or milliseconds since 1970.
 */
export function readDate(text: string, order: DateOrder): Instant | undefined {
  const trimmed = text.trim()
  if (trimmed === '' || trimmed.length > dateCharsMax) return undefined
  const iso = parseInstant(trimmed)
  if (iso !== undefined) return iso
  if (/^\d+(?:\.\d+)?$/u.test(trimmed)) return ofNumber(trimmed)
  const yearLast = yearLastPattern.exec(trimmed)
  if (yearLast) {
    const first = Number(yearLast[1])
    const second = Number(yearLast[3])
    const dayFirst = yearLast[2] === '.' || order === 'day-first'
    return ofParts(fullYear(yearLast[4]!), dayFirst ? second : first, dayFirst ? first : second, yearLast[5], yearLast[6], yearLast[7], yearLast[8])
  }
  const yearFirst = yearFirstPattern.exec(trimmed)
  if (yearFirst) return ofParts(Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3]), yearFirst[4], yearFirst[5], yearFirst[6], undefined)
  return ofWords(trimmed)
}

/** `2026` alone, or any other number out of range, is no date. */
function ofNumber(text: string): Instant | undefined {
  const number = Number(text)
  if (/^\d{8}$/u.test(text)) return parseInstant(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`)
  if (number >= 30_000 && number < 80_000) return instantOfMs(Math.round((number - 25_569) * 86_400) * 1_000)
  if (/^\d{9,10}$/u.test(text)) return instantOfMs(number * 1_000)
  return /^\d{12,13}$/u.test(text) ? instantOfMs(number) : undefined
}

function ofWords(text: string): Instant | undefined {
  const time = timePattern.exec(text)
  const rest = time ? text.slice(0, time.index) + ' ' + text.slice(time.index + time[0].length) : text
  // Combining marks go first, so that a word with an accent stays one word.
  const tokens = rest.normalize('NFD').replace(/\p{M}/gu, '').match(/\d+|\p{L}+/gu) ?? []
  let month: number | undefined
  let year: number | undefined
  let day: number | undefined
  for (const token of tokens) {
    if (!/^\d/u.test(token)) month ??= monthOfWord(token)
    else if (token.length === 4 && year === undefined) year = Number(token)
    else if (token.length <= 2 && day === undefined) day = Number(token)
    else if (token.length === 2 && year === undefined) year = fullYear(token)
  }
  if (month === undefined || year === undefined || day === undefined) return undefined
  return ofParts(year, month, day, time?.[1], time?.[2], time?.[3], time?.[4])
}

function ofParts(year: number, month: number, day: number, hour = '0', minute = '0', second = '0', half: string | undefined): Instant | undefined {
  let hours = Number(hour)
  if (half !== undefined && hours >= 1 && hours <= 12) hours = (hours % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
  const date = new Date(Date.UTC(year, month - 1, day, hours, Number(minute), Number(second)))
  const exact = hours < 24 && Number(minute) < 60 && Number(second) < 61 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return exact ? instantOfMs(date.getTime()) : undefined
}

function fullYear(text: string): number {
  const year = Number(text)
  return text.length > 2 ? year : year < 70 ? 2_000 + year : 1_900 + year
}
