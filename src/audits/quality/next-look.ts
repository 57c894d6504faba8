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

/**
 * When to look at the page of a link again, by its quality and by when anybody saw it last: `lookedAt` is when its page was
 * last read, whether the link was on it or not. Null for a link that was missed a month ago and later: it is gone.
 */
export function nextLook({ state, lastSeen }: Pick<MergedLink, 'state' | 'lastSeen'>, score: number, lookedAt: string | null): NextLook | null {
  const seenMs = Date.parse(lastSeen)
  const lookedMs = lookedAt === null ? seenMs : Math.max(seenMs, Date.parse(lookedAt))
  if (!Number.isFinite(lookedMs)) return null
  if (state !== 'lost') {
    const days = score >= strongFrom ? strongDays : otherDays
    return { dueAt: new Date(lookedMs + days * dayMs).toISOString(), why: score >= strongFrom ? `strong link, every ${days} days` : `every ${days} days` }
  }
  const days = lostDays.find((step) => seenMs + step * dayMs > lookedMs)
  return days === undefined ? null : { dueAt: new Date(seenMs + days * dayMs).toISOString(), why: `lost link, ${days} ${days === 1 ? 'day' : 'days'} after it was last seen` }
}
