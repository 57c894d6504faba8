import type { JudgedPeriod } from '../model/judged-summary.js'
import { countOf, countWords, dateWords } from './words.js'

/** One week of new referring domains against the weeks before it. */
export interface SpikeWeek {
  period: string
  newDomains: number
  /** Between these bounds a week is usual; null where too few weeks lie before it. */
  usualLow: number | null
  usualHigh: number | null
  unusual: boolean
}

/**
 * New referring domains week by week with what was usual before (RISK-13): from four times the robust spread below the
 * middle of the `baselineWeeks` weeks before each up to the most that the test of the audit, `isSpike`, lets pass after
 * them, so that picture and verdict have one measure. Marks for a picture; whether a week is a spike the audit says.
 */
export function spikeWeeks(weeks: readonly JudgedPeriod[], baselineWeeks: number, shown: number, unusualWeeks: ReadonlySet<string>, isSpike: IsSpike): SpikeWeek[] {
  // Before the first link there was no usual week.
  const first = weeks.findIndex(({ newDomains }) => newDomains > 0)
  return weeks.map((week, at): SpikeWeek => {
    const before = first === -1 || at - baselineWeeks < first ? [] : weeks.slice(at - baselineWeeks, at).map(({ newDomains }) => newDomains)
    const middle = medianOf(before)
    const reach = 4 * (1.4826 * medianOf(before.map((count) => Math.abs(count - middle))) + 0.5)
    const known = before.length === baselineWeeks
    return {
      period: week.period, newDomains: week.newDomains,
      usualLow: known ? Math.max(0, Math.round(middle - reach)) : null, usualHigh: known ? mostUsual(before, isSpike) : null,
      unusual: unusualWeeks.has(week.period),
    }
  }).slice(-shown)
}

/** Whether so many new domains after these weeks are a spike. */
export type IsSpike = (before: readonly number[], count: number) => boolean

const countMax = 1_000_000

/** The largest count that is no spike: every larger one is. */
function mostUsual(before: readonly number[], isSpike: IsSpike): number {
  let [usual, above] = [0, 16]
  while (above < countMax && !isSpike(before, above)) [usual, above] = [above, 2 * above]
  while (above - usual > 1) {
    const middle = (usual + above) >>> 1
    if (isSpike(before, middle)) above = middle
    else usual = middle
  }
  return usual
}

/** Weeks that are named after the largest. */
const weeksNamed = 3

/** The pace of new links in a sentence, with each week and the number of the finding: its weeks end at the day of the judgement, those of the picture begin on a Monday. */
export function spikeSentence(verdict: 'usual' | 'unusual' | 'unknown', found: ReadonlyArray<Readonly<Record<string, unknown>>>, missing: readonly string[]): string {
  if (verdict === 'unknown') return `Whether new links arrive faster than usual can't be told yet: ${missing.join('; ') || 'too little is known'}.`
  const weeks = found.flatMap(({ weekFrom, newDomains }) => (typeof weekFrom === 'string' && typeof newDomains === 'number' ? [{ weekFrom, newDomains }] : []))
  if (verdict === 'usual' || weeks.length === 0) return 'New links arrive at their usual pace.'
  const [top, ...others] = [...weeks].sort((a, b) => b.newDomains - a.newDomains)
  const reading = found.map((row) => row['reading']).find((words): words is string => typeof words === 'string' && words !== '')
  const also = others.slice(0, weeksNamed).map(({ weekFrom, newDomains }) => `${dateWords(weekFrom)} (${countWords(newDomains)})`)
  const more = also.length === 0 ? '' : ` So did the ${also.length === 1 ? 'week' : 'weeks'} from ${also.join(', ')}${others.length > weeksNamed ? ` and ${countWords(others.length - weeksNamed)} more` : ''}.`
  return `The week from ${dateWords(top!.weekFrom)} brought ${countOf(top!.newDomains, 'new referring domain')}, many more than usual${reading === undefined ? '' : `: ${reading}`}.${more} By itself that is nothing to act on.`
}

function medianOf(values: readonly number[]): number {
  if (values.length === 0) return 0
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
