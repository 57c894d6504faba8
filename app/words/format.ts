/** Counts, dates, shares and sizes as the reader's locale writes them. */
export { shortAddress, sourceName } from '../../src/report/words.js'

const wanted = readable(typeof navigator === 'undefined' ? undefined : navigator.language)

/**
 * The language of the catalogue, and the locale of numbers. Names of months belong to the sentence they stand in, so dates
 * are in the language of the catalogue, as 3 Mar 2026, which nobody reads wrongly; an Arabic month would turn the line around.
 */
export const locale = { language: 'en', numbers: wanted, dates: 'en-GB', direction: 'ltr' as const }

/** Some systems tell a locale that is none (`en-US@posix`); then English it is. */
function readable(tag: string | undefined): string {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? 'en-GB'
  } catch {
    return 'en-GB'
  }
}

const isEnglish = /^en\b/iu.test(wanted)
const count = new Intl.NumberFormat(locale.numbers)
const share = new Intl.NumberFormat(locale.numbers, { style: 'percent', maximumFractionDigits: 0 })
const fine = new Intl.NumberFormat(locale.numbers, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
const day = new Intl.DateTimeFormat(locale.dates, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
const month = new Intl.DateTimeFormat(locale.dates, { month: 'short', year: 'numeric', timeZone: 'UTC' })
const minute = new Intl.DateTimeFormat(locale.dates, { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' })
const ago = new Intl.RelativeTimeFormat(locale.language, { numeric: 'auto' })

/** English counts stand as in our sentences, memos and reports, 12 345 with thin spaces; a page must not write one number in two ways. */
export const countWords = (value: number) => (isEnglish ? count.format(value).replaceAll(',', '\u202f') : count.format(value))
/** 0.618 as 62 %. */
export const shareWords = (value: number) => (isEnglish ? share.format(value).replace('%', '\u202f%') : share.format(value))
/** 0.9312 as 0.93: a probability or a weight. */
export const fineWords = (value: number) => fine.format(value)
/** 0.2 as 20, and 0.333 as 33.30: a weight of a sum of 100. */
export const weightWords = (value: number) => fine.format(value * 100).replace(/[.,]00$/u, '')
/** +1.90 or −0.30. */
export const signedWords = (value: number) => `${value < 0 ? '−' : '+'}${fine.format(Math.abs(value))}`

/** A date or instant as 3 Mar 2026; a dash where there is none. Dates are those of UTC, as sources give them. */
export const dateWords = (at: string | null | undefined) => written(at, day)
export const monthWords = (at: string | null | undefined) => written(at !== null && at !== undefined && /^\d{4}-\d{2}$/u.test(at) ? `${at}-01` : at, month)
/** An instant with the time of day where the reader is. */
export const dateTimeWords = (at: string | null | undefined) => written(at, minute)

function written(at: string | null | undefined, format: Intl.DateTimeFormat): string {
  const time = at === null || at === undefined ? Number.NaN : Date.parse(at)
  // Reports write Sep; some browsers write Sept.
  return Number.isNaN(time) ? '–' : format.format(time).replace('Sept', 'Sep')
}

const spans: ReadonlyArray<[Intl.RelativeTimeFormatUnit, number]> = [['year', 31_557_600], ['month', 2_629_800], ['week', 604_800], ['day', 86_400], ['hour', 3_600], ['minute', 60]]

/** "3 weeks ago". */
export function agoWords(at: string, now = Date.now()): string {
  const seconds = (Date.parse(at) - now) / 1000
  const [unit, length] = spans.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1]
  return ago.format(Math.round(seconds / length), unit)
}

/** 95 as "1 min 35 s": how long something still takes. */
export function durationWords(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  const unit = (value: number, name: string) => new Intl.NumberFormat(locale.numbers, { style: 'unit', unit: name, unitDisplay: 'short' }).format(value)
  if (whole < 60) return unit(whole, 'second')
  if (whole < 3_600) return `${unit(Math.floor(whole / 60), 'minute')}${whole % 60 > 0 && whole < 600 ? ` ${unit(whole % 60, 'second')}` : ''}`
  return `${unit(Math.floor(whole / 3_600), 'hour')}${whole % 3_600 >= 60 ? ` ${unit(Math.floor((whole % 3_600) / 60), 'minute')}` : ''}`
}

export function bytesWords(bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte']
  const step = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3))
  return new Intl.NumberFormat(locale.numbers, { style: 'unit', unit: units[step]!, unitDisplay: step === 0 ? 'long' : 'short', maximumFractionDigits: step === 0 ? 0 : 1 }).format(bytes / 1000 ** step)
}
