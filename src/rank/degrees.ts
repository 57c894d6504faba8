import type { Graph } from '../model/graph.js'
import { byId } from './numbering.js'

const partRows = 1 << 20

/** In- and out-degrees of all vertices by id, as scores: how many link to it, to how many it links. */
export async function degrees(graph: Graph, side: 'in' | 'out', { signal }: { signal?: AbortSignal } = {}): Promise<Float64Array> {
  const rowCount = side === 'in' ? graph.vertexCount : graph.linkingCount
  // Dangling rows link to nobody, so they keep their zero.
  const rows = new Uint32Array(graph.vertexCount)
  for (let first = 0; first < rowCount; first += partRows) {
    signal?.throwIfAborted()
    const part = rows.subarray(first, Math.min(first + partRows, rowCount))
    await (side === 'in' ? graph.readInDegrees(first, part) : graph.readOutDegrees(first, part))
  }
  return byId(await graph.readLinkingBits(), rows, graph.linkingCount, new Float64Array(graph.vertexCount))
}
