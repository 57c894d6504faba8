import type { Graph } from '../model/graph.js'
import { tileSlices, type TileSlice } from './tile-slices.js'

interface EdgeRunOptions {
  /** Rows that are gone through: those of vertices that link on, or the others. */
  rows: 'linking' | 'dangling'
  wanted?: (rowFirst: number) => boolean
  signal?: AbortSignal
  /** Told how many edges a slice had. */
  done?: (edges: number) => void
}

/** Goes once through the edges into some rows, slice by slice, in a set order. Who links is always a linking vertex. */
export async function eachSlice(graph: Graph, { rows, wanted, signal, done }: EdgeRunOptions, visit: (slice: TileSlice) => void): Promise<void> {
  for (const tile of graph.tiles) {
    if (tile.side !== 'in' || (tile.rowFirst < graph.linkingCount) !== (rows === 'linking')) continue
    for await (const slice of tileSlices(graph, tile, { wanted, signal })) {
      visit(slice)
      done?.(slice.starts[slice.rowCount]! - slice.starts[0]!)
    }
  }
}
