import { chance } from '../../lib/chance.js'
import type { AnchorGroup, AnchorMix } from '../../model/anchor-mix.js'
import { anchorDiversity, clusterCount, moneyShareOf, type AnchorVote } from './anchor-tests.js'

/**
 * Comparison of a profile's anchor kinds with those of named rivals (AN-20, anchors.md 4.5), in place of rules of thumb.
 * No ratio is a goal: the answer says what is usual among them, and nothing where there is too little to say it.
 */

/** Groups of kinds as people read them, in the order of the table in anchors.md section 3. */
export const anchorGroups = {
  brand: 'Names, clinicians, telephone and address',
  url: 'Bare addresses',
  generic: 'Generic words and empty links',
  image: 'Images without a telling text',
  topical: 'Titles, topics and conditions',
  compound: 'Name with a treatment or provider phrase',
  exact: 'Treatment or provider phrases alone',
  other: 'Everything else',
} as const satisfies Record<AnchorGroup, string>

/** A group, or those that are taken together where names are not known, as people read them. */
export function groupWords(groups: readonly AnchorGroup[]): string {
  return groups.length === 1 ? anchorGroups[groups[0]!] : 'Names, topics and other words, taken together'
}

export const groupIds = Object.keys(anchorGroups) as AnchorGroup[]

export function groupOf(vote: Pick<AnchorVote, 'kind' | 'grade' | 'excused'>): AnchorGroup {
  switch (vote.kind) {
    case 'AK-BRAND': case 'AK-PHONE': return 'brand'
    case 'AK-URL': return 'url'
    case 'AK-GENERIC': case 'AK-EMPTY': return 'generic'
    case 'AK-IMG': return 'image'
    case 'AK-TITLE': case 'AK-TOPIC': return 'topical'
    case 'AK-COMPOUND': return 'compound'
    case 'AK-EXACT': return vote.excused !== null ? 'other' : vote.grade >= 2 ? 'exact' : 'topical'
    case 'AK-PARTIAL': return vote.grade >= 2 ? 'other' : 'topical'
    default: return 'other'
  }
}

export function anchorMix(votes: readonly AnchorVote[]): AnchorMix {
  const clusters = new Map<AnchorGroup, Set<string>>(groupIds.map((group) => [group, new Set()]))
  for (const vote of votes) clusters.get(groupOf(vote))!.add(vote.cluster)
  const counts = Object.fromEntries(groupIds.map((group) => [group, clusters.get(group)!.size])) as Record<AnchorGroup, number>
  return { n: clusterCount(votes), counts, money: moneyShareOf(votes), diversity: anchorDiversity(votes) }
}

const eachGroup: ReadonlyArray<readonly AnchorGroup[]> = groupIds.map((group) => [group])
/** Where the name of a rival is not known, words with it stand among topics and everything else: there, and so here too. */
const namesAmongOthers: ReadonlyArray<readonly AnchorGroup[]> = [['brand', 'compound', 'topical', 'other'], ['url'], ['generic'], ['image'], ['exact']]

const rivalsMin = 5
const clustersMin = 8
const drawCount = 5_000
const permutationCount = 2_000

export interface CohortComparison {
  verdict: 'usual' | 'unusual' | 'unknown'
  /** For `unknown`: what there is too little of. */
  missing: string | null
  /** Rivals that were counted: those with enough known anchors. */
  rivalCount: number
  /** Chance that the share of a group is higher here than at such a clinic as the rivals are. */
  higherThan: Array<{ groups: readonly AnchorGroup[]; share: number; rivalShare: number; chance: number }>
  /** Jensen–Shannon divergence from the rivals taken together, in bits, and how often chance alone gives as much. */
  divergenceBits: number | null
  p: number | null
}

