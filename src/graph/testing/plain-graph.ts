import { tileArrays, tileGroupRows, type EdgeChunk, type Graph, type Tile } from '../../model/graph.js'
import type { NameBatch } from '../names.js'

/** The obvious graph: for each vertex the sorted list of those it links to, and of those who link to it. */
export interface PlainGraph {
  out: number[][]
  in: number[][]
  selfLinks: number
  duplicates: number
  edgeCount: number
}

export type Edge = readonly [from: number, to: number]

export function plainGraph(vertexCount: number, edges: readonly Edge[]): PlainGraph {
  const out = Array.from({ length: vertexCount }, () => new Set<number>())
  const inside = Array.from({ length: vertexCount }, () => new Set<number>())
  let selfLinks = 0
  let duplicates = 0
  for (const [from, to] of edges) {
    if (from === to) selfLinks += 1
    else if (out[from]!.has(to)) duplicates += 1
    else {
      out[from]!.add(to)
      inside[to]!.add(from)
    }
  }
  const lists = (sets: Array<Set<number>>) => sets.map((set) => [...set].sort((a, b) => a - b))
  return { out: lists(out), in: lists(inside), selfLinks, duplicates, edgeCount: edges.length - selfLinks - duplicates }
}

/** Edges in chunks of a given size, in arrays that are used again, as readers do it. */
export async function* chunksOf(edges: readonly Edge[], size = 1000): AsyncIterable<EdgeChunk> {
  const from = new Uint32Array(size)
  const to = new Uint32Array(size)
  for (let at = 0; at < edges.length; at += size) {
    const count = Math.min(size, edges.length - at)
    for (let k = 0; k < count; k++) [from[k], to[k]] = edges[at + k]!
    yield { from, to, count }
  }
}

export async function* namesOf(names: readonly string[], size = 100): AsyncIterable<NameBatch> {
  for (let first = 0; first < names.length; first += size) {
    const parts = names.slice(first, first + size).map((name) => Buffer.from(name))
    const ends = new Uint32Array(parts.length)
    let end = 0
    for (const [k, part] of parts.entries()) ends[k] = end += part.length
    yield { first, count: parts.length, bytes: Buffer.concat(parts), ends }
  }
}

/** Lists of all neighbours of a side, taken from whole tiles as the format says, index and all. */
export async function listsOfTiles(graph: Graph, side: 'in' | 'out'): Promise<number[][]> {
  const lists: number[][] = Array.from({ length: side === 'in' ? graph.vertexCount : graph.linkingCount }, () => [])
  for (const tile of graph.tiles.filter((tile) => tile.side === side)) {
    for (const [row, list] of (await rowsOfTile(graph, tile)).entries()) lists[tile.rowFirst + row]!.push(...list)
  }
  return lists
}

async function rowsOfTile(graph: Graph, tile: Tile): Promise<number[][]> {
  const bytes = Buffer.alloc(tile.length)
  await graph.readTile(tile, 0, bytes)
  const arrays = tileArrays(tile)
  let id = 0
  let more = 0
  const rows: number[][] = []
  for (let row = 0; row < tile.rowCount; row++) {
    if (row % tileGroupRows === 0) checkIndex(bytes, arrays.index + 8 * (row / tileGroupRows), id, more)
    let count = bytes[arrays.counts + row]!
    if (count === 255) count = bytes.readUInt32LE(arrays.more + 4 * more++)
    rows.push(Array.from({ length: count }, () => tile.neighbourFirst + bytes.readUIntLE(arrays.ids + 3 * id++, 3)))
  }
  checkIndex(bytes, arrays.index + 8 * Math.ceil(tile.rowCount / tileGroupRows), id, more)
  if (id !== tile.edgeCount || more !== tile.moreCount) throw new Error('a tile does not hold what it says')
  return rows
}

function checkIndex(bytes: Buffer, at: number, id: number, more: number): void {
  if (bytes.readUInt32LE(at) !== id || bytes.readUInt32LE(at + 4) !== more) throw new Error('the index of a tile is wrong')
}
