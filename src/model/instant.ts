declare const instantBrand: unique symbol

/** A moment in UTC, written `2026-11-22T13:49:00.000Z`. Strings of this form sort by time. */
export type Instant = string & { readonly [instantBrand]: true }

/** Earliest and latest year taken as real: nothing on the web is older, and a later one is a wrong clock. */
const yearMin = 1990
const yearMax = 2100

/** The instant of `ms` milliseconds since 1970, or undefined if that is no plausible moment. */
export function instantOfMs(ms: number): Instant | undefined {
  if (!Number.isFinite(ms)) return undefined
  const date = new Date(ms)
  const year = date.getUTCFullYear()
  if (Number.isNaN(year) || year < yearMin || year > yearMax) return undefined
  return date.toISOString() as Instant
}

/** Milliseconds since 1970. */
export function msOfInstant(instant: Instant): number {
  return Date.parse(instant)
}

const isoPattern = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?)?$/

/**
 * Reads ISO dates and date-times; a time without a zone is taken as UTC. Impossible dates give undefined.
 *
 *     parseInstant('2026-03-02')            // '2026-03-02T00:00:00.000Z'
 *     parseInstant('2026-03-02 7:05')       // '2026-03-02T07:05:00.000Z'
 *     parseInstant('2009-03-294T12:00:00Z') // undefined
 */
export function parseInstant(text: string): Instant | undefined {
  const match = isoPattern.exec(text.trim())
  if (!match) return undefined
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0)) as [number, number, number, number, number, number]
  const fraction = match[7] ? Math.trunc(Number(`0.${match[7]}`) * 1000) : 0
  const ms = Date.UTC(year, month - 1, day, hour, minute, second, fraction)
  const date = new Date(ms)
  const exact = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && minute < 60 && second < 61
  if (!exact) return undefined
  const zone = match[8]
  const shiftMs = zone && zone !== 'Z' && zone !== 'UTC' ? zoneMs(zone) : 0
  return instantOfMs(ms - shiftMs)
}

function zoneMs(zone: string): number {
  const sign = zone.startsWith('-') ? -1 : 1
  const digits = zone.slice(1).replace(':', '')
  return sign * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))) * 60_000
}
