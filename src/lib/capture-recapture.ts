/**
 * How many there are in all, from how often each was seen by several lists that each saw only some (capture–recapture).
 *
 * Both ask that nothing came or went between the lists and that what is on two lists is recognised as one. Chapman asks
 * besides that the two lists are independent; Chao's bound does not ask that all are equally easy to see, and is
 * therefore a lower bound. Lists that see the same things (positive dependence) make both too small, never too large.
 */
export interface TotalEstimate {
  seen: number
  /** All, seen or not. */
  best: number
  /** 95 % interval; its lower end is never below what was seen. */
  low: number
  high: number
  standardError: number
}

/**
 * Chapman's estimate for two lists with `first` and `second` entries of which `both` are on both; variance by Seber.
 *
 *     chapman(10, 15, 5).best   // 28.33
 */
export function chapman(first: number, second: number, both: number): TotalEstimate {
  const seen = first + second - both
  const best = ((first + 1) * (second + 1)) / (both + 1) - 1
  const variance = ((first + 1) * (second + 1) * (first - both) * (second - both)) / ((both + 1) ** 2 * (both + 2))
  return interval(seen, best, variance)
}

/**
 * Chao's lower bound for several lists: `once` and `twice` are how many are on exactly one and exactly two of the
 * `lists` lists, `seen` how many on any (Chao 1987; the variance as in EstimateS and iNEXT).
 */
export function chao({ seen, once, twice, lists }: { seen: number; once: number; twice: number; lists: number }): TotalEstimate {
  const share = (lists - 1) / lists
  if (twice > 0) {
    const ratio = once / twice
    return interval(seen, seen + (share * once ** 2) / (2 * twice), twice * ((share / 2) * ratio ** 2 + share ** 2 * ratio ** 3 + (share ** 2 / 4) * ratio ** 4))
  }
  const best = seen + (share * once * (once - 1)) / 2
  const variance = (share * once * (once - 1)) / 2 + (share ** 2 * once * (2 * once - 1) ** 2) / 4 - (share ** 2 * once ** 4) / (4 * Math.max(1, best))
  return interval(seen, best, Math.max(0, variance))
}

/** The interval is made on the logarithm of the unseen, so that it never reaches below what was seen. */
function interval(seen: number, best: number, variance: number): TotalEstimate {
  const unseen = best - seen
  if (unseen <= 0) return { seen, best: seen, low: seen, high: seen, standardError: Math.sqrt(variance) }
  const factor = Math.exp(1.96 * Math.sqrt(Math.log(1 + variance / unseen ** 2)))
  return { seen, best, low: seen + unseen / factor, high: seen + unseen * factor, standardError: Math.sqrt(variance) }
}
