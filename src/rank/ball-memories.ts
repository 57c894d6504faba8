import { threadsMax } from '../lib/crew.js'
import { memoryBytesMax as addressBytesMax, type SharedMemory } from '../lib/web-assembly.js'
import { CitewellError } from '../model/error.js'
import { tileArrays, tileGroupRows, type Graph, type Tile } from '../model/graph.js'
import { takeMemories } from './take-memories.js'
import { readTileIndex } from './tile-index.js'

/** An `in` tile, with its index: where the edges and the long counts of each group of rows begin. */
interface IndexedTile {
  tile: Tile
  index: Uint32Array
}

/** Rows that are gone through together: groups of the linking rows, or of the dangling ones. */
export interface RowChunk {
  dangling: boolean
  groupFirst: number
  groupEnd: number
  /** Rows of the graph. */
  rowFirst: number
  rowCount: number
}

/** Addresses in one memory, which has what the sources of some blocks have reached: rows `rowFirst` to before `rowEnd`. */
export interface BallMemory {
  memory: SharedMemory
  rowFirst: number
  rowEnd: number
  logs: number
  tally: number
  /** What came new in a piece of a chunk, ball-wise, and what came new to anybody in the last step. */
  spread: number
  spreading: number
  lists: number
  /** All bits there are. */
  everything: number
  scores: number
  changed: [number, number]
  reached: [number, number]
  gathered: number
  sizes: number
  tables: [number, number]
  buffers: [number, number]
  linking: IndexedTile[]
  dangling: IndexedTile[]
}

interface BallMemories {
  memories: BallMemory[]
  chunks: RowChunk[]
  bytes: number
}

export interface BallBounds {
  /** Of all memories together. */
  memoryBytesMax: number
  /** Of one memory, of a piece of the file that is read ahead, and groups of a chunk; small ones are for tests. */
  oneBytesMax?: number
  bufferBytes?: number
  chunkGroupsMax?: number
}

export const tableEntryBytes = 32
/** Room in which one worker lists neighbours; see kernels/rank/ball.ts. */
const listBytes = 3_072
/** Rows that one call goes through. */
export const pieceRows = 2_048

/**
 * Lays out memories for balls of `width` bytes a linking row, twice: this step's and the next one's. The edges are not
 * among it: they are read from the file chunk by chunk in each step, which is fast beside the work on them, so a
 * graph needs 2 × width + 10 bytes a linking vertex and no more.
 */
export async function planBalls(graph: Graph, width: number, { memoryBytesMax, oneBytesMax = addressBytesMax, bufferBytes = 48 * 1024 * 1024, chunkGroupsMax = 128 }: BallBounds): Promise<BallMemories> {
  const { linkingCount } = graph
  const tiles = await Promise.all(graph.tiles.filter(({ side }) => side === 'in').map(async (tile) => ({ tile, index: await readTileIndex(graph, tile) })))
  const chunkRows = Math.min(chunkGroupsMax * tileGroupRows, padded(Math.max(linkingCount, graph.vertexCount - linkingCount)))
  const buffer = padded(Math.max(bufferBytes, largestGroup(tiles, linkingCount)))
  const fixed = 4_096 + threadsMax * listBytes + 8 * (width + 1) + 4 * chunkRows + width * (Math.ceil(chunkRows / pieceRows) + 2) + chunkRows * (width + 8) + 2 * (tableEntryBytes * tiles.length + buffer) + 1_024
  const rowBytes = 2 * width + 2 + 8
  const rowsMax = Math.floor((Math.min(oneBytesMax, addressBytesMax) - fixed) / rowBytes)
  const layouts = rowRanges(tiles, linkingCount, rowsMax, graph.name).map((range) => layOut(range, tiles, linkingCount, { width, chunkRows, buffer }))
  const bytes = layouts.reduce((sum, { end }) => sum + end, 0)
  if (bytes > memoryBytesMax) {
    throw new CitewellError('refused', `${graph.name}: harmonic centrality needs ${(bytes / 1e9).toFixed(1)} GB of memory, and ${(memoryBytesMax / 1e9).toFixed(1)} GB may be used. Allow more memory or ask for fewer registers.`)
  }
  const taken = takeMemories(layouts.map(({ end }) => end), graph.name)
  const memories = layouts.map((layout, place) => ({ ...layout, memory: taken[place]! }))
  const chunks = [
    ...chunksOf(memories, 'linking', 0, linkingCount, chunkGroupsMax, buffer),
    ...chunksOf(memories, 'dangling', linkingCount, graph.vertexCount, chunkGroupsMax, buffer),
  ]
  return { memories, chunks, bytes }
}

