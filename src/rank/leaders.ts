import { firstNotBelow } from '../lib/rising.js'
import type { Graph } from '../model/graph.js'
import type { Progress } from '../model/operation.js'
import { checkTiles } from './check-tiles.js'
import { danglingIds, linkingIds } from './numbering.js'
import { orderByScore } from './positions.js'
import { neighbourAt, tileSlices, type TileSlice } from './tile-slices.js'

/** For much linked vertices the best of those that link to them: what an answer would otherwise sort millions for. */
export interface Leaders {
  /** Ids of the vertices, rising. */
  vertices: Uint32Array
  /** Where the leaders of each begin in `ids`, and once more the end. */
  starts: Uint32Array
  /** Ids of the leaders, best first. */
  ids: Uint32Array
  inDegreeMin: number
  leadersMax: number
}

interface LeaderOptions {
  /** From so many incoming links on a vertex has leaders. Raised where the list would grow past `entriesMax`. */
  inDegreeMin?: number
  leadersMax?: number
  entriesMax?: number
  signal?: AbortSignal
  progress?: (progress: Progress) => void
}

/** Vertices whose leaders are gathered in one pass over their rows. */
const verticesAtOnce = 16_384

/**
 * Finds the leaders by one pass over the `in` tiles. `positions` are by id, 1 is best, 0 is without rank and comes last.
 * Memory: 12 bytes a linking vertex (24 while they
 * are put in order), 8 bytes for each leader of the vertices at hand, and the result.
 */
export async function findLeaders(graph: Graph, positions: Uint32Array, { inDegreeMin = 4_096, leadersMax = 1_000, entriesMax = 1 << 27, signal, progress }: LeaderOptions = {}): Promise<Leaders> {
  await checkTiles(graph, { signal, progress })
  const bits = await graph.readLinkingBits()
  const linking = linkingIds(bits, graph.vertexCount, graph.linkingCount)
  const { order, positions: ranks } = orderByScore(byPosition(linking, positions))
  const chosen = await chooseRows(graph, inDegreeMin, leadersMax, entriesMax, signal)
  const found: Uint32Array[] = []
  let edgesDone = 0
  for (let first = 0; first < chosen.rows.length; first += verticesAtOnce) {
    const rows = chosen.rows.subarray(first, first + verticesAtOnce)
    found.push(...(await gather(graph, rows, ranks, leadersMax, (edges) => {
      edgesDone += edges
      progress?.({ stage: 'finding who leads among the links of large vertices', done: edgesDone, total: chosen.edgeCount, unit: 'edges' })
    }, signal)))
  }
  const idOfLeader = (rank: number) => linking[order[rank - 1]!]!
  const dangling = chosen.rows.some((row) => row >= graph.linkingCount) ? danglingIds(bits, graph.vertexCount, graph.linkingCount) : new Uint32Array(0)
  const idOfRow = (row: number) => (row < graph.linkingCount ? linking[row]! : dangling[row - graph.linkingCount]!)
  return { ...assemble(chosen.rows, found, idOfRow, idOfLeader), inDegreeMin: chosen.inDegreeMin, leadersMax }
}

/** Positions of the linking vertices as scores; what has no rank comes last. */
function byPosition(linking: Uint32Array, positions: Uint32Array): Float64Array {
  const scores = new Float64Array(linking.length)
  for (let number = 0; number < scores.length; number += 1) {
    const position = positions[linking[number]!]!
    scores[number] = position === 0 ? -Infinity : -position
  }
  return scores
}

interface Chosen {
  rows: Uint32Array
  inDegreeMin: number
  edgeCount: number
}

