import { tileArrays, type Graph, type Tile } from '../model/graph.js'
import { canBeSliced } from './sliced-tiles.js'

const partBytes = 4 * 1024 * 1024

/**
 * How many rows have neighbours in each tile of linking rows that can be put into slices. Planned for all rows, slices would take a
 * tenth more memory than they do; to look at one byte of each row costs little beside reading all tiles.
 */
export async function readFilledRows(graph: Pick<Graph, 'tiles' | 'linkingCount' | 'readTile'>, signal?: AbortSignal): Promise<Map<Tile, number>> {
  const filled = new Map<Tile, number>()
  const part = new Uint8Array(partBytes)
  for (const tile of graph.tiles) {
    if (tile.side !== 'in' || tile.rowFirst >= graph.linkingCount || !canBeSliced(tile)) continue
    const { counts } = tileArrays(tile)
    let rows = 0
    for (let row = 0; row < tile.rowCount; row += partBytes) {
      signal?.throwIfAborted()
      const some = part.subarray(0, Math.min(partBytes, tile.rowCount - row))
      await graph.readTile(tile, counts + row, some)
      for (let at = 0; at < some.length; at += 1) if (some[at] !== 0) rows += 1
    }
    filled.set(tile, rows)
  }
  return filled
}
