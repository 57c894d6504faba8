import type { Reference } from '../model/judgement.js'
import { componentsVersion } from './components.js'
import { harmonicVersion } from './harmonic.js'
import type { KernelId } from './kernel-ids.js'
import { seedDistanceVersion } from './seed-distance.js'

/** What documents say of the kernels that follow and count links, where the others solve equations. */
export const countedKernels: ReadonlyArray<{ id: KernelId; rule: string | null; version: number; title: string; meaning: string; formula: string; references: readonly Reference[] }> = [
  {
    id: 'harmonic',
    rule: 'GR-07',
    version: harmonicVersion,
    title: 'Harmonic centrality',
    meaning: 'How near all others are. High for those whom many reach by few links, however those links are split.',
    formula: 'h(x) = Σ 1/d(y, x) over all y ≠ x that reach x, d the number of links on the shortest way. Small graphs exactly. Large ones from a sample: who links to x counts as it is, of the others 512 linking vertices chosen by chance, each for as many: about half a percent off on made-up webs, 5 % on a web of pages with long ways (docs/scales.md), nearly the same for all, so that the order hardly changes. If asked for, by HyperBall: for each vertex a counter of all who reach it, 64 registers, each ball some 13 % off',
    references: [
      { title: 'P. Boldi, S. Vigna: Axioms for Centrality, Internet Mathematics 10(3–4), 2014, 222–262', url: 'https://arxiv.org/abs/1308.2140' },
      { title: 'D. Eppstein, J. Wang: Fast Approximation of Centrality, Journal of Graph Algorithms and Applications 8(1), 2004, 39–45', url: 'https://doi.org/10.7155/jgaa.00081' },
      { title: 'P. Boldi, S. Vigna: In-Core Computation of Geometric Centralities with HyperBall, ICDMW 2013', url: 'https://arxiv.org/abs/1308.2144' },
    ],
  },
  {
    id: 'seed-distance',
    rule: 'GR-08',
    version: seedDistanceVersion,
    title: 'Distance from the seeds',
    meaning: 'How many links it takes at least to come from a trusted seed. Kept as a number of steps, up to 254, for explanations only. The median of the logarithms of the ways from the three nearest seeds, which the rule also knows, is left out: every link counts as one step here, so it would say little more. `graph path` shows the nearest seeds themselves, each with its chain.',
    formula: 'min d(s, x) over all seeds s',
    references: [],
  },
  {
    id: 'components',
    rule: null,
    version: componentsVersion,
    title: 'Strongly connected components',
    meaning: 'Which vertices lead to each other and are led to: those of one component have the same number. One that no links lead back to is a component of its own.',
    formula: 'least vertex number in the largest set with x in which each reaches each',
    references: [{ title: 'R. Tarjan: Depth-First Search and Linear Graph Algorithms, SIAM Journal on Computing 1(2), 1972, 146–160', url: 'https://doi.org/10.1137/0201010' }],
  },
  { id: 'in-degree', rule: null, version: 1, title: 'In-degree', meaning: 'How many others link to a vertex.', formula: 'number of links to x, each from another vertex; in a graph that keeps links of a vertex to itself, that one too', references: [] },
  { id: 'out-degree', rule: null, version: 1, title: 'Out-degree', meaning: 'How many others a vertex links to.', formula: 'number of links from x, each to another vertex; in a graph that keeps links of a vertex to itself, that one too', references: [] },
]
