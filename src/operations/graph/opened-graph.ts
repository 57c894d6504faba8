import { openGraph, type GraphFile } from '../../graph/graph-file.js'
import { CitewellError } from '../../model/error.js'
import type { GraphPlace, GraphStore } from '../../model/graph.js'
import { placeInWords } from '../../model/graph-place.js'
import { openRanks, type Ranks } from '../../rank/ranks-file.js'

/** A graph with the ranks beside it, where there are any that were made from this very graph. */
export interface OpenedGraph {
  place: GraphPlace
  graph: GraphFile
  ranks: Ranks | null
  /** Why there are no ranks, and what to do. */
  ranksNote: string | null
}

interface Kept {
  stamp: string
  opened: Promise<OpenedGraph>
  users: number
  timer: NodeJS.Timeout | undefined
}

/** A server answers one question after another about the same graph, so it stays open for a while after each. */
const keptMs = 60_000
const kept = new WeakMap<GraphStore, Map<string, Kept>>()

/** Opens a graph for one question. Files that were replaced since the last question are opened anew. */
export async function withGraph<Answer>(graphs: GraphStore, place: GraphPlace, work: (opened: OpenedGraph) => Promise<Answer>): Promise<Answer> {
  const byPlace = kept.get(graphs) ?? new Map<string, Kept>()
  kept.set(graphs, byPlace)
  const key = JSON.stringify(place)
  const stamp = JSON.stringify([await graphs.stamp(place, 'graph'), await graphs.stamp(place, 'ranks')])
  let entry = byPlace.get(key)
  if (entry?.stamp !== stamp) {
    entry = { stamp, opened: openBoth(graphs, place), users: 0, timer: undefined }
    byPlace.set(key, entry)
  }
  const own = entry
  own.users += 1
  clearTimeout(own.timer)
  try {
    return await work(await own.opened)
  } finally {
    own.users -= 1
    if (own.users === 0) {
      own.timer = setTimeout(() => {
        if (byPlace.get(key) === own) byPlace.delete(key)
        void own.opened.then(closeBoth, () => undefined)
      }, byPlace.get(key) === own ? keptMs : 0)
      own.timer.unref()
    }
  }
}

async function openBoth(graphs: GraphStore, place: GraphPlace): Promise<OpenedGraph> {
  const file = await graphs.open(place, 'graph')
  try {
    return await openRanksOf(graphs, place, await openGraph(file))
  } catch (error) {
    await file.close()
    throw error
  }
}

async function openRanksOf(graphs: GraphStore, place: GraphPlace, graph: GraphFile): Promise<OpenedGraph> {
  const shown = placeInWords(place)
  if (!(await graphs.has(place, 'ranks'))) return { place, graph, ranks: null, ranksNote: `${shown} has no ranks yet. Make them: citewell graph rank ${shown}` }
  const bytes = await graphs.open(place, 'ranks')
  try {
    return { place, graph, ranks: await openRanks(bytes, graph), ranksNote: null }
  } catch (error) {
    await bytes.close()
    if (error instanceof CitewellError && error.code === 'conflict') return { place, graph, ranks: null, ranksNote: `${shown} was built anew after it was ranked, so its ranks are of the graph before. Rank it again: citewell graph rank ${shown}` }
    if (error instanceof CitewellError && error.code === 'invalid') return { place, graph, ranks: null, ranksNote: error.message }
    throw error
  }
}

async function closeBoth({ graph, ranks }: OpenedGraph): Promise<void> {
  await graph.close()
  await ranks?.close()
}
