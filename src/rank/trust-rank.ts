import { defineKernel, ends, weighted } from './define-kernel.js'
import { trustRankPaper } from './references.js'

/**
 * GR-02, as in the paper: from the seeds, a fixed number of steps, nothing handed on by vertices without links, not
 * normalised. Both of the paper's ideas are in it: trust is split among the links of a vertex (T), and shrinks by the
 * damping at each of them. Shrinking alone, without splitting, is `dampedTrust` of the distance from the seeds.
 */
export default defineKernel({
  id: 'trust-rank',
  rule: 'GR-02',
  version: 1,
  title: 'TrustRank',
  meaning: 'What of the trust put in the seeds has come here after 20 steps along links. What comes to a vertex without links goes no further.',
  formula: 't = α·Tᵀt + (1 − α)·d, 20 times from t = d; d even over the seeds',
  references: [trustRankPaper],
  seeds: 'trusted',
  side: 'in',
  options: { damping: 0.85, tolerance: 0, iterationsMax: 20 },
  vectors: (options, seeds) => [{ ...ends(options), even: 0, seeds: weighted(seeds, 1), plain: true }],
  score: ([value]) => value!,
  examples: [
    { title: 'a chain: 15 %, then 85 % of that, and again', links: 'a>b b>c', seeds: 'a', expect: { a: 0.15, b: 0.1275, c: 0.1084 } },
    { title: 'split among four', links: 'a>b a>c a>d a>e', seeds: 'a', expect: { a: 0.15, b: 0.0319, c: 0.0319, d: 0.0319, e: 0.0319 } },
    { title: 'one step', links: 'a>b b>c', seeds: 'a', options: { iterationsMax: 1 }, expect: { a: 0.15, b: 0.85, c: 0 } },
  ],
})

/** Trust that shrinks at each step and is not split: βᵏ at k steps from the nearest seed, 0 where no seed leads. */
export function dampedTrust(steps: number | null, beta = 0.85): number {
  return steps === null ? 0 : beta ** steps
}
