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
  /** Latest capture of the page that can tell. */
  capture: { atMs: number; outcome: number; noindex: boolean } | null
  /** In that capture a new link with the same words leads elsewhere on the target domain. */
  changed: boolean
}

/**
 * A link is lost if the latest capture of its page lacks it, or if a source said so after anyone last saw it. Our own
 * capture that has the link wins over older words; one that never had it leaves it unconfirmed, until a capture later
 * than the export that named it lacks it too.
 */
export function stateOf(traces: Traces): { state: LinkState; lostReason: LostReason | null } {
  const { capture, lastMs, ownLastMs, lostMs } = traces
  if (capture !== null && capture.atMs > (ownLastMs ?? lastMs)) return { state: 'lost', lostReason: reasonOf(capture, traces.changed) }
  if (lostMs !== null && lostMs >= lastMs) return { state: 'lost', lostReason: traces.lostReason ?? 'link-removed' }
  return { state: ownLastMs === null ? 'unconfirmed' : 'live', lostReason: null }
}

function reasonOf(capture: NonNullable<Traces['capture']>, changed: boolean): LostReason {
  if (capture.outcome === captureOutcomes.gone) return 'page-gone'
  if (capture.outcome === captureOutcomes.redirected) return 'redirected'
  if (changed) return 'target-changed'
  return capture.noindex ? 'noindexed' : 'link-removed'
}
