/** What a graph can be ranked by. Also the names of score columns and the words people type. */
export const kernelIds = [
  'pagerank', 'health-trust', 'trust-rank', 'anti-trust', 'spam-mass', 'inverse-pagerank',
  'harmonic', 'components', 'in-degree', 'out-degree', 'seed-distance',
] as const

export type KernelId = (typeof kernelIds)[number]