type Sizes = { width: number; chunkRows: number; buffer: number }

function layOut({ rowFirst, rowEnd }: RowRange, tiles: readonly IndexedTile[], linkingCount: number, { width, chunkRows, buffer }: Sizes): Omit<BallMemory, 'memory'> & { end: number } {
  let end = 64
  const take = (size: number) => {
    const at = end
    end = padded(end + size)
    return at
  }
  const twice = (size: number): [number, number] => [take(size), take(size)]
  const rows = rowEnd - rowFirst
  const mine = tiles.filter(({ tile }) => tile.edgeCount > 0 && tile.neighbourFirst >= rowFirst && tile.neighbourFirst < rowEnd)
  return {
    rowFirst, rowEnd,
    logs: take(8 * (width + 1)), tally: take(4 * chunkRows), spread: take(width * Math.ceil(chunkRows / pieceRows)), spreading: take(width), everything: take(width), lists: take(threadsMax * listBytes), scores: take(8 * rows), changed: twice(rows), reached: twice(rows * width),
    gathered: take(chunkRows * width), sizes: take(8 * chunkRows), tables: twice(tableEntryBytes * tiles.length), buffers: twice(buffer),
    linking: mine.filter(({ tile }) => tile.rowFirst < linkingCount), dangling: mine.filter(({ tile }) => tile.rowFirst >= linkingCount),
    end,
  }
}

interface RowRange {
  rowFirst: number
  rowEnd: number
}

/** Whole blocks of sources for each memory. */
function rowRanges(tiles: readonly IndexedTile[], linkingCount: number, rowsMax: number, name: string): RowRange[] {
  const starts = [...new Set([0, ...tiles.map(({ tile }) => tile.neighbourFirst)])].sort((a, b) => a - b)
  const ranges: RowRange[] = []
  for (const [place, rowFirst] of starts.entries()) {
    const rowEnd = starts[place + 1] ?? linkingCount
    if (rowEnd - rowFirst > rowsMax) throw new CitewellError('refused', `${name}: a block of its edges does not fit into one memory with so many registers. Ask for a sample (--harmonic sample), or build the graph anew with this version, whose blocks are smaller.`)
    const last = ranges.at(-1)
    if (last !== undefined && rowEnd - last.rowFirst <= rowsMax) last.rowEnd = rowEnd
    else ranges.push({ rowFirst, rowEnd })
  }
  return ranges
}

/** Bytes of the pieces of one memory's tiles for some groups. */
function pieceBytes({ tile, index }: IndexedTile, groupFirst: number, groupEnd: number): number {
  const edgeCount = index[2 * groupEnd]! - index[2 * groupFirst]!
  if (edgeCount === 0) return 0
  const rowCount = Math.min(tile.rowCount, groupEnd * tileGroupRows) - groupFirst * tileGroupRows
  return tileArrays({ rowCount, edgeCount, moreCount: index[2 * groupEnd + 1]! - index[2 * groupFirst + 1]! }).length
}