/**
 * Compares a profile with rivals: a Dirichlet prior by the method of moments over the rivals, the posterior chance that
 * a share here is above that of another such clinic, and the divergence of the whole mix with a permutation test and one
 * against such clinics as the rivals are.
 * Draws come from a fixed seed, so the same counts always give the same answer. Where the names of a rival are not
 * known, names and all words but phrases that sell are one group on both sides.
 */
export function compareWithCohort(own: AnchorMix, rivals: readonly AnchorMix[], namesKnown = true): CohortComparison {
  const compared = namesKnown ? eachGroup : namesAmongOthers
  const counted = rivals.filter(({ n }) => n >= clustersMin)
  const silent = (missing: string): CohortComparison => ({ verdict: 'unknown', missing, rivalCount: counted.length, higherThan: [], divergenceBits: null, p: null })
  if (own.n < clustersMin) return silent(`referring domains with a known, followed anchor: ${own.n}, at least ${clustersMin} needed`)
  if (counted.length < rivalsMin) return silent(`rivals with ${clustersMin} or more referring domains of which a followed anchor is known: ${counted.length}, at least ${rivalsMin} needed`)
  const countsOf = ({ counts }: AnchorMix) => compared.map((groups) => groups.reduce((sum, group) => sum + counts[group], 0))
  const ownCounts = countsOf(own)
  // The order in which rivals are named has no say.
  const rivalCounts = counted.map(countsOf).sort((a, b) => compareCounts(a, b))
  const { alpha, precision } = dirichletByMoments(rivalCounts)
  // Rivals that are all alike would drown the votes of the site: of its own mix they count as little as two votes.
  const prior = alpha.map((value) => (value / precision) * precisionMin)
  const random = chance(20)
  const pooled = compared.map((_, at) => rivalCounts.reduce((sum, counts) => sum + counts[at]!, 0))
  const higher = compared.map(() => 0)
  for (let draw = 0; draw < drawCount; draw += 1) {
    const here = drawDirichlet(prior.map((value, at) => value + ownCounts[at]!), random)
    const there = drawDirichlet(alpha, random)
    for (let at = 0; at < higher.length; at += 1) if (here[at]! > there[at]!) higher[at]! += 1
  }
  const divergenceBits = jensenShannon(ownCounts, pooled)
  // Rivals that differ much from one another would find each of themselves unusual: such a clinic as they are counts as chance, too.
  const p = Math.max(permutationP(ownCounts, pooled, divergenceBits, random), peerP(alpha, ownCounts, pooled, divergenceBits, random))
  return {
    verdict: divergenceBits > 0.1 && p < 0.05 ? 'unusual' : 'usual', missing: null, rivalCount: counted.length, divergenceBits, p,
    higherThan: compared.map((groups, at) => ({ groups, share: ownCounts[at]! / total(ownCounts), rivalShare: pooled[at]! / total(pooled), chance: higher[at]! / drawCount })),
  }
}

function compareCounts(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < a.length; at += 1) if (a[at] !== b[at]) return a[at]! - b[at]!
  return 0
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0)
}

/** Precisions between which an estimate is kept: rivals all alike, or with nothing in common. */
const precisionMin = 2
const precisionMax = 500

/**
 * Dirichlet over groups from counts of several profiles, by moments: mean shares, and the precision from how much more
 * the profiles differ than samples of one mix would (the intraclass correlation of Weir and Hill, 1 / (precision + 1)).
 */
export function dirichletByMoments(profiles: ReadonlyArray<readonly number[]>): { alpha: number[]; precision: number } {
  const sizes = profiles.map(total)
  const all = total(sizes)
  const groups = profiles[0]!.length
  // Half a vote for each group keeps one that no rival has from being impossible.
  const mean = Array.from({ length: groups }, (_, at) => (profiles.reduce((sum, counts) => sum + counts[at]!, 0) + 0.5) / (all + groups * 0.5))
  let between = 0
  let within = 0
  profiles.forEach((counts, i) => {
    counts.forEach((count, at) => {
      const share = count / sizes[i]!
      between += sizes[i]! * (share - mean[at]!) ** 2
      within += sizes[i]! * share * (1 - share)
    })
  })
  const meanBetween = between / (profiles.length - 1)
  const meanWithin = within / Math.max(1, all - profiles.length)
  const size = (all - sizes.reduce((sum, one) => sum + one * one, 0) / all) / (profiles.length - 1)
  const correlation = (meanBetween - meanWithin) / (meanBetween + (size - 1) * meanWithin)
  const precision = !(correlation > 0) ? precisionMax : Math.min(precisionMax, Math.max(precisionMin, (1 - correlation) / correlation))
  return { alpha: mean.map((share) => share * precision), precision }
}

