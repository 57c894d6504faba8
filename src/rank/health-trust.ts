import { defineKernel, ends, weighted } from './define-kernel.js'
import { pagerankPaper } from './references.js'

/** GR-03 */
export default defineKernel({
  id: 'health-trust',
  rule: 'GR-03',
  version: 1,
  title: 'Health trust',
  meaning: 'How often somebody is there who begins at a trusted health body and follows links, and now and then begins there anew. High near the seeds; nothing where no chain of links leads from them.',
  formula: 't = c·Tᵀt + (c·D + 1 − c)·v; v on the seeds, D what vertices without links have',
  references: [{ title: 'T. Haveliwala: Topic-Sensitive PageRank, WWW 2002; IEEE TKDE 15(4), 2003, 784–796', url: 'https://doi.org/10.1145/511446.511513' }, pagerankPaper],
  seeds: 'trusted',
  side: 'in',
  options: { damping: 0.85, tolerance: 1e-8, iterationsMax: 100 },
  vectors: (options, seeds) => [{ ...ends(options), even: 0, seeds: weighted(seeds, 1) }],
  score: ([value], [norm]) => value! / norm!,
  examples: [
    { title: 'trust follows the links of the seed and loses strength', links: 'a>b b>c d>c', seeds: 'a', expect: { a: 0.3887, b: 0.3304, c: 0.2809, d: 0 } },
    { title: 'two seeds share it', links: 'a>c b>c c>a', seeds: 'a b', expect: { a: 0.4655, b: 0.075, c: 0.4595 } },
  ],
})
