import { defineKernel, ends, weighted } from './define-kernel.js'

/** GR-06 */
export default defineKernel({
  id: 'anti-trust',
  rule: 'GR-06',
  version: 1,
  title: 'Anti-trust',
  meaning: 'How often somebody is there who begins at a known bad vertex and follows links backwards. High for those who link to bad ones, or to others who do.',
  formula: 'd = c·Uᵀd + (c·D + 1 − c)·v; U as T with all links turned round, v on the bad seeds',
  references: [{ title: 'V. Krishnan, R. Raj: Web Spam Detection with Anti-Trust Rank, AIRWeb 2006', url: 'https://airweb.cse.lehigh.edu/2006/krishnan.pdf' }],
  seeds: 'distrusted',
  side: 'out',
  options: { damping: 0.85, tolerance: 1e-8, iterationsMax: 100 },
  vectors: (options, seeds) => [{ ...ends(options), even: 0, seeds: weighted(seeds, 1) }],
  score: ([value], [norm]) => value! / norm!,
  examples: [
    { title: 'who links to the bad one, and who links to that one', links: 'a>b b>c d>e', seeds: 'c', expect: { a: 0.2809, b: 0.3304, c: 0.3887, d: 0, e: 0 } },
    { title: 'nobody is blamed for being linked to', links: 'a>b a>c', seeds: 'a', expect: { a: 1, b: 0, c: 0 } },
  ],
})

/** Trust less distrust, both summing to 1 over the graph; λ as in GR-06. */
export function netTrust(trust: number, distrust: number, lambda = 0.5): number {
  return trust - lambda * distrust
}
