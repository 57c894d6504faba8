/**
 * Our open 0–100 scales. `docs/scales.md` says each formula, why it is so and what would change it; a change of a
 * formula or of one of its numbers raises the version, and every number shown carries its version.
 */
export const scaleVersions = { authority: 1, 'health-trust': 1, 'spam-mass': 1, percentile: 1 } as const

type ScaleId = keyof typeof scaleVersions

interface Scaled<Id extends ScaleId = ScaleId> {
  scale: Id
  version: number
  /** 0 to 100. */
  value: number
}

/** QA-01: what a vertex without a rank gets, as a share, and the least that one with a rank gets: known is never worse than unknown. */
const unrankedShare = 0.02

/**
 * Authority (QA-01): 100 · (1 − log10(rank) / log10(ranked)), 2 at least. Each tenfold step down the order costs the
 * same. Those of one score share the last position of the score (`tiedPositionsOf`): the order among them means nothing.
 *
 *     authorityOf(1, 100_000_000).value      // 100
 *     authorityOf(10_000, 100_000_000).value // 50
 */
export function authorityOf(rank: number | null, rankedCount: number): Scaled<'authority'> {
  return scaled('authority', authorityShare(rank, rankedCount))
}

function authorityShare(rank: number | null, rankedCount: number): number {
  if (rank === null || !(rank >= 1) || !(rankedCount >= 2)) return unrankedShare
  return Math.max(unrankedShare, 1 - Math.log10(Math.min(rank, rankedCount)) / Math.log10(rankedCount))
}

/** Trust at the middle and near the top of all vertices that have any: what health trust is measured against. */
export interface TrustMarks {
  t50: number
  t99: number
}

/**
 * Health trust (QH-01): 100 · log10(1 + t / t50) / log10(1 + t99 / t50). Without any trust it is 0, at the 99th
 * percentile and beyond it is 100. Null where nothing in the graph has trust: there is nothing to measure against.
 */
export function healthTrustOf(trust: number, { t50, t99 }: TrustMarks): Scaled<'health-trust'> | null {
  if (!(t50 > 0) || !(t99 >= t50) || !Number.isFinite(t99 / t50)) return null
  return scaled('health-trust', trust > 0 ? Math.log10(1 + trust / t50) / Math.log10(1 + t99 / t50) : 0)
}

/** GR-04: from where on PageRank is high enough to ask, and the shares of it that make a warning. */
const spamMassBounds = { scaledPagerankMin: 10, warn: 0.9, high: 0.98 } as const

interface SpamMassFacts {
  /** Relative spam mass: the share of a vertex's PageRank that does not come from the good core. Negative near the core. */
  relativeMass: number
  /** PageRank · vertices / (1 − damping): 1 for a vertex that nobody links to. */
  scaledPagerank: number
}

interface SpamMass extends Scaled<'spam-mass'> {
  /** `none` also for vertices with too little PageRank to be worth a spammer's work. A flag is a question, never a verdict by itself. */
  flag: 'none' | 'warn' | 'high'
}

/** Spam mass (GR-04): the relative mass as 0–100, with a flag only where PageRank is high as well. */
export function spamMassOf({ relativeMass, scaledPagerank }: SpamMassFacts): SpamMass {
  const asked = scaledPagerank >= spamMassBounds.scaledPagerankMin
  const flag = asked && relativeMass >= spamMassBounds.high ? 'high' : asked && relativeMass >= spamMassBounds.warn ? 'warn' : 'none'
  return { ...scaled('spam-mass', relativeMass), flag }
}

/**
 * Percentile: the share of all vertices that stand behind this one, for "stronger than 99.2 % of 95 million domains".
 * Degrees are not comparable from release to release; this is. A rank is the last of its score (`tiedPositionsOf`), so
 * those who share the very last score are stronger than nobody.
 *
 *     percentileOf(1, 1_000).value   // 99.9
 */
export function percentileOf(rank: number | null, rankedCount: number): Scaled<'percentile'> {
  if (rank === null || !(rank >= 1) || !(rankedCount >= 1) || rank > rankedCount) return scaled('percentile', 0)
  return scaled('percentile', (rankedCount - rank) / rankedCount)
}

function scaled<Id extends ScaleId>(scale: Id, share: number): Scaled<Id> {
  return { scale, version: scaleVersions[scale], value: 100 * Math.min(1, Math.max(0, Number.isNaN(share) ? 0 : share)) }
}
