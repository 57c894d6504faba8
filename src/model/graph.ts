/**
 * The web graph: who links to whom, vertex by vertex.
 *
 * A vertex has an **id**, its place in the published order (0 to vertices − 1). Vertices with links of their own are
 * **linking**; the others are **dangling**. Ranking runs over the linking ones only, so a second numbering puts these
 * first: the **row** of a vertex is 0 to linking − 1 for linking vertices in the order of their ids, then the dangling
 * ones in the order of theirs. The row of a linking vertex is also called its linking number.
 */

/** Bytes that can be read at any place: a graph on disk. Reading past the end is an error of ours. */
export interface RandomBytes {
  name: string
  size: number
  /** Fills `into` from `offset` on. `into` may view shared memory. */
  read(offset: number, into: Uint8Array): Promise<void>
  close(): Promise<void>
}

/** A file that is being made. */
export interface WorkFile {
  /** Bytes so far. */
  readonly size: number
  append(bytes: Uint8Array): Promise<void>
  /** Overwrites bytes that are there already. */
  write(offset: number, bytes: Uint8Array): Promise<void>
  read(offset: number, into: Uint8Array): Promise<void>
  /** Cuts off what lies behind `size`: what was written after the last state that was kept. */
  truncate(size: number): Promise<void>
  /** Returns when what was written survives a crash of the machine. */
  sync(): Promise<void>
  close(): Promise<void>
}

/** A place for work under way, kept over crashes, so that what was begun can go on. */
export interface WorkFolder {
  /** Opens a file of the work, made if it is not there. Names are plain words. */
  file(name: string): Promise<WorkFile>
  /** State of the work as last written, or null. */
  readState(name: string): Promise<string | null>
  /** Writes a state whole or not at all; it survives a crash when this returns. */
  writeState(name: string, text: string): Promise<void>
  /** Makes a finished file of the work the result, in place of an older one, in one step. */
  publish(name: string): Promise<void>
  /** Removes all files of the work. */
  remove(): Promise<void>
}

/** A place for work that is held by this process; `close` lets go of it, and what is in it stays. */
export interface HeldWork extends WorkFolder {
  close(): Promise<void>
}

/** How vertices are named. `reversed-host`: labels from the right, as in `gov.nih.www`; `id`: they have no other name. */
export type VertexNaming = 'reversed-host' | 'name' | 'id'

/**
 * Neighbours of a run of rows, as they lie in a graph file: four arrays, one behind the other, each padded to 8 bytes.
 *
 * - `ids`: 3 bytes a neighbour, little endian: its number less `neighbourFirst`; rows in order, numbers rising in a row
 * - `counts`: 1 byte a row, the number of its neighbours here; 255 means: see `more`
 * - `more`: 4 bytes, the counts of the rows that have 255 or more, in order of rows
 * - `index`: for each group of 1,024 rows and once more for the end, 2 × 4 bytes: neighbours and entries of `more` before it
 *
 * The array of ids is followed by at least one spare byte, so that each can be read as four bytes.
 */
export interface Tile {
  /**
   * `in`: rows are rows of the graph, neighbours are those who link to them, by linking number.
   * `out`: rows are linking numbers, neighbours are those they link to, by id.
   */
  side: 'in' | 'out'
  rowFirst: number
  rowCount: number
  neighbourFirst: number
  /** How many neighbours a tile can speak of: its width. At most 2²⁴. */
  neighbourSpan: number
  edgeCount: number
  moreCount: number
  /** Place of the first array in the file. */
  offset: number
  length: number
  crc32: number
}

/** Rows of one entry of a tile's index. */
export const tileGroupRows = 1024

/** Places of the four arrays of a tile, from its `offset` on. */
export function tileArrays({ rowCount, edgeCount, moreCount }: Pick<Tile, 'rowCount' | 'edgeCount' | 'moreCount'>): { ids: number; counts: number; more: number; index: number; length: number } {
  const counts = padded(3 * edgeCount + 1)
  const more = counts + padded(rowCount)
  const index = more + padded(4 * moreCount)
  return { ids: 0, counts, more, index, length: index + 8 * (Math.ceil(rowCount / tileGroupRows) + 1) }
}