/** What the fullest group of rows takes, over all tiles. */
function largestGroup(tiles: readonly IndexedTile[], linkingCount: number): number {
  let most = 0
  for (const kind of [tiles.filter(({ tile }) => tile.rowFirst < linkingCount), tiles.filter(({ tile }) => tile.rowFirst >= linkingCount)]) {
    const sums = new Float64Array(kind.reduce((groups, { index }) => Math.max(groups, index.length / 2), 0))
    for (const one of kind) for (let group = 0; group < one.index.length / 2 - 1; group += 1) sums[group]! += pieceBytes(one, group, group + 1)
    for (const sum of sums) if (sum > most) most = sum
  }
  return most
}

function chunksOf(memories: readonly BallMemory[], kind: 'linking' | 'dangling', rowFirst: number, rowEnd: number, groupsMax: number, buffer: number): RowChunk[] {
  const chunks: RowChunk[] = []
  const groupCount = Math.ceil((rowEnd - rowFirst) / tileGroupRows)
  const bytes = (groupFirst: number, groupEnd: number) => memories.reduce((most, memory) => Math.max(most, memory[kind].reduce((sum, tile) => sum + pieceBytes(tile, groupFirst, groupEnd), 0)), 0)
  for (let groupFirst = 0; groupFirst < groupCount;) {
    let groupEnd = Math.min(groupCount, groupFirst + groupsMax)
    while (groupEnd > groupFirst + 1 && bytes(groupFirst, groupEnd) > buffer) groupEnd = groupFirst + Math.ceil((groupEnd - groupFirst) / 2)
    const first = rowFirst + groupFirst * tileGroupRows
    chunks.push({ dangling: kind === 'dangling', groupFirst, groupEnd, rowFirst: first, rowCount: Math.min(rowEnd, rowFirst + groupEnd * tileGroupRows) - first })
    groupFirst = groupEnd
  }
  return chunks
}

/**
 * Reads the pieces of a chunk's tiles into one of the two buffers of each memory, with a table of where they lie.
 * Gives how many tiles there are in each memory.
 */
export async function readChunk(graph: Graph, memories: readonly BallMemory[], chunk: RowChunk, buffer: 0 | 1): Promise<number[]> {
  const reads: Array<Promise<void>> = []
  const tileCounts = memories.map((memory) => {
    let at = memory.buffers[buffer]
    let tileCount = 0
    for (const one of memory[chunk.dangling ? 'dangling' : 'linking']) {
      const { tile, index } = one
      const { groupFirst, groupEnd } = chunk
      const length = pieceBytes(one, groupFirst, groupEnd)
      if (length === 0) continue
      const [edgeFirst, moreFirst] = [index[2 * groupFirst]!, index[2 * groupFirst + 1]!]
      const shape = { rowCount: chunk.rowCount, edgeCount: index[2 * groupEnd]! - edgeFirst, moreCount: index[2 * groupEnd + 1]! - moreFirst }
      const whole = tileArrays(tile)
      const piece = tileArrays(shape)
      const read = (from: number, into: number, bytes: number) => {
        if (bytes > 0) reads.push(graph.readTile(tile, from, new Uint8Array(memory.memory.buffer, at + into, bytes)))
      }
      read(whole.ids + 3 * edgeFirst, piece.ids, 3 * shape.edgeCount)
      read(whole.counts + groupFirst * tileGroupRows, piece.counts, shape.rowCount)
      read(whole.more + 4 * moreFirst, piece.more, 4 * shape.moreCount)
      new Uint32Array(memory.memory.buffer, at + piece.index, 2 * (groupEnd - groupFirst + 1)).set(index.subarray(2 * groupFirst, 2 * groupEnd + 2))
      const entry = new Uint32Array(memory.memory.buffer, memory.tables[buffer] + tableEntryBytes * tileCount, tableEntryBytes / 4)
      entry.set([at + piece.ids, at + piece.counts, at + piece.more, at + piece.index, edgeFirst, moreFirst, tile.neighbourFirst - memory.rowFirst])
      at += length
      tileCount += 1
    }
    return tileCount
  })
  await Promise.all(reads)
  return tileCounts
}

function padded(bytes: number): number {
  return Math.ceil(bytes / 64) * 64
}
