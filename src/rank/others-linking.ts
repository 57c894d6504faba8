import type { Graph } from '../model/graph.js'
import { degrees } from './degrees.js'
import { eachSlice } from './linking-edges.js'
import { linkingIds } from './numbering.js'
import { neighbourAt } from './tile-slices.js'

/** How many others link to each vertex, by id: its in-degree, but for a link to itself. */
export async function othersLinking(graph: Graph, signal?: AbortSignal): Promise<Float64Array> {
  const counts = await degrees(graph, 'in', { signal })
  if (graph.selfLinksKept !== true) return counts
  const ids = linkingIds(await graph.readLinkingBits(), graph.vertexCount, graph.linkingCount)
  await eachSlice(graph, { rows: 'linking', signal }, (slice) => {
    for (let row = 0; row < slice.rowCount; row += 1) {
      for (let place = slice.starts[row]!; place < slice.starts[row + 1]!; place += 1) if (neighbourAt(slice, place) === slice.rowFirst + row) counts[ids[slice.rowFirst + row]!]! -= 1
    }
  })
  return counts
}
