/** Shares at which the scores of a kernel are described. */
const marks = { p01: 0.01, p05: 0.05, p10: 0.1, p25: 0.25, p50: 0.5, p75: 0.75, p90: 0.9, p95: 0.95, p99: 0.99, p999: 0.999 } as const

/**
 * How the scores of a kernel are spread. The marks are taken over the scores that are not zero, as health trust asks
 * for (QH-01): each is a score that occurs, the least one that at least that share does not exceed.
 */
interface Quantiles extends Record<keyof typeof marks, number> {
  nonZeroCount: number
  highest: number
  /** The least score of all, and how many vertices have it: those that nobody links to, mostly. */
  least: number
  leastCount: number
}

/** Quantiles of scores whose `order` (ids, best first) is known. */
export function quantilesOf(scores: Float64Array, order: Uint32Array): Quantiles {
  const count = order.length
  const scoreAt = (place: number) => scores[order[place]!]!
  const positive = firstPlace(count, (place) => !(scoreAt(place) > 0))
  const notNegative = firstPlace(count, (place) => scoreAt(place) < 0)
  const negative = count - notNegative
  const nonZeroCount = positive + negative
  // The share-th least of the scores that are not zero: the negative ones lie at the end of the order.
  const mark = (share: number): number => {
    if (nonZeroCount === 0) return 0
    const fromBelow = Math.max(1, Math.ceil(share * nonZeroCount))
    return scoreAt(fromBelow <= negative ? count - fromBelow : positive - (fromBelow - negative))
  }
  const least = count === 0 ? 0 : scoreAt(count - 1)
  return {
    ...(Object.fromEntries(Object.entries(marks).map(([name, share]) => [name, mark(share)])) as Record<keyof typeof marks, number>),
    nonZeroCount,
    highest: count === 0 ? 0 : scoreAt(0),
    least,
    leastCount: count - firstPlace(count, (place) => scoreAt(place) <= least),
  }
}

/** First place from which on `holds` is true; it must stay true to the end. */
function firstPlace(count: number, holds: (place: number) => boolean): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = low + Math.floor((high - low) / 2)
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}
