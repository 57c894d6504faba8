import { CitewellError } from '../model/error.js'
import { tileArrays, tileGroupRows, type Graph, type Tile } from '../model/graph.js'

/**
 * Where the edges and the long counts of each group of rows begin, and where the last end. What the index says is where
 * pieces of the tile are cut out, read and written, so it must rise and end where the tile does.
 */
export async function readTileIndex(graph: Pick<Graph, 'name' | 'readTile'>, tile: Tile): Promise<Uint32Array> {
  const index = new Uint32Array(2 * (Math.ceil(tile.rowCount / tileGroupRows) + 1))
  await graph.readTile(tile, tileArrays(tile).index, new Uint8Array(index.buffer))
  if (!risingIndex(index, tile)) throw damagedTile(graph.name, tile)
  return index
}

/** Whether an index rises and ends where the tile does. */
export function risingIndex(index: Uint32Array, { edgeCount, moreCount }: Pick<Tile, 'edgeCount' | 'moreCount'>): boolean {
  let rises = index.at(-2) === edgeCount && index.at(-1) === moreCount
  for (let at = 2; at < index.length && rises; at += 1) rises = index[at]! >= index[at - 2]!
  return rises
}

export function damagedTile(name: string, { offset }: Pick<Tile, 'offset'>): CitewellError {
  return new CitewellError('invalid', `${name}: the edges at byte ${offset} are damaged. Build the graph anew, or copy the file again.`)
}
