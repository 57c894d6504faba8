import type { Graph } from '../model/graph.js'

/**
 * How harmonic centrality (GR-07) is worked out:
 *
 * - `exact`: every linking vertex is followed, some thousand at a time
 * - `sample`: as `exact`, but only for vertices chosen by chance, each of which stands for as many; those who link to a
 *   vertex themselves are counted, not estimated. Half a percent off for what many reach on made-up
 *   webs, 5 % on cnr-2000, where ways are long: nearly the same for all, since all are seen from the same vertices
 * - `ball`: HyperBall, counters of all who reach a vertex (Boldi, Vigna 2013); with 64 registers 13 % off for each ball,
 *   and more work than a sample in the same memory
 */
export const harmonicMethods = ['exact', 'sample', 'ball'] as const
export type HarmonicMethod = (typeof harmonicMethods)[number]

/** Linking vertices × edges up to which the exact way takes some seconds. */
const exactWorkMax = 1e11

/** Which way is taken where none is asked for. */
export function harmonicMethodOf({ linkingCount, edgeCount }: Pick<Graph, 'linkingCount' | 'edgeCount'>): HarmonicMethod {
  return linkingCount * edgeCount <= exactWorkMax ? 'exact' : 'sample'
}
