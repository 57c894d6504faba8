import { CitewellError } from '../model/error.js'
import type { GraphPlace, GraphStore } from '../model/graph.js'
import { placeInWords } from '../model/graph-place.js'
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
  let isOpen = false
  try {
    return await withGraph(graphs, place, ({ graph, ranks, ranksNote }) => {
      isOpen = true
      const found = ranks === null ? null : hostRanksOf(graph, ranks, calledOf(place))
      return work(found, ranks === null ? clauseOf(ranksNote ?? 'the web graph in use has no ranks') : 'the web graph in use ranks no hosts by harmonic centrality or PageRank')
    })
  } catch (error) {
    if (isOpen || !(error instanceof CitewellError) || (error.code !== 'not_found' && error.code !== 'invalid')) throw error
    const what = error.code === 'not_found' ? 'is missing' : 'can’t be read'
    return work(null, `the web graph in use, ${calledOf(place)}, ${what}; to use none: citewell graph use --none`)
  }
}

/** What people call a graph: its name, or of a path the file's, since reports are sent to people with other folders. */
function calledOf(place: GraphPlace): string {
  return placeInWords(place).split(/[\\/]/u).at(-1)!.replace(/\.graph$/iu, '')
}

/** Sentences of a message as one clause, to stand among other evidence: no full stop before what follows. */
function clauseOf(message: string): string {
  return message.trim().replace(/\.$/u, '').replace(/\. ([A-Z])/gu, (_, letter: string) => `; ${letter.toLowerCase()}`)
}
