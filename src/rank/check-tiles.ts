import { crc32 } from 'node:zlib'
import type { Graph } from '../model/graph.js'
import type { Progress } from '../model/operation.js'
import { damagedTile } from './tile-index.js'

const checked = new WeakSet<Graph>()
const partBytes = 16 * 1024 * 1024

/**
 * Compares the `in` tiles of a graph with their checksums, once for each time it is opened: kernels that read tiles
 * piece by piece trust what they read. At some gigabytes a second it costs little beside the work that follows.
 */
export async function checkTiles(graph: Graph, { signal, progress }: { signal?: AbortSignal; progress?: (progress: Progress) => void } = {}): Promise<void> {
  if (checked.has(graph)) return
  const tiles = graph.tiles.filter(({ side }) => side === 'in')
  const total = tiles.reduce((sum, { length }) => sum + length, 0)
  const buffer = new Uint8Array(Math.min(partBytes, Math.max(1, ...tiles.map(({ length }) => length))))
  let done = 0
  for (const tile of tiles) {
    let sum = 0
    for (let from = 0; from < tile.length; from += partBytes) {
      signal?.throwIfAborted()
      const part = buffer.subarray(0, Math.min(partBytes, tile.length - from))
      await graph.readTile(tile, from, part)
      sum = crc32(part, sum)
      done += part.length
      progress?.({ stage: 'checking the graph', done, total, unit: 'bytes' })
    }
    if (sum !== tile.crc32) throw damagedTile(graph.name, tile)
  }
  checked.add(graph)
}
