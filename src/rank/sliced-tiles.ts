import { crc32 } from 'node:zlib'
import { bindModule, giveBack, sharedMemory, type SharedMemory, type WasmModule } from '../lib/web-assembly.js'
import { tileArrays, tileGroupRows, type Graph, type Tile } from '../model/graph.js'
import { groupsOfStripe, windowGroupsOf, type Stripe } from './stripes.js'
import { damagedTile, risingIndex } from './tile-index.js'

/** Widest range of neighbours of a tile with slices: they pay where what a block gives stays in the cache, and not surely beyond. */
const slicedSpanMax = 2 ** 19
/** Rows with more neighbours stand by themselves; see kernels/rank/cut-slices.ts. */
const slicedMax = 64
/** Head and runs of a window, and what is left free behind it. */
const windowBytes = 12 + 4 * slicedMax + 16

/** Some groups of rows that one chunk goes through: the first and the one behind the last. */
interface Window {
  groupFirst: number
  groupEnd: number
}

/** How rows are cut into windows: never across two stripes, and by what each row gathers up. */
export interface WindowCut {
  stripes: readonly Stripe[]
  rowBytes: number
}

/** Windows of a tile, stripe by stripe. */
export function windowsOf(tile: Pick<Tile, 'rowFirst' | 'rowCount'>, { stripes, rowBytes }: WindowCut): Window[] {
  return stripes.flatMap((stripe) => {
    const [first, end] = groupsOfStripe(tile, stripe)
    const groups = windowGroupsOf(end - first, rowBytes)
    return Array.from({ length: Math.ceil((end - first) / groups) }, (_, window) => ({ groupFirst: first + window * groups, groupEnd: Math.min(end, first + (window + 1) * groups) }))
  })
}

export function canBeSliced({ neighbourSpan }: Pick<Tile, 'neighbourSpan'>): boolean {
  return neighbourSpan <= slicedSpanMax
}

/** Bytes that the slices of a tile take at the most, and where among them the addresses of its windows stand. `filled`: how many of its rows have neighbours. */
export function slicedBytes(tile: Tile, cut: WindowCut, filled = tile.rowCount): { index: number; length: number } {
  const windows = windowsOf(tile, cut).length
  const rows = Math.min(filled, tile.edgeCount)
  const longs = Math.min(rows, Math.floor(tile.edgeCount / (slicedMax + 1)))
  const index = padded(3 * tile.edgeCount + 2 * rows + 4 * longs + windows * windowBytes)
  return { index, length: index + 4 * windows }
}

/** Where the slices of one tile go. */
export interface SlicedPlace {
  tile: Tile
  /** Addresses of the windows and of the table that says where each begins. */
  ids: number
  index: number
}

export interface TileSlicer {
  /** Reads a tile and leaves it in slices. Tells how many bytes were read at each step. */
  slice(graph: Graph, place: SlicedPlace, cut: WindowCut, into: SharedMemory, read: (bytes: number) => void): Promise<void>
  close(): void
}

/**
 * Puts tiles into slices while they are read, in the order of the file and each byte once, so that their checksum is known at the end.
 * Windows are cut in a memory of its own, which grows with the largest of them: some megabytes as a rule, and six bytes an edge of a block should all of them fall into one.
 */
export function tileSlicer(compiled: WasmModule): TileSlicer {
  let memory = sharedMemory(0)
  let call = bindModule(compiled, memory)
  return {
    async slice(graph, { tile, ids, index }, cut, into, read) {
      const arrays = tileArrays(tile)
      // What stands behind the ids is needed before them; it is small beside them.
      const idsEnd = 3 * tile.edgeCount
      const rest = new Uint8Array(tile.length - idsEnd)
      await graph.readTile(tile, idsEnd, rest)
      const counts = rest.subarray(arrays.counts - idsEnd)
      const more = rest.subarray(arrays.more - idsEnd)
      const groups = new Uint32Array(rest.slice(arrays.index - idsEnd).buffer)
      if (!risingIndex(groups, tile)) throw damagedTile(graph.name, tile)
      const windows = windowsOf(tile, cut)
      const table = new Uint32Array(into.buffer, index, windows.length)
      let sum = 0
      let at = ids
      for (const [number, { groupFirst, groupEnd }] of windows.entries()) {
        const rowFirst = groupFirst * tileGroupRows
        const rowCount = Math.min(tile.rowCount, groupEnd * tileGroupRows) - rowFirst
        const [edgeFirst, moreFirst, edgeEnd, moreEnd] = [groups[2 * groupFirst]!, groups[2 * groupFirst + 1]!, groups[2 * groupEnd]!, groups[2 * groupEnd + 1]!]
        const room = roomFor(rowCount, edgeEnd - edgeFirst, moreEnd - moreFirst)
        if (room.bytes > memory.buffer.byteLength) {
          giveBack(memory.buffer.byteLength)
          memory = sharedMemory(room.bytes)
          call = bindModule(compiled, memory)
        }
        const bytes = new Uint8Array(memory.buffer)
        const own = bytes.subarray(room.ids, room.ids + 3 * (edgeEnd - edgeFirst))
        await graph.readTile(tile, 3 * edgeFirst, own)
        sum = crc32(own, sum)
        bytes.set(counts.subarray(rowFirst, rowFirst + rowCount), room.counts)
        bytes.set(more.subarray(4 * moreFirst, 4 * moreEnd), room.more)
        const end = call.cutSlices!(rowCount, edgeEnd - edgeFirst, moreEnd - moreFirst, room.ids, room.counts, room.more, room.work, room.slices)
        const slices = bytes.subarray(room.slices, end >>> 0)
        // More rows with neighbours than were counted before: one of the two readings was of other bytes.
        if (end === 0 || at + slices.length > index) throw damagedTile(graph.name, tile)
        table[number] = at
        new Uint8Array(into.buffer).set(slices, at)
        at = padded(at + slices.length + 1)
        read(own.length)
      }
      if (crc32(rest, sum) !== tile.crc32) throw damagedTile(graph.name, tile)
      read(rest.length)
    },
    close: () => giveBack(memory.buffer.byteLength),
  }
}

/** Places of what `cutSlices` reads, works in and writes. */
function roomFor(rowCount: number, edgeCount: number, moreCount: number): { ids: number; counts: number; more: number; work: number; slices: number; bytes: number } {
  const ids = 64
  const counts = padded(ids + 3 * edgeCount)
  const more = padded(counts + rowCount)
  const work = padded(more + 4 * moreCount)
  const slices = padded(work + 4 * (rowCount + slicedMax + 2))
  return { ids, counts, more, work, slices, bytes: slices + 3 * edgeCount + 6 * rowCount + windowBytes }
}

function padded(bytes: number): number {
  return Math.ceil(bytes / 8) * 8
}
