import { memoryBytesMax } from '../lib/web-assembly.js'
import { CitewellError } from '../model/error.js'
import { tileArrays, tileGroupRows, type Graph, type Tile } from '../model/graph.js'
import { canBeSliced, slicedBytes } from './sliced-tiles.js'
import type { Stripe } from './stripes.js'

/** What a computation over the linking rows keeps in memory, besides the tiles themselves. */
export interface MemoryNeeds {
  side: 'in' | 'out'
  /** For each vertex that rows read from: what they read. */
  neighbourBytes: number
  /** For each row of a stripe, in every memory: what gathers up while the tiles are gone through. */
  rowBytes: number
  /** What the place to gather up holds at least: it serves something else when all passes are done. */
  gatherBytesMin?: number
  /** For each linking row, in one memory only: what stays from one pass to the next. */
  homeBytes: number
  /** In every memory besides. */
  spareBytes?: number
  /** Tiles whose neighbours have numbers of up to 21 bits hold three of them in eight bytes, which rank faster; see kernels/rank/pull.ts. */
  packed?: boolean
  /** Tiles of narrow blocks have their rows in slices, which rank fastest; others, and where there is no room for that all, are packed, or as in the file. See kernels/rank/slices.ts. */
  sliced?: boolean
}

export interface MemoryBounds {
  /** Of all memories together. */
  memoryBytesMax: number
  /** Of one memory; smaller ones are for tests. */
  oneBytesMax?: number
}

/** How a tile lies in memory: as in the file, with packed ids, or in slices. */
export type TileForm = 'plain' | 'packed' | 'sliced'

/** A tile in memory: addresses of its four arrays. Of slices there are only `ids`, where its windows begin, and `index`, which says where each of them does. */
export interface PlannedTile {
  tile: Tile
  form: TileForm
  bytes: number
  ids: number
  counts: number
  more: number
  index: number
}

/** The tiles that speak of the same run of neighbours; what they read lies from `neighboursAt` on and fits a cache. */
export interface PlannedColumn {
  neighbourFirst: number
  neighbourCount: number
  neighboursAt: number
  tiles: PlannedTile[]
}

/**
 * One shared memory: whole columns, what their rows read, and a place to gather up of its own. From low to high:
 * neighbours (one run, in order of their numbers, with 16 spare bytes behind it), accumulators of one stripe of rows,
 * home rows, spare, tiles in order of columns.
 */
export interface PlannedMemory {
  bytes: number
  neighbourFirst: number
  neighbourCount: number
  neighboursAt: number
  accumulatorsAt: number
  /** Linking rows at home here: those that are neighbours here. */
  homeFirst: number
  homeCount: number
  homeAt: number
  spareAt: number
  columns: PlannedColumn[]
}

export interface MemoryPlan {
  needs: MemoryNeeds
  rowCount: number
  stripes: Stripe[]
  memories: PlannedMemory[]
  bytes: number
}

/** What planning has to know of a graph. */
export interface PlannedGraph extends Pick<Graph, 'name' | 'vertexCount' | 'linkingCount' | 'tiles'> {
  /** Rows of a tile that have neighbours, where that is known: slices have room for these alone. */
  filledRows?: ReadonlyMap<Tile, number>
}

const stripesMax = 64
/** Rows gather up in about so many bytes: more would be a gigabyte for the largest graphs, and less would be many short phases. */
const gatherBytesWanted = 48e6
const firstAddress = 64
/** Widest range of neighbours whose numbers can be packed. */
const packedSpanMax = 2 ** 21
/** Packing reads a little further than it packs; with this and one word the spare room is large enough. */
export const packSpareBytes = 16

/**
 * Plans as few memories as hold all tiles of the linking rows. Many rows are gone through in stripes, so that
 * accumulators stay small, and in more of them where it would not fit otherwise; only then is the graph refused.
 *
 * `linkingBelow` gives the linking number of the first linking vertex at or above an id; side `in` has no use for it.
 */
