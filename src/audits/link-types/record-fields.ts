import { findPhrases, wordsOf } from './phrases.js'
import type { LinkReading } from './reading.js'

/** A label of a field and what it holds: longer lines are sentences. */
const lineWordsMax = 14

/** The fields of a listing that stand by name in the short lines of a page: phone, address, hours, website (F-NAP, LT-03). */
export function recordFields({ extra, words }: LinkReading): ReadonlySet<string> {
  const fields = new Set<string>()
  for (const line of extra.shortLines ?? []) {
    const found = fieldOf(line, words.recordFields)
    if (found !== null) fields.add(found)
  }
  return fields
}

/** The field a line begins with or is the name of: "Phone: 555 0100", "Sprechzeiten". */
export function fieldOf(line: string, fields: LinkReading['words']['recordFields']): string | null {
  const words = wordsOf(line)
  if (words.length === 0 || words.length > lineWordsMax) return null
  for (const { value, at, length } of findPhrases(fields, words, line.toLowerCase())) {
    // "Open days in May" is no field: its name fills the line, or a mark or a figure parts it from what it holds.
    if (at === 0 && (length === words.length || /^[:.]|^\s?[(+\d]/u.test(restOf(line, length)))) return value
  }
  return null
}

/** What stands behind the first words of a line. */
function restOf(line: string, count: number): string {
  let at = 0
  for (let left = count; left > 0; left -= 1) {
    while (at < line.length && !/[\p{L}\p{M}\p{N}]/u.test(line[at]!)) at += 1
    while (at < line.length && /[\p{L}\p{M}\p{N}]/u.test(line[at]!)) at += 1
  }
  return line.slice(at)
}
