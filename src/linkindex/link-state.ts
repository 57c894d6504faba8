import type { LinkState, LostReason } from '../model/link.js'
import { captureOutcomes } from './columns.js'

/** What the sightings of a link and the captures of its page say about whether it is still there. Times in ms. */
export interface Traces {
  /** Latest sighting by anyone, and by our own reading (null: never). */
  lastMs: number
  ownLastMs: number | null
  /** When a source said it was lost, the latest such word, and its reason. */
  lostMs: number | null
  lostReason: LostReason | null
  /** Latest capture of the page that can tell, and when an earlier one was made a day or more before it. */
  capture: { atMs: number; earlierMs: number | null; outcome: number; noindex: boolean; status: number | null } | null
  /** In that capture a new link with the same words leads elsewhere on the target domain. */
  changed: boolean
  /** Looks to which the page did not answer, after any capture that can tell. */
  failed: readonly FailedLook[]
  /** When the domain of the page last answered for any of its pages. */
  answeredMs: number | null
  /** When a registry said that there is no such domain, by its newest word. */
  lapsedMs: number | null
}

/** When a page was asked and did not answer, and the status it gave. */
export type FailedLook = readonly [atMs: number, status: number]

export interface Standing {
  state: LinkState
  lostReason: LostReason | null
  /** What the last look at the page was that did not find the link; null where it did, or nobody looked since. */
  look: 'capture' | 'failed' | null
  /** Looks after anyone saw the link to which its page did not answer, oldest first. */
  failed: readonly FailedLook[]
}

const downLooksMin = 3
const downMsMin = 72 * 3_600_000

/**
 * A link is lost if two captures of its page, a day apart, lack it, or one that says that the page is gone or has moved for
 * good; if its server was down three times over 72 hours; if its domain is no longer registered; or if a source said so
 * after anyone last saw it (GT-01). Our own capture that has the link wins over older words; one that never had it leaves
 * it unconfirmed, until captures later than the export that named it lack it too. A capture in which the link leads
 * elsewhere shows where it went: nobody needs to look again.
 */
export function stateOf(traces: Traces): Standing {
  const { capture, lastMs, ownLastMs, lostMs, answeredMs, lapsedMs } = traces
  const seenMs = ownLastMs ?? lastMs
  const isMissed = capture !== null && capture.atMs > seenMs
  // Who registers the name again outlives the word of the registry: any page of it that answers is newer.
  if (lapsedMs !== null && lapsedMs > lastMs && (answeredMs === null || lapsedMs > answeredMs)) return { state: 'lost', lostReason: 'domain-gone', look: isMissed ? 'capture' : null, failed: [] }
  if (isMissed && (isFinal(capture) || traces.changed || (capture.earlierMs !== null && capture.earlierMs > seenMs))) return { state: 'lost', lostReason: reasonOf(capture, traces.changed), look: 'capture', failed: [] }
  // An export that lists the link in between starts the count anew.
  const failed = traces.failed.length === 0 ? traces.failed : traces.failed.filter(([atMs]) => atMs > lastMs).sort(([a, statusOfA], [b, statusOfB]) => a - b || statusOfA - statusOfB)
  const down = [...new Set(failed.filter(isDown).map(([atMs]) => atMs))]
  if (down.length >= downLooksMin && down.at(-1)! - down[0]! >= downMsMin) return { state: 'lost', lostReason: answeredMs === null || answeredMs < down[0]! ? 'domain-gone' : 'page-gone', look: 'failed', failed }
  const look = failed.length > 0 ? 'failed' : isMissed ? 'capture' : null
  if (lostMs !== null && lostMs >= lastMs) return { state: 'lost', lostReason: traces.lostReason ?? 'link-removed', look, failed }
  return { state: ownLastMs === null ? 'unconfirmed' : 'live', lostReason: null, look, failed }
}

/** Servers answer 503 and 429 to who asks too often as well. */
const isDown = ([, status]: FailedLook) => status >= 500 && status !== 503

const permanent: ReadonlySet<number | null> = new Set([301, 308])

function isFinal({ outcome, status }: NonNullable<Traces['capture']>): boolean {
  return outcome === captureOutcomes.gone || (outcome === captureOutcomes.redirected && permanent.has(status))
}

function reasonOf(capture: NonNullable<Traces['capture']>, changed: boolean): LostReason {
  if (capture.outcome === captureOutcomes.gone) return 'page-gone'
  if (capture.outcome === captureOutcomes.redirected) return 'redirected'
  if (changed) return 'target-changed'
  return capture.noindex ? 'noindexed' : 'link-removed'
}