export function planMemories(graph: PlannedGraph, needs: MemoryNeeds, bounds: MemoryBounds, linkingBelow: (id: number) => number = (id) => id): MemoryPlan {
  const oneBytesMax = Math.min(bounds.oneBytesMax ?? memoryBytesMax, memoryBytesMax)
  const columns = columnsOf(graph, needs.side)
  let plan: MemoryPlan | null = null
  for (const sliced of needs.sliced === true ? [true, false] : [false]) {
    for (let stripeCount = fewestStripes(graph, needs); stripeCount <= stripesMax; stripeCount *= 2) {
      const stripes = stripesOf(graph.linkingCount, columns, stripeCount)
      const memories = fillMemories(graph, columns, stripes, { ...needs, sliced }, oneBytesMax, linkingBelow)
      if (memories === null) continue
      plan = { needs, rowCount: graph.linkingCount, stripes, memories, bytes: memories.reduce((sum, { bytes }) => sum + bytes, 0) }
      if (plan.bytes <= bounds.memoryBytesMax) return plan
    }
  }
  if (plan === null) throw new CitewellError('refused', `${graph.name}: one block of its edges does not fit into the ${gigabytes(oneBytesMax)} GB of one memory. Build the graph anew with this version, whose blocks are smaller, and ask for fewer kernels at once.`)
  throw new CitewellError('refused', `${graph.name}: this needs ${gigabytes(plan.bytes)} GB of memory, and ${gigabytes(bounds.memoryBytesMax)} GB may be used. Allow more memory, ask for fewer kernels at once, or use a larger machine.`)
}

function fewestStripes({ linkingCount }: PlannedGraph, { rowBytes }: MemoryNeeds): number {
  return Math.max(1, Math.min(stripesMax, Math.ceil((linkingCount * rowBytes) / gatherBytesWanted)))
}

interface Column {
  neighbourFirst: number
  neighbourCount: number
  tiles: Tile[]
}

/** Tiles of the linking rows by the neighbours they speak of. */
function columnsOf({ tiles, linkingCount, vertexCount }: PlannedGraph, side: 'in' | 'out'): Column[] {
  const neighbourEnd = side === 'in' ? linkingCount : vertexCount
  const columns = new Map<number, Column>()
  for (const tile of tiles) {
    if (tile.side !== side || tile.rowFirst >= linkingCount) continue
    const column = columns.get(tile.neighbourFirst) ?? { neighbourFirst: tile.neighbourFirst, neighbourCount: 0, tiles: [] }
    column.neighbourCount = Math.max(column.neighbourCount, Math.min(tile.neighbourSpan, neighbourEnd - tile.neighbourFirst))
    column.tiles.push(tile)
    columns.set(tile.neighbourFirst, column)
  }
  return [...columns.values()].sort((a, b) => a.neighbourFirst - b.neighbourFirst)
}

/** Stripes begin where a group of each tile begins. */
function stripesOf(rowCount: number, columns: readonly Column[], wanted: number): Stripe[] {
  const starts = [...new Set([0, ...columns.flatMap(({ tiles }) => tiles.map(({ rowFirst }) => rowFirst))])].sort((a, b) => a - b)
  const firsts = new Set([0])
  for (let stripe = 1; stripe < wanted; stripe += 1) {
    const target = Math.floor((rowCount * stripe) / wanted)
    const start = starts.findLast((first) => first <= target) ?? 0
    firsts.add(start + Math.floor((target - start) / tileGroupRows) * tileGroupRows)
  }
  const sorted = [...firsts]
  return sorted.map((first, index) => ({ first, count: (sorted[index + 1] ?? rowCount) - first }))
}

