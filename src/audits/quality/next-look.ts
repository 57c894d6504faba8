import type { MergedLink } from '../../model/facts.js'

/** LQ-30: strong links are looked at weekly, others monthly, and lost ones a day, a week and a month after they were last seen. */
export const strongFrom = 60
const strongDays = 7
const otherDays = 30
const lostDays = [1, 7, 30] as const
const dayMs = 86_400_000

export interface NextLook {
  /** When the page of the link should be looked at again. */
  dueAt: string
  why: string
}

const retryMs = 3 * dayMs

/**
 * When to look at the page of a link again, by its quality and by when anybody saw it last: `lookedAt` is when its page was
 * last read, whether the link was on it or not. A link that was missed once is looked for again a day later, and a page that
 * does not answer is asked each day until three days after the first such answer (GT-01). Null for a link that was missed a month ago and later: it is gone.
 */
export function nextLook({ state, lastSeen, lastLook }: Pick<MergedLink, 'state' | 'lastSeen' | 'lastLook'>, score: number, lookedAt: string | null): NextLook | null {
  const seenMs = Date.parse(lastSeen)
  const lookMs = lastLook == null ? seenMs : Date.parse(lastLook.at)
  const lookedMs = Math.max(seenMs, lookMs, lookedAt === null ? seenMs : Date.parse(lookedAt))
  if (!Number.isFinite(lookedMs)) return null
  if (state !== 'lost') {
    if (lastLook != null && lookMs > seenMs && (!fails(lastLook.status) || lookMs - Date.parse(lastLook.since ?? lastLook.at) < retryMs)) {
      return { dueAt: new Date(lookMs + dayMs).toISOString(), why: fails(lastLook.status) ? `its page answered ${lastLook.status}: again after a day` : 'missed once: a second look after a day' }
    }
    const days = score >= strongFrom ? strongDays : otherDays
    return { dueAt: new Date(lookedMs + days * dayMs).toISOString(), why: score >= strongFrom ? `strong link, every ${days} days` : `every ${days} days` }
  }
  const days = lostDays.find((step) => seenMs + step * dayMs > lookedMs)
  return days === undefined ? null : { dueAt: new Date(seenMs + days * dayMs).toISOString(), why: `lost link, ${days} ${days === 1 ? 'day' : 'days'} after it was last seen` }
}

const fails = (status: number | null) => status !== null && (status === 429 || status >= 500)
