import type { MergedLink } from '../../model/facts.js'
import { showsWhatCame } from '../../model/source-detail.js'
import { dayMs } from './windows.js'

/** Whether it is known when a link came, as far as the sources of a profile tell. */
export interface Arrivals {
  /** True if the link came about when it was first seen; false if it may have stood long before that. */
  isKnown(link: MergedLink): boolean
  /** True if one of the sources of the link tells days of its own. */
  isTold(link: MergedLink): boolean
}

/** A new source shows old links as new ones: of its first four weeks nothing is said (risk.md section 3). */
const blackoutDays = 28
/** A source that tells no days is asked again each month at least, or its next list shows what came at any time since the last. */
const pauseDaysMax = 35

/**
 * The day on which a link was first seen is the day it came only where somebody had looked before: lists without days (of
 * Bing, of Moz, plain ones) put all they hold at the moment of the import, a crawl at the moment it got to the page. So a
 * source begins with the first day of what it alone has seen, and says nothing of what it shows in the four weeks from
 * then; one that tells no days begins anew with what it shows after a pause. Lists picked by hand go by one name though each
 * may be of something else, so that the second would seem to show what came since the first: they never tell that a link came.
 *
 * That a source tells days shows in a link that it alone has seen, and once: its first and its last day differ.
 */
export function arrivalsOf(links: ReadonlyArray<{ link: MergedLink }>): Arrivals {
  const known = made.get(links)
  if (known !== undefined) return known
  const answer = readArrivals(links)
  made.set(links, answer)
  return answer
}

/** Five audits ask for those of the same links. */
const made = new WeakMap<ReadonlyArray<{ link: MergedLink }>, Arrivals>()

function readArrivals(links: ReadonlyArray<{ link: MergedLink }>): Arrivals {
  const alone = new Map<string, Source>()
  const shared = new Map<string, Source>()
  for (const { link } of links) {
    const first = dayOf(link.firstSeen)
    const last = dayOf(link.lastSeen)
    if (first === undefined || last === undefined) continue
    const isAlone = link.seenBy.length === 1
    for (const name of link.seenBy) {
      // Of a link that two sources know the earlier day may be the other's: that counts only of a source that never knew one alone.
      const source = sourceNamed(name, isAlone ? alone : shared)
      source.days.add(first).add(last)
      if (isAlone && link.sightingCount === 1 && link.firstSeen < link.lastSeen) source.tellsDays = true
    }
  }
  const sources = new Map([...shared, ...alone])
  const isTold = ({ seenBy }: MergedLink) => seenBy.some((name) => sources.get(name)?.tellsDays === true)
  return {
    isTold,
    isKnown(link) {
      const day = dayOf(link.firstSeen)
      return day !== undefined && link.seenBy.some((name) => {
        const source = sources.get(name)
        const begun = source === undefined || !showsWhatCame(name, source) ? undefined : begunBy(source, day)
        return begun !== undefined && day - begun >= blackoutDays
      })
    },
  }
}

interface Source {
  /** Days on which it showed something, counted from 1970. */
  days: Set<number>
  tellsDays: boolean
  /** Once they are all there. */
  looks?: Looks
}

interface Looks {
  /** The days in order. */
  days: number[]
  /** For each of them the day on which that looking began, after no pause or the last one. */
  begun: number[]
}

function sourceNamed(name: string, sources: Map<string, Source>): Source {
  let source = sources.get(name)
  if (source === undefined) sources.set(name, (source = { days: new Set(), tellsDays: false }))
  return source
}

/** The day on which a source began to look that showed something on this one; undefined where it had not begun, or paused. */
function begunBy(source: Source, day: number): number | undefined {
  const { days, begun } = (source.looks ??= looksOf(source.days))
  if (source.tellsDays) return days[0]! <= day ? days[0] : undefined
  let [low, high] = [0, days.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (days[middle]! <= day) low = middle + 1
    else high = middle
  }
  return low === 0 || day - days[low - 1]! > pauseDaysMax ? undefined : begun[low - 1]
}

function looksOf(shown: ReadonlySet<number>): Looks {
  const days = [...shown].sort((a, b) => a - b)
  const begun: number[] = []
  for (const [at, day] of days.entries()) begun.push(at === 0 || day - days[at - 1]! > pauseDaysMax ? day : begun[at - 1]!)
  return { days, begun }
}

function dayOf(instant: string): number | undefined {
  const ms = Date.parse(instant)
  return Number.isFinite(ms) ? Math.floor(ms / dayMs) : undefined
}

/** What is missing where no known day tells when links came. */
export const arrivalsMissing = 'days on which the links came: their sources tell none, or began in those weeks, and show old links as new'