/** Puts columns into memories, in order, each as full as may be; null if one column is too large for a memory. */
function fillMemories(graph: PlannedGraph, columns: readonly Column[], stripes: readonly Stripe[], needs: MemoryNeeds, oneBytesMax: number, linkingBelow: (id: number) => number): PlannedMemory[] | null {
  const homeStart = (column: Column) => (needs.side === 'in' ? column.neighbourFirst : linkingBelow(column.neighbourFirst))
  const memories: PlannedMemory[] = []
  for (let from = 0; from < columns.length || memories.length === 0; ) {
    let best: PlannedMemory | null = null
    let to = from
    while (to < columns.length || best === null) {
      const homeFirst = from === 0 ? 0 : homeStart(columns[from]!)
      const homeEnd = to + 1 < columns.length ? homeStart(columns[to + 1]!) : graph.linkingCount
      const memory = layOut(columns.slice(from, to + 1), graph.filledRows, { first: homeFirst, count: homeEnd - homeFirst }, stripes, needs)
      if (memory.bytes > oneBytesMax) break
      best = memory
      to += 1
    }
    if (best === null) return null
    memories.push(best)
    from = to
  }
  return memories
}

function layOut(columns: readonly Column[], filled: PlannedGraph['filledRows'], home: Stripe, stripes: readonly Stripe[], needs: MemoryNeeds): PlannedMemory {
  const stripeRows = stripes.reduce((most, { count }) => Math.max(most, count), 0)
  const neighbourFirst = columns[0]?.neighbourFirst ?? 0
  const last = columns.at(-1)
  const neighbourCount = last ? last.neighbourFirst + last.neighbourCount - neighbourFirst : 0
  let end = firstAddress
  const take = (bytes: number) => {
    const at = end
    end = padded(end + bytes)
    return at
  }
  const neighboursAt = take(neighbourCount * needs.neighbourBytes + 16)
  const accumulatorsAt = take(Math.max(stripeRows * needs.rowBytes, needs.gatherBytesMin ?? 0))
  const homeAt = take(home.count * needs.homeBytes)
  const spareAt = take(needs.spareBytes ?? 0)
  const planned = columns.map((column) => ({
    neighbourFirst: column.neighbourFirst,
    neighbourCount: column.neighbourCount,
    neighboursAt: neighboursAt + (column.neighbourFirst - neighbourFirst) * needs.neighbourBytes,
    tiles: column.tiles.map((tile) => placeTile(tile, filled?.get(tile), stripes, needs, take)),
  }))
  return { bytes: end, neighbourFirst, neighbourCount, neighboursAt, accumulatorsAt, homeFirst: home.first, homeCount: home.count, homeAt, spareAt, columns: planned }
}

function placeTile(tile: Tile, filled: number | undefined, stripes: readonly Stripe[], needs: MemoryNeeds, take: (bytes: number) => number): PlannedTile {
  if (needs.sliced === true && canBeSliced(tile)) {
    const { index, length } = slicedBytes(tile, { stripes, rowBytes: needs.rowBytes }, filled)
    const at = take(length)
    return { tile, form: 'sliced', bytes: length, ids: at, counts: 0, more: 0, index: at + index }
  }
  const packed = needs.packed === true && tile.neighbourSpan <= packedSpanMax && (needs.spareBytes ?? 0) >= packSpareBytes + 9
  const { ids, counts, more, index } = tileArrays(tile)
  const saved = packed ? counts - packedBytes(tile.edgeCount) : 0
  const bytes = tile.length - saved
  const at = take(bytes)
  return { tile, form: packed ? 'packed' : 'plain', bytes, ids: at + ids, counts: at + counts - saved, more: at + more - saved, index: at + index - saved }
}

export function packedBytes(edgeCount: number): number {
  return 8 * Math.ceil(edgeCount / 3)
}

function padded(address: number): number {
  return Math.ceil(address / 64) * 64
}

/** Gigabytes as people count them, rounded up to a tenth. */
function gigabytes(bytes: number): string {
  return (Math.ceil(bytes / 1e8) / 10).toFixed(1)
}
