import { defineKernel, ends } from './define-kernel.js'
import { trustRankPaper } from './references.js'

/** GR-02, step (a): which vertices are worth being looked at as seeds, because many others can be reached from them. */
export default defineKernel({
  id: 'inverse-pagerank',
  rule: 'GR-02',
  version: 2,
  title: 'Inverse PageRank',
  meaning: 'PageRank with all links turned round. High where many others can be reached from by few links: a seed there covers much.',
  formula: 's = α·Uᵀs + (1 − α)·v, 20 times from s = v, then divided by its sum; U as T with all links turned round, v even; those whom nobody gives to are at their end, (1 − α)·v, from the start',
  references: [trustRankPaper],
  seeds: 'none',
  side: 'out',
  options: { damping: 0.85, tolerance: 0, iterationsMax: 20 },
  vectors: (options) => [{ ...ends(options), even: 1, seeds: [], plain: true }],
  score: ([value], [norm]) => value! / norm!,
  examples: [{ title: 'one links to all', links: 'a>b a>c a>d', expect: { a: 0.542, b: 0.1527, c: 0.1527, d: 0.1527 } }],
})
