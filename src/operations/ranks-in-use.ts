import type { GraphStore } from '../model/graph.js'
import type { HostRanks } from '../model/host-ranks.js'

/**
 * Works with the ranks of the graph that counts in judgements. Where there is nothing to read, `ranks` is null and
 * `missing` says why, for the evidence: judging goes on without, and says so.
 */
export async function withHostRanks<Answer>(graphs: GraphStore, work: (ranks: HostRanks | null, missing: string) => Promise<Answer>): Promise<Answer> {
  const place = await graphs.current()
  if (place === null) return work(null, 'no web graph loaded')
  // Readers of graphs are loaded only where there is a graph to read.
  const [{ withGraph }, { hostRanksOf }] = await Promise.all([import('./graph/opened-graph.js'), import('./host-ranks.js')])
  return withGraph(graphs, place, ({ graph, ranks, ranksNote }) => {
    const found = ranks === null ? null : hostRanksOf(graph, ranks)
    return work(found, ranks === null ? (ranksNote ?? 'the web graph in use has no ranks') : 'the web graph in use ranks no hosts by harmonic centrality or PageRank')
  })
}
