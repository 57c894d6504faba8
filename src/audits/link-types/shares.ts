import type { Evidence } from '../../model/judgement.js'
import { linkTypes } from '../../model/link-types.js'
import type { ScoredType } from './signal.js'

/** A part of the whole that a type has, or the other types together, or nobody: then with the reason. */
export interface Share {
  of: ScoredType | 'other types' | 'not known'
  share: number
  why?: string
}

/**
 * The whole of an answer shared out (LT-00): the types named, what nobody can know and why, and the rest, which the other
 * types have together. Shares are rounded to ten-thousandths so that they add up to 1: each sum of the first of them is.
 */
export function sharesOf(named: ReadonlyArray<readonly [type: ScoredType, share: number]>, unknown: number, why: string | null): Share[] {
  const shares: Share[] = []
  let sum = 0
  let shown = 0
  const add = (of: Share['of'], share: number, reason?: string) => {
    sum = Math.min(1, sum + Math.max(0, share))
    const until = Math.round(sum * parts)
    if (of === 'not known' && until === shown) return
    shares.push({ of, share: (until - shown) / parts, ...(reason === undefined ? {} : { why: reason }) })
    shown = until
  }
  for (const [type, share] of named) add(type, share)
  if (why !== null) add('not known', unknown, why)
  if (shown < parts) add('other types', 1 - sum)
  return shares
}

const parts = 10_000

/** The shares in words, as evidence that weighs nothing: whoever adds them up comes to 1. */
export function sharesRow(shares: readonly Share[], looked = 'shares of the whole'): Evidence {
  const found = shares.map(({ of, share, why }) => `${of === 'not known' || of === 'other types' ? of : linkTypes[of].name} ${share}${why === undefined ? '' : ` (${why})`}`).join(' + ')
  return { rule: 'LT-00', looked, found, polarity: '+', weight: 0 }
}