/** Rows with enough incoming links, rising. */
async function chooseRows(graph: Graph, inDegreeMin: number, leadersMax: number, entriesMax: number, signal: AbortSignal | undefined): Promise<Chosen> {
  const part = new Uint32Array(Math.min(graph.vertexCount, 1 << 20))
  let bound = Math.max(1, inDegreeMin)
  for (;;) {
    const rows: number[] = []
    let entries = 0
    let edgeCount = 0
    for (let first = 0; first < graph.vertexCount && entries <= entriesMax; first += part.length) {
      signal?.throwIfAborted()
      const degrees = part.subarray(0, Math.min(part.length, graph.vertexCount - first))
      await graph.readInDegrees(first, degrees)
      for (let place = 0; place < degrees.length; place += 1) {
        if (degrees[place]! < bound) continue
        rows.push(first + place)
        entries += Math.min(leadersMax, degrees[place]!)
        edgeCount += degrees[place]!
      }
    }
    if (entries <= entriesMax) return { rows: Uint32Array.from(rows), inDegreeMin: bound, edgeCount }
    bound *= 2
  }
}

/** Best ranks of each of some rows (rising), best first. Twice as many as wanted are kept, and halved when full. */
async function gather(graph: Graph, rows: Uint32Array, ranks: Uint32Array, max: number, done: (edges: number) => void, signal: AbortSignal | undefined): Promise<Uint32Array[]> {
  const kept = new Uint32Array(2 * max * rows.length)
  const counts = new Uint32Array(rows.length)
  const bars = new Uint32Array(rows.length).fill(0xffff_ffff)
  const groups = new Set(Array.from(rows, (row) => row >>> 10))
  const rowFirst = rows[0]!
  const rowEnd = rows.at(-1)! + 1

  const take = (slice: TileSlice, row: number, place: number) => {
    const end = slice.starts[row + 1]!
    const base = 2 * max * place
    let count = counts[place]!
    let bar = bars[place]!
    for (let at = slice.starts[row]!; at < end; at += 1) {
      const rank = ranks[neighbourAt(slice, at)]!
      if (rank > bar) continue
      kept[base + count] = rank
      count += 1
      if (count < 2 * max) continue
      kept.subarray(base, base + count).sort()
      count = max
      bar = kept[base + max - 1]!
    }
    counts[place] = count
    bars[place] = bar
    return end - slice.starts[row]!
  }

  for (const tile of graph.tiles) {
    if (tile.side !== 'in' || tile.rowFirst >= rowEnd || tile.rowFirst + tile.rowCount <= rowFirst) continue
    // Groups of a tile begin at its own first row, so a group of it may lie across two of the set's.
    const wanted = (first: number) => groups.has(first >>> 10) || groups.has((first + 1023) >>> 10)
    for await (const slice of tileSlices(graph, tile, { rowFirst, rowEnd, wanted, signal })) {
      let edges = 0
      for (let place = firstNotBelow(rows, slice.rowFirst); place < rows.length && rows[place]! < slice.rowFirst + slice.rowCount; place += 1) {
        edges += take(slice, rows[place]! - slice.rowFirst, place)
      }
      done(edges)
    }
  }
  return Array.from(rows, (_, place) => kept.slice(2 * max * place, 2 * max * place + counts[place]!).sort().slice(0, max))
}

/** Turns rows and ranks into ids, the vertices in order of theirs. */
function assemble(rows: Uint32Array, found: readonly Uint32Array[], idOfRow: (row: number) => number, idOfLeader: (rank: number) => number): Pick<Leaders, 'vertices' | 'starts' | 'ids'> {
  const entries = Array.from(rows, (row, place) => ({ id: idOfRow(row), leaders: found[place]! })).sort((a, b) => a.id - b.id)
  const starts = new Uint32Array(entries.length + 1)
  entries.forEach(({ leaders }, place) => (starts[place + 1] = starts[place]! + leaders.length))
  const ids = new Uint32Array(starts.at(-1)!)
  let place = 0
  for (const { leaders } of entries) {
    for (const rank of leaders) {
      ids[place] = idOfLeader(rank)
      place += 1
    }
  }
  return { vertices: Uint32Array.from(entries, ({ id }) => id), starts, ids }
}
