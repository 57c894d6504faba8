import { defineKernel, ends } from './define-kernel.js'
import { pagerankPaper } from './references.js'

/** GR-01 */
export default defineKernel({
  id: 'pagerank',
  rule: 'GR-01',
  version: 1,
  title: 'PageRank',
  meaning: 'How often somebody is there who follows links at random and now and then begins anew at any vertex. High where many link, and more so where those are linked to themselves.',
  formula: 'p = c·Tᵀp + (c·D + 1 − c)·v; v even, D what vertices without links have',
  references: [pagerankPaper, { title: 'S. Brin, L. Page: The Anatomy of a Large-Scale Hypertextual Web Search Engine, WWW 1998', url: 'http://infolab.stanford.edu/~backrub/google.html' }],
  seeds: 'none',
  side: 'in',
  options: { damping: 0.85, tolerance: 1e-8, iterationsMax: 100 },
  vectors: (options) => [{ ...ends(options), even: 1, seeds: [] }],
  score: ([value], [norm]) => value! / norm!,
  examples: [
    { title: 'a circle is even', links: 'a>b b>c c>a', expect: { a: 0.3333, b: 0.3333, c: 0.3333 } },
    { title: 'all link to one, which links nowhere', links: 'a>d b>d c>d', expect: { a: 0.1527, b: 0.1527, c: 0.1527, d: 0.542 } },
  ],
})
