import { tileArrays, tileGroupRows, type Graph, type Tile } from '../model/graph.js'

/**
 * Some rows of a tile, read from the file. Row `rowFirst + k` has the neighbours from place `starts[k]` to before
 * `starts[k + 1]` of `ids`, each `neighbourFirst` and three bytes. A row with more neighbours than one slice holds
 * comes in several slices of one row. The arrays are reused for the next slice.
 */
export interface TileSlice {
  rowFirst: number
  rowCount: number
  neighbourFirst: number
  starts: Uint32Array
  ids: Uint8Array
}

/** The number of three bytes that begins at a byte of `ids`. */
export function idAt(ids: Uint8Array, at: number): number {
  return ids[at]! | (ids[at + 1]! << 8) | (ids[at + 2]! << 16)
}

/** Number of the neighbour at a place of a slice. */
export function neighbourAt({ ids, neighbourFirst }: TileSlice, place: number): number {
  const at = 3 * place
  return neighbourFirst + idAt(ids, at)
}

interface SliceOptions {
  /** Rows of the graph to read; default all of the tile. */
  rowFirst?: number
  rowEnd?: number
  /** Neighbours of one slice at most. */
  edgesMax?: number
  /** Leaves out most groups of 1,024 rows for which this is false, given the first row of each. */
  wanted?: (rowFirst: number) => boolean
  signal?: AbortSignal
}

/** Groups whose counts are read at one go; so many that are not wanted are read along, rather than to begin anew. */
const groupsAtOnce = 256
const gapGroups = 16

/** Reads a tile slice by slice; memory is bounded whatever the tile holds. */
export async function* tileSlices(graph: Graph, tile: Tile, { rowFirst = tile.rowFirst, rowEnd = tile.rowFirst + tile.rowCount, edgesMax = 1 << 20, wanted = () => true, signal }: SliceOptions = {}): AsyncGenerator<TileSlice> {
  if (tile.edgeCount === 0) return
  const places = tileArrays(tile)
  const ids = new Uint8Array(3 * edgesMax + 1)
  const groupFrom = Math.max(0, Math.floor((rowFirst - tile.rowFirst) / tileGroupRows))
  const groupTo = Math.min(Math.ceil(tile.rowCount / tileGroupRows), Math.ceil((rowEnd - tile.rowFirst) / tileGroupRows))
  for (let group = groupFrom; group < groupTo;) {
    signal?.throwIfAborted()
    if (!wanted(tile.rowFirst + group * tileGroupRows)) {
      group += 1
      continue
    }
    let groupEnd = group + 1
    for (let next = groupEnd; next < Math.min(groupTo, group + groupsAtOnce, groupEnd + gapGroups); next += 1) if (wanted(tile.rowFirst + next * tileGroupRows)) groupEnd = next + 1
    const rows = await readRows(graph, tile, places, group, groupEnd)
    yield* cutRows(rows)
    group = groupEnd
  }

  async function* cutRows({ counts, edgeFirst, first }: Rows): AsyncGenerator<TileSlice> {
    const starts = new Uint32Array(counts.length + 1)
    let at = edgeFirst
    for (let row = 0; row < counts.length;) {
      if (counts[row]! > edgesMax) {
        for (let taken = 0; taken < counts[row]!; taken += edgesMax) {
          const count = Math.min(edgesMax, counts[row]! - taken)
          starts[0] = 0
          starts[1] = count
          yield slice(first + row, 1, starts, await readIds(at + taken, count))
        }
        at += counts[row]!
        row += 1
        continue
      }
      let end = row
      let edges = 0
      while (end < counts.length && edges + counts[end]! <= edgesMax) {
        starts[end - row] = edges
        edges += counts[end]!
        end += 1
      }
      starts[end - row] = edges
      if (edges > 0) yield slice(first + row, end - row, starts, await readIds(at, edges))
      at += edges
      row = end
    }
  }

  /** Leaves out rows before the first and from the last on that were asked for: groups are read whole. */
  function slice(first: number, count: number, starts: Uint32Array, ids: Uint8Array): TileSlice {
    const skip = Math.min(count, Math.max(0, rowFirst - first))
    const keep = Math.max(0, Math.min(count, rowEnd - first) - skip)
    return { rowFirst: first + skip, rowCount: keep, neighbourFirst: tile.neighbourFirst, starts: starts.subarray(skip, skip + keep + 1), ids }
  }

  async function readIds(edgeFirst: number, count: number): Promise<Uint8Array> {
    const into = ids.subarray(0, 3 * count)
    await graph.readTile(tile, places.ids + 3 * edgeFirst, into)
    return into
  }
}

interface Rows {
  first: number
  counts: Uint32Array
  edgeFirst: number
}

async function readRows(graph: Graph, tile: Tile, places: ReturnType<typeof tileArrays>, group: number, groupEnd: number): Promise<Rows> {
  const first = group * tileGroupRows
  const bytes = new Uint8Array(Math.min(tile.rowCount, groupEnd * tileGroupRows) - first)
  const index = new Uint32Array(2 * (groupEnd - group + 1))
  await Promise.all([
    graph.readTile(tile, places.counts + first, bytes),
    graph.readTile(tile, places.index + 8 * group, bytesOf(index)),
  ])
  const moreFirst = index[1]!
  const more = new Uint32Array(Math.max(0, Math.min(index.at(-1)!, tile.moreCount) - moreFirst))
  if (more.length > 0) await graph.readTile(tile, places.more + 4 * moreFirst, bytesOf(more))
  const counts = new Uint32Array(bytes)
  for (let row = 0, place = 0; row < counts.length; row += 1) {
    if (bytes[row] !== 255) continue
    counts[row] = more[place] ?? 0
    place += 1
  }
  return { first: tile.rowFirst + first, counts, edgeFirst: index[0]! }
}

function bytesOf(words: Uint32Array): Uint8Array {
  return new Uint8Array(words.buffer, words.byteOffset, words.byteLength)
}
