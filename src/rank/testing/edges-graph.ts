import { crc32 } from 'node:zlib'
import { tileArrays, tileGroupRows, type Graph, type Tile } from '../../model/graph.js'
import { rowsOf, type Adjacency } from '../reference/adjacency.js'

export interface EdgesGraphOptions {
  name?: string
  /** Linking vertices of one block; small ones make many tiles of a small graph. */
  blockRows?: number
  /** Ids of one range of the tiles of side `out`. */
  outRange?: number
}

/** A graph in memory for tests, with tiles just as a graph file has them. */
export function edgesGraph(adjacency: Adjacency, { name = 'test graph', blockRows = 1_750_000, outRange = 2 ** 22 }: EdgesGraphOptions = {}): Graph {
  const { vertexCount } = adjacency
  const { rowOfId, idOfRow, linkingCount } = rowsOf(adjacency)
  const linkersOfRow = idOfRow.map((id) => adjacency.in[id]!.map((from) => rowOfId[from]!))
  const targetsOfRow = idOfRow.slice(0, linkingCount).map((id) => adjacency.out[id]!)
  const bytes: Uint8Array[] = []
  const tiles: Tile[] = []
  let size = 0
  const add = (shape: TileShape, lists: readonly number[][]) => {
    const made = makeTile(shape, lists, size)
    tiles.push(made.tile)
    bytes.push(made.bytes)
    size += made.bytes.length
  }
  for (let first = 0; first < linkingCount; first += blockRows) {
    const block = { side: 'in', neighbourFirst: first, neighbourSpan: Math.min(blockRows, linkingCount - first) } as const
    add({ ...block, rowFirst: 0, rowCount: linkingCount }, linkersOfRow)
    add({ ...block, rowFirst: linkingCount, rowCount: vertexCount - linkingCount }, linkersOfRow)
  }
  for (let first = 0; first < linkingCount; first += blockRows) {
    for (let id = 0; id < vertexCount; id += outRange) {
      const shape = { side: 'out', rowFirst: first, rowCount: Math.min(blockRows, linkingCount - first), neighbourFirst: id, neighbourSpan: outRange } as const
      if (targetsOfRow.slice(first, first + shape.rowCount).some((list) => list.some((to) => to >= id && to < id + outRange))) add(shape, targetsOfRow)
    }
  }
  const neighbours = (id: number, side: 'in' | 'out') => adjacency[side][id]!
  return {
    name,
    release: 'test',
    level: 'domain',
    naming: 'id',
    vertexCount,
    edgeCount: adjacency.out.reduce((sum, list) => sum + list.length, 0),
    linkingCount,
    tiles,
    checksum: bytes.reduce((sum, part) => crc32(part, sum), 0).toString(16).padStart(8, '0'),
    readTile: async (tile, from, into) => into.set(bytes[tiles.indexOf(tile)]!.subarray(from, from + into.length)),
    readOutDegrees: async (first, into) => into.set(idOfRow.slice(first, first + into.length).map((id) => adjacency.out[id]!.length)),
    readInDegrees: async (first, into) => into.set(idOfRow.slice(first, first + into.length).map((id) => adjacency.in[id]!.length)),
    readLinkingBits: async () => {
      const bits = new Uint32Array(2 * Math.ceil(vertexCount / 64))
      for (const id of idOfRow.slice(0, linkingCount)) bits[id >>> 5]! |= 1 << (id & 31)
      return bits
    },
    rowOf: async (id) => rowOfId[id]!,
    idOfRow: async (row) => idOfRow[row]!,
    nameOf: async (id) => String(id),
    idOf: async (text) => (/^\d{1,9}$/u.test(text) && Number(text) < vertexCount ? Number(text) : undefined),
    neighbours: async (id, side, { max = Infinity, from = 0 } = {}) => Uint32Array.from(neighbours(id, side).slice(from, from + max)),
    inDegree: async (id) => adjacency.in[id]!.length,
    outDegree: async (id) => adjacency.out[id]!.length,
    close: async () => undefined,
  }
}

type TileShape = Pick<Tile, 'side' | 'rowFirst' | 'rowCount' | 'neighbourFirst' | 'neighbourSpan'>

function makeTile(shape: TileShape, lists: readonly number[][], offset: number): { tile: Tile; bytes: Uint8Array } {
  const rows = lists.slice(shape.rowFirst, shape.rowFirst + shape.rowCount).map((list) => list.map((id) => id - shape.neighbourFirst).filter((id) => id >= 0 && id < shape.neighbourSpan))
  const edgeCount = rows.reduce((sum, row) => sum + row.length, 0)
  const moreCount = rows.filter((row) => row.length >= 255).length
  const places = tileArrays({ rowCount: shape.rowCount, edgeCount, moreCount })
  const bytes = new Uint8Array(places.length)
  const view = new DataView(bytes.buffer)
  let edges = 0
  let more = 0
  for (const [row, ids] of rows.entries()) {
    if (row % tileGroupRows === 0) writeIndex(row / tileGroupRows)
    bytes[places.counts + row] = Math.min(ids.length, 255)
    if (ids.length >= 255) view.setUint32(places.more + 4 * more++, ids.length, true)
    for (const id of ids) bytes.set([id & 255, (id >>> 8) & 255, id >>> 16], places.ids + 3 * edges++)
  }
  writeIndex(Math.ceil(shape.rowCount / tileGroupRows))
  return { tile: { ...shape, edgeCount, moreCount, offset, length: places.length, crc32: crc32(bytes) }, bytes }

  function writeIndex(group: number) {
    view.setUint32(places.index + 8 * group, edges, true)
    view.setUint32(places.index + 8 * group + 4, more, true)
  }
}
