import { parseInstant, type Instant } from '../model/instant.js'

/**
 * A publication date as pages write it: ISO with or without zone, RFC 822, `3 March 2026`, `March 3, 2026`, `3. März 2026`,
 * `03.03.2026`. Two numbers that could be day or month are read day first with dots, and left alone with slashes
 * unless only one reading is possible.
 */
export function readDate(text: string): Instant | undefined {
  const plain = text.trim().slice(0, 120)
  const iso = /(?:^|[^\d])((?:19|20)\d{2}-\d{2}-\d{2})(?:[T ](\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)\s*(Z|[+-]\d{2}:?\d{2})?)?/u.exec(plain)
  if (iso) {
    const whole = iso[2] ? parseInstant(`${iso[1]}T${iso[2]}${iso[3] ?? ''}`) : undefined
    return whole ?? parseInstant(iso[1]!)
  }
  const compact = /^(\d{4})(\d{2})(\d{2})(?:\d{6})?$/u.exec(plain)
  if (compact) return dated(compact[1]!, compact[2]!, compact[3]!)
  const yearFirst = /\b((?:19|20)\d{2})[/.](\d{1,2})[/.](\d{1,2})\b/u.exec(plain)
  if (yearFirst) return dated(yearFirst[1]!, yearFirst[2]!, yearFirst[3]!)
  const dotted = /\b(\d{1,2})\.\s?(\d{1,2})\.\s?((?:19|20)\d{2}|\d{2})\b/u.exec(plain)
  if (dotted) return dated(dotted[3]!.length === 2 ? `20${dotted[3]}` : dotted[3]!, dotted[2]!, dotted[1]!)
  const slashed = /\b(\d{1,2})[/-](\d{1,2})[/-]((?:19|20)\d{2})\b/u.exec(plain)
  if (slashed) {
    const [, first, second, year] = slashed
    if (Number(second) > 12) return dated(year!, first!, second!)
    return Number(first) > 12 || first === second ? dated(year!, second!, first!) : undefined
  }
  const dayFirst = /\b(\d{1,2})(?:st|nd|rd|th|er|º)?\.?\s+(?:de\s+)?(\p{L}{3,12})\.?,?\s+(?:de\s+)?((?:19|20)\d{2})\b/u.exec(plain)
  if (dayFirst) {
    const month = monthOf(dayFirst[2]!)
    if (month) return dated(dayFirst[3]!, String(month), dayFirst[1]!)
  }
  const monthFirst = /(?:^|[^\p{L}])(\p{L}{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+((?:19|20)\d{2})\b/u.exec(plain)
  if (monthFirst) {
    const month = monthOf(monthFirst[1]!)
    if (month) return dated(monthFirst[3]!, String(month), monthFirst[2]!)
  }
  return undefined
}

/** The first of `texts` that is a date. */
export function firstDate(texts: readonly string[]): Instant | undefined {
  for (const text of texts) {
    const instant = parseInstant(text) ?? readDate(text)
    if (instant) return instant
  }
  return undefined
}

/** The date that a blog's or newspaper's URL carries: `/2026/03/14/…`, `/2026-03-14-…`. */
export function dateOfPath(path: string): Instant | undefined {
  const match = /\/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?=[/\-_.]|$)/u.exec(path)
  return match ? dated(match[1]!, match[2]!, match[3]!) : undefined
}

function dated(year: string, month: string, day: string): Instant | undefined {
  return parseInstant(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
}

/** Beginnings of month names, accents off; the longest beginning that fits decides. */
const monthStarts: ReadonlyArray<readonly [number, string]> = [
  [1, 'jan gen ene sty led'], [2, 'feb fev fév lut uno'], [3, 'mar mae mär maa mrz bře'], [4, 'apr avr abr kwi dub'], [5, 'may mai mag mei maj kve'],
  [6, 'jun jui giu cze'], [7, 'jul lug lip'], [8, 'aug aou aoû ago sie srp'], [9, 'sep set wrz zář'], [10, 'oct okt ott out paź říj'],
  [11, 'nov lis'], [12, 'dec dez déc dic gru pro'],
]

function monthOf(text: string): number | undefined {
  const start = text.toLowerCase().slice(0, 3)
  if (/^juil/iu.test(text)) return 7
  if (start === 'jui') return /^juin/iu.test(text) ? 6 : undefined
  return monthStarts.find(([, names]) => names.split(' ').includes(start))?.[0]
}