/** Jensen–Shannon divergence of two mixes given as counts, in bits, 0 to 1. */
export function jensenShannon(a: readonly number[], b: readonly number[]): number {
  const sumA = total(a)
  const sumB = total(b)
  if (sumA === 0 || sumB === 0) return 0
  let bits = 0
  for (let at = 0; at < a.length; at += 1) {
    const p = a[at]! / sumA
    const q = b[at]! / sumB
    const middle = (p + q) / 2
    if (p > 0) bits += 0.5 * p * Math.log2(p / middle)
    if (q > 0) bits += 0.5 * q * Math.log2(q / middle)
  }
  return Math.max(0, bits)
}

/** How often votes dealt out by chance between here and the rivals differ as much. */
function permutationP(own: readonly number[], pooled: readonly number[], observed: number, random: () => number): number {
  const size = total(own)
  const together = own.map((count, at) => count + pooled[at]!)
  let asFar = 0
  for (let round = 0; round < permutationCount; round += 1) {
    const left = [...together]
    let remaining = total(together)
    const dealt = own.map(() => 0)
    for (let vote = 0; vote < size; vote += 1) {
      let pick = Math.floor(random() * remaining)
      let at = 0
      while (pick >= left[at]!) {
        pick -= left[at]!
        at += 1
      }
      left[at]! -= 1
      dealt[at]! += 1
      remaining -= 1
    }
    if (jensenShannon(dealt, left) >= observed - 1e-12) asFar += 1
  }
  return (asFar + 1) / (permutationCount + 1)
}

/** How often another such clinic as the rivals are, with as many votes, would be as far from them. */
function peerP(alpha: readonly number[], own: readonly number[], pooled: readonly number[], observed: number, random: () => number): number {
  const size = total(own)
  let asFar = 0
  for (let round = 0; round < permutationCount; round += 1) {
    const shares = drawDirichlet(alpha, random)
    const dealt = own.map(() => 0)
    for (let vote = 0; vote < size; vote += 1) {
      let left = random()
      let at = 0
      while (at < shares.length - 1 && left >= shares[at]!) {
        left -= shares[at]!
        at += 1
      }
      dealt[at]! += 1
    }
    if (jensenShannon(dealt, pooled) >= observed - 1e-12) asFar += 1
  }
  return (asFar + 1) / (permutationCount + 1)
}

function drawDirichlet(alpha: readonly number[], random: () => number): number[] {
  const draws = alpha.map((shape) => drawGamma(shape, random))
  const sum = total(draws)
  return sum === 0 ? draws : draws.map((draw) => draw / sum)
}

/** Gamma(shape, 1) after Marsaglia and Tsang; shapes below 1 by the power of a uniform. */
function drawGamma(shape: number, random: () => number): number {
  if (shape < 1) return drawGamma(shape + 1, random) * Math.max(random(), Number.MIN_VALUE) ** (1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const normal = Math.sqrt(-2 * Math.log(Math.max(random(), Number.MIN_VALUE))) * Math.cos(2 * Math.PI * random())
    const v = (1 + c * normal) ** 3
    if (v > 0 && Math.log(Math.max(random(), Number.MIN_VALUE)) < 0.5 * normal * normal + d - d * v + d * Math.log(v)) return d * v
  }
}
