import { threadsMax } from '../lib/crew.js'
import { tileArrays, tileGroupRows, type Graph, type Tile } from '../model/graph.js'
import { planMemories, type MemoryBounds, type MemoryPlan, type PlannedGraph, type PlannedMemory } from './memories.js'
import { readTileIndex } from './tile-index.js'

/** Rows that one chunk settles; sums of changes are made chunk by chunk, so this number is part of the result's last bits. */
export const settleRows = 4_096
/** Doubles that say for each lane what `settle` or `rests` needs; see kernels/rank/settle.ts and rests.ts. */
export const laneBytes = 64
export const jumpBytes = 16
/** What a chunk says of each lane: its change, and two sums. */
export const resultNumbers = 3
/** Room in which one worker gathers up; see kernels/rank/pull.ts. */
const bufferBytes = 66_560
/** The same for all workers of the largest crew: what every memory has at least. */
export const buffersBytes = threadsMax * bufferBytes
const danglingRowsMax = 2 ** 20
const stagingBytesWanted = 24 * 1024 * 1024

/** What is solved together: `lanes` vectors side by side. */
export interface LinearShape {
  side: 'in' | 'out'
  lanes: number
  /** Neighbours give doubles. Else they give shorts, or tens of three vectors (`givenBytes`), and keep what those cannot say for the next time. */
  precise: boolean
  /** Jumps to single linking rows. */
  jumpCount: number
}

/** What a neighbour gives in an iteration that is not in doubles: two bytes for each vector, or four for three of them (kernels/lib/shorts.ts, tens.ts). */
export function givenBytes(lanes: number): number {
  return lanes === 3 ? 4 : lanes * 2
}

/** How many vectors one pass can carry. */
export function lanesMax(precise: boolean): number {
  return precise ? 2 : 4
}

/** The tiles of dangling rows, in order of blocks, with the index of each: they are read piece by piece at the end. */
export interface DanglingTiles {
  tiles: ReadonlyArray<{ tile: Tile; index: Uint32Array }>
  rowCount: number
  /** Bytes of the fullest group of rows, over all blocks. */
  groupBytes: number
}

export interface LinearLayout {
  shape: LinearShape
  plan: MemoryPlan
  danglingRows: number
  stagingBytes: number
}

/** Plans the memories of a linear problem. Pure arithmetic over the tiles. */
export function layOutLinear(graph: PlannedGraph, shape: LinearShape, dangling: Pick<DanglingTiles, 'groupBytes'>, bounds: MemoryBounds, linkingBelow?: (id: number) => number): LinearLayout {
  const danglingCount = shape.side === 'in' ? graph.vertexCount - graph.linkingCount : 0
  const danglingRows = Math.min(danglingCount, danglingRowsMax)
  const tileBytes = graph.tiles.reduce((sum, tile) => (tile.side === 'in' && tile.rowFirst >= graph.linkingCount ? sum + tile.length : sum), 0)
  const stagingBytes = danglingRows === 0 ? 0 : padded(Math.max(dangling.groupBytes, Math.min(tileBytes, stagingBytesWanted)) + 64)
  const results = 8 * resultNumbers * shape.lanes * (Math.ceil(graph.linkingCount / settleRows) + 64)
  const needs = {
    side: shape.side,
    // Shorts or tens twice, those that are read in an iteration and those of the next; or floats once, before the first and after the last.
    neighbourBytes: shape.lanes * (shape.precise ? 8 : 4),
    // Of shorts rows gather up floats; but what dangling vertices give on side `out` is added up in doubles, once.
    rowBytes: shape.lanes * (shape.precise || shape.side === 'out' ? 8 : 4),
    homeBytes: shape.lanes * 8 + 4 + (shape.side === 'out' ? 4 : 0) + (shape.precise ? 0 : shape.lanes * (shape.side === 'out' ? 12 : 4)),
    packed: shape.side === 'in',
    sliced: shape.side === 'in' && !shape.precise,
    spareBytes: shape.lanes * laneBytes + padded(shape.jumpCount * jumpBytes) + padded(results) + buffersBytes,
    gatherBytesMin: padded(danglingRows * shape.lanes * 8) + stagingBytes,
  }
  return { shape, plan: planMemories(graph, needs, bounds, linkingBelow), danglingRows, stagingBytes }
}