function padded(bytes: number): number {
  return Math.ceil(bytes / 8) * 8
}

/**
 * A built graph, open for reading.
 *
 * Tiles of side `in` come in pairs, for each block of linking vertices one with the linking rows (`rowFirst` 0) and one
 * with the dangling rows (`rowFirst` = linkingCount), blocks in order. Tiles of side `out` come by blocks of rows, in
 * each by ranges of neighbours, in order; ranges without an edge have none.
 */
export interface Graph {
  readonly name: string
  /** Release it was made from, such as `cc-main-2026-apr-may-jun`; free text. */
  readonly release: string
  readonly level: 'domain' | 'host' | 'page'
  readonly naming: VertexNaming
  readonly vertexCount: number
  readonly edgeCount: number
  readonly linkingCount: number
  /** Whether links of vertices to themselves are among the edges; absent: they are not. */
  readonly selfLinksKept?: boolean
  readonly tiles: readonly Tile[]
  /** Checksum over the table of contents: names this very graph. */
  readonly checksum: string
  readTile(tile: Tile, from: number, into: Uint8Array): Promise<void>
  /** Out-degrees by linking number. */
  readOutDegrees(first: number, into: Uint32Array): Promise<void>
  /** In-degrees by row. */
  readInDegrees(first: number, into: Uint32Array): Promise<void>
  /** The numbering: bit `id` of word `id >> 5` is set for linking vertices. 8 bytes for 64 vertices. */
  readLinkingBits(): Promise<Uint32Array>
  rowOf(id: number): Promise<number>
  idOfRow(row: number): Promise<number>
  /** Name as published (`gov.nih`), or the id as text where vertices have no names. */
  nameOf(id: number): Promise<string>
  idOf(name: string): Promise<number | undefined>
  /** Ids of the neighbours of one vertex, rising: those who link to it, or those it links to. `from` are passed over, at most `max` given. */
  neighbours(id: number, side: 'in' | 'out', options?: { max?: number; from?: number }): Promise<Uint32Array>
  inDegree(id: number): Promise<number>
  outDegree(id: number): Promise<number>
  close(): Promise<void>
}

/** Edges in the order in which they are read: `count` pairs of ids. The arrays are reused; take what you need before asking on. */
export interface EdgeChunk {
  from: Uint32Array
  to: Uint32Array
  count: number
}

/** Where a graph can be found: a path typed at this machine's terminal, or the name of one in the home folder. */
export type GraphPlace = { kind: 'path'; path: string } | { kind: 'name'; name: string }

/** Graphs on disk. */
export interface GraphStore {
  /** Bytes of a graph, or of the ranks beside it. Missing: `not_found`, with what to do. */
  open(place: GraphPlace, what: 'graph' | 'ranks'): Promise<RandomBytes>
  has(place: GraphPlace, what: 'graph' | 'ranks'): Promise<boolean>
  /** Tells one version of a file from the next without reading it; null if there is none. */
  stamp(place: GraphPlace, what: 'graph' | 'ranks'): Promise<string | null>
  /** A folder for making a graph or its ranks; `publish` puts the result at the place. One process at a time: `conflict` otherwise. */
  work(place: GraphPlace, what: 'graph' | 'ranks'): Promise<HeldWork>
  list(): Promise<Array<{ name: string; bytes: number; ranked: boolean }>>
  /** Work of the home folder that is under way or was broken off. */
  unfinished(): Promise<Array<{ name: string; what: 'graph' | 'ranks' }>>
  /** The graph whose ranks count in judgements, or null. */
  current(): Promise<GraphPlace | null>
  use(place: GraphPlace | null): Promise<void>
}
