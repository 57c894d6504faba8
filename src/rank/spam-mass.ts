import { defineKernel, ends, weighted } from './define-kernel.js'

/**
 * GR-04. Both vectors are on the same scale because neither is normalised and vertices without links hand on nothing;
 * so p − p′ is the part of p that does not come from the core. Negative near the core, which is normal.
 */
export default defineKernel({
  id: 'spam-mass',
  rule: 'GR-04',
  version: 1,
  title: 'Spam mass',
  meaning: 'The share of a vertex\'s PageRank that does not come from known good ones. Near 1: hardly anything good leads there. Means little alone: whole communities may be missing from the core.',
  formula: 'm = 1 − p′/p; p = PageRank with an even jump, p′ with γ spread over the good core, neither normalised',
  references: [{ title: 'Z. Gyöngyi, P. Berkhin, H. Garcia-Molina, J. Pedersen: Link Spam Detection Based on Mass Estimation, VLDB 2006, 439–450', url: 'http://ilpubs.stanford.edu:8090/697/' }],
  seeds: 'trusted',
  side: 'in',
  options: { damping: 0.85, tolerance: 1e-8, iterationsMax: 100, goodShare: 0.85 },
  vectors: (options, seeds) => [{ ...ends(options), even: 1, seeds: [] }, { ...ends(options), even: 0, seeds: weighted(seeds, options['goodShare']!) }],
  score: ([all, good]) => (all === 0 ? 0 : 1 - good! / all!),
  examples: [
    { title: 'a farm far from the core has all its rank from elsewhere', links: 'a>b b>a c>f d>f e>f', seeds: 'a', expect: { a: -1.7568, b: -1.3432, c: 1, d: 1, e: 1, f: 1 } },
    { title: 'half of it comes from the core', links: 'a>c b>c', seeds: 'a', expect: { a: -1.55, b: 1, c: 0.1972 } },
  ],
})

/**
 * PageRank on the scale of GR-04: p·n/(1 − c), not normalised, which is 1 where nobody links. `pagerank` sums to 1 over
 * the graph, `norm` is what it summed to before it was normalised.
 */
export function scaledPagerank({ pagerank, norm, vertexCount, damping }: { pagerank: number; norm: number; vertexCount: number; damping: number }): number {
  return (pagerank * norm * vertexCount) / (1 - damping)
}
