/** One link as far as its life is known: from its first to its last sighting, and whether it ended there. */
export interface SeenLife {
  firstSeen: string
  lastSeen: string
  isLost: boolean
}

export interface SurvivalPoint {
  years: number
  /** Share of links that still stood after so many years, with its interval of 95 %. */
  share: number
  low: number
  high: number
  /** Links that had been followed for so long. */
  followed: number
}

export interface Survival {
  links: number
  lost: number
  /** Years from first to last sighting, summed: at least so long the links stood. */
  linkYears: number
  /** Each moment at which one was lost, the first at nought. Empty where too few were followed. */
  curve: readonly SurvivalPoint[]
  /** After one, two, three and five years, as far as enough links were followed for so long. */
  marks: readonly SurvivalPoint[]
}

const yearMs = 365.25 * 86_400_000
/** A share of fewer links than this says more about chance than about links. */
const followedMin = 8
export const markYears = [1, 2, 3, 5]
const z95 = 1.959964

/**
 * How long links stand, by the estimate of Kaplan and Meier with Greenwood's interval on the log-log scale, which
 * keeps it between 0 and 1. A link that still stands is followed up to its last sighting and no longer: nobody has seen it
 * since. What was lost before any source saw it is in no list, so the true shares are rather lower.
 */
export function survivalOf(lives: readonly SeenLife[]): Survival {
  const spans = lives.map(({ firstSeen, lastSeen, isLost }) => ({ years: Math.max(0, (Date.parse(lastSeen) - Date.parse(firstSeen)) / yearMs), isLost })).filter(({ years }) => Number.isFinite(years))
  spans.sort((a, b) => a.years - b.years)
  const curve: SurvivalPoint[] = [{ years: 0, share: 1, low: 1, high: 1, followed: spans.length }]
  let share = 1
  let variance = 0
  for (let at = 0; at < spans.length; ) {
    const { years } = spans[at]!
    const followed = spans.length - at
    if (followed < followedMin) break
    let lost = 0
    for (; at < spans.length && spans[at]!.years === years; at += 1) if (spans[at]!.isLost) lost += 1
    if (lost === 0) continue
    share *= 1 - lost / followed
    variance += followed === lost ? 0 : lost / (followed * (followed - lost))
    curve.push({ years, share, ...interval(share, variance), followed })
  }
  const longest = spans[spans.length - followedMin]?.years ?? 0
  const marks = markYears.filter((years) => years <= longest).map((years) => ({ ...curve.findLast((point) => point.years <= years)!, years, followed: spans.filter((span) => span.years >= years).length }))
  return { links: spans.length, lost: spans.filter(({ isLost }) => isLost).length, linkYears: spans.reduce((sum, { years }) => sum + years, 0), curve: marks.length === 0 ? [] : [...curve, { ...curve.at(-1)!, years: longest, followed: followedMin }], marks }
}

function interval(share: number, variance: number): { low: number; high: number } {
  if (share <= 0 || share >= 1) return { low: share, high: share }
  const spread = (z95 * Math.sqrt(variance)) / Math.log(share)
  const [a, b] = [share ** Math.exp(spread), share ** Math.exp(-spread)]
  return { low: Math.min(a, b), high: Math.max(a, b) }
}
