import { CitewellError } from '../model/error.js'
import { tileArrays, tileGroupRows, type RandomBytes, type Tile } from '../model/graph.js'

/** Where the neighbours of one row lie in a tile: how many, and how many neighbours of other rows come before. */
interface Run {
  tile: Tile
  before: number
  count: number
}

export type TileIndexes = Map<Tile, Promise<Uint32Array>>

/** Indexes of tiles stay in memory once used, as long as they are small: eight bytes for 1,024 rows. */
const indexBytesMax = 2 * 1024 * 1024

/**
 * Numbers of the neighbours of one row, in order: linking numbers on side `in`, ids on side `out`. Reads a few hundred
 * bytes from each tile that has the row, however many neighbours the row has.
 */
export async function neighboursOfRow(bytes: RandomBytes, indexes: TileIndexes, tiles: readonly Tile[], row: number, from: number, max: number): Promise<Uint32Array> {
  const runs = await Promise.all(tiles.map((tile) => runOf(bytes, indexes, tile, row)))
  const total = runs.reduce((sum, run) => sum + run.count, 0)
  const result = new Uint32Array(Math.max(0, Math.min(max, total - from)))
  let passed = 0
  let filled = 0
  const reads: Array<Promise<void>> = []
  for (const { tile, before, count } of runs) {
    const skip = Math.min(count, Math.max(0, from - passed))
    const take = Math.min(count - skip, result.length - filled)
    passed += count
    if (take <= 0) continue
    reads.push(readIds(bytes, tile, before + skip, result.subarray(filled, filled + take)))
    filled += take
  }
  await Promise.all(reads)
  return result
}

async function runOf(bytes: RandomBytes, indexes: TileIndexes, tile: Tile, row: number): Promise<Run> {
  const arrays = tileArrays(tile)
  const local = row - tile.rowFirst
  const group = Math.floor(local / tileGroupRows)
  const [before, moreBefore] = await indexEntry(bytes, indexes, tile, group)
  const counts = new Uint8Array(local - group * tileGroupRows + 1)
  await bytes.read(tile.offset + arrays.counts + group * tileGroupRows, counts)
  let sum = before
  let long = 0
  for (const count of counts) {
    if (count === 255) long += 1
    else sum += count
  }
  let count = counts.at(-1)!
  if (long > 0) {
    if (moreBefore + long > tile.moreCount) throw damaged(bytes.name)
    const more = new Uint32Array(long)
    await bytes.read(tile.offset + arrays.more + 4 * moreBefore, new Uint8Array(more.buffer))
    for (const one of more) sum += one
    if (count === 255) count = more.at(-1)!
  }
  if (sum > tile.edgeCount) throw damaged(bytes.name)
  return { tile, before: sum - count, count }
}

async function indexEntry(bytes: RandomBytes, indexes: TileIndexes, tile: Tile, group: number): Promise<[number, number]> {
  const { index, length } = tileArrays(tile)
  if (length - index > indexBytesMax) {
    const entry = new Uint32Array(2)
    await bytes.read(tile.offset + index + 8 * group, new Uint8Array(entry.buffer))
    return [entry[0]!, entry[1]!]
  }
  let loading = indexes.get(tile)
  if (!loading) {
    loading = loadIndex(bytes, tile.offset + index, length - index)
    indexes.set(tile, loading)
    loading.catch(() => indexes.delete(tile))
  }
  const whole = await loading
  return [whole[2 * group]!, whole[2 * group + 1]!]
}

async function loadIndex(bytes: RandomBytes, offset: number, length: number): Promise<Uint32Array> {
  const index = new Uint32Array(length / 4)
  await bytes.read(offset, new Uint8Array(index.buffer))
  return index
}

const readEdges = 256 * 1024

async function readIds(bytes: RandomBytes, tile: Tile, first: number, into: Uint32Array): Promise<void> {
  const buffer = new Uint8Array(3 * Math.min(readEdges, into.length))
  for (let at = 0; at < into.length; at += readEdges) {
    const count = Math.min(readEdges, into.length - at)
    await bytes.read(tile.offset + 3 * (first + at), buffer.subarray(0, 3 * count))
    for (let k = 0; k < count; k++) {
      const local = buffer[3 * k]! | (buffer[3 * k + 1]! << 8) | (buffer[3 * k + 2]! << 16)
      if (local >= tile.neighbourSpan) throw damaged(bytes.name)
      into[at + k] = tile.neighbourFirst + local
    }
  }
}

function damaged(name: string): CitewellError {
  return new CitewellError('invalid', `${name} is damaged: the neighbours in one of its tiles do not fit together. Build the graph again.`)
}