/** Addresses within one memory, from low to high. */
export interface LinearAddresses {
  values: number
  /** Where shorts are given: what each row has still to give, and on side `out` (else 0) what comes to it in any case. */
  rests: number
  bases: number
  degrees: number
  /** 0 on side `in`: rows at home have the order of the neighbours. */
  places: number
  lanes: number
  jumps: number
  results: number
  danglingSums: number
  staging: number
  buffers: number
}

export function addressesOf({ shape, danglingRows }: LinearLayout, memory: PlannedMemory, rowCount: number): LinearAddresses {
  const numbers = memory.homeCount * shape.lanes
  const withBases = !shape.precise && shape.side === 'out'
  const rests = memory.homeAt + numbers * (withBases ? 16 : 8)
  const degrees = rests + (shape.precise ? 0 : numbers * 4)
  const lanes = memory.spareAt
  const jumps = lanes + shape.lanes * laneBytes
  const results = jumps + padded(shape.jumpCount * jumpBytes)
  const buffers = results + padded(8 * resultNumbers * shape.lanes * (Math.ceil(rowCount / settleRows) + 64))
  // Dangling rows come last, when the linking ones no longer gather up.
  const danglingSums = memory.accumulatorsAt
  return {
    values: memory.homeAt, bases: withBases ? memory.homeAt + numbers * 8 : 0, rests, degrees, places: shape.side === 'out' ? degrees + memory.homeCount * 4 : 0,
    lanes, jumps, results, buffers, danglingSums, staging: danglingSums + padded(danglingRows * shape.lanes * 8),
  }
}

function padded(bytes: number): number {
  return Math.ceil(bytes / 64) * 64
}

/** Reads where the groups of the dangling rows begin, in each block. */
export async function readDanglingTiles(graph: Graph): Promise<DanglingTiles> {
  const tiles = await Promise.all(graph.tiles.filter(({ side, rowFirst, rowCount }) => side === 'in' && rowFirst >= graph.linkingCount && rowCount > 0).map(async (tile) => ({ tile, index: await readTileIndex(graph, tile) })))
  tiles.sort((a, b) => a.tile.neighbourFirst - b.tile.neighbourFirst)
  const rowCount = graph.vertexCount - graph.linkingCount
  let groupBytes = 0
  for (let group = 0; group * tileGroupRows < rowCount; group += 1) groupBytes = Math.max(groupBytes, stagedBytes(tiles, group, group + 1))
  return { tiles, rowCount, groupBytes }
}

/** Bytes of some groups of rows of all these tiles, laid out one behind the other. */
export function stagedBytes(tiles: DanglingTiles['tiles'], groupFirst: number, groupEnd: number): number {
  return tiles.reduce((sum, { tile, index }) => sum + pieceArrays(tile, index, groupFirst, groupEnd).length, 0)
}

/** The four arrays of some groups of a tile, as a tile of its own. */
export function pieceArrays({ rowCount }: Tile, index: Uint32Array, groupFirst: number, groupEnd: number): ReturnType<typeof tileArrays> & { rowCount: number; edgeCount: number; moreCount: number } {
  const shape = {
    rowCount: Math.min(rowCount, groupEnd * tileGroupRows) - groupFirst * tileGroupRows,
    edgeCount: index[2 * groupEnd]! - index[2 * groupFirst]!,
    moreCount: index[2 * groupEnd + 1]! - index[2 * groupFirst + 1]!,
  }
  return { ...shape, ...tileArrays(shape) }
}
