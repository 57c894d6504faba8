import type { Graph } from '../model/graph.js'
import type { Progress } from '../model/operation.js'
import { checkTiles } from './check-tiles.js'
import { eachSlice } from './linking-edges.js'
import { linkingBelowOf } from './linking-below.js'
import { byId, isLinking } from './numbering.js'
import { unreached } from './ranks-header.js'
import { idAt, type TileSlice } from './tile-slices.js'

interface SeedDistanceOptions {
  /** Edges that may be held in memory, 4 bytes each; besides, 13 bytes a linking vertex and 2 a vertex are needed. */
  edgesMax?: number
  signal?: AbortSignal
  progress?: (progress: Progress) => void
}

/** Raised when the same graph and seeds would give other distances. */
export const seedDistanceVersion = 1

const stepsMax = unreached - 1

/** Gone through in order, edges cost a fifth of what they cost by leaps, so memory is for the last few of them. */
function edgesTaken(edgeCount: number): number {
  return Math.min(2 ** 27, Math.max(65_536, edgeCount / 16))
}

/**
 * Steps from the nearest seed to every vertex, by id (GR-08); 255 where no seed reaches it within 254 steps.
 *
 * The first step goes by the links of the seeds. Then, as long as there are many rows without a distance, each step goes
 * through the `in` tiles: a linking row one of whose linkers was met in the last step gets the next distance. When
 * few links into the others are left, they are taken into memory, and the search goes on there. Dangling rows, which lead nowhere, get
 * theirs in one pass at the end.
 */
export async function seedDistances(graph: Graph, seeds: Uint32Array, { edgesMax = edgesTaken(graph.edgeCount), signal, progress }: SeedDistanceOptions = {}): Promise<Uint8Array> {
  await checkTiles(graph, { signal, progress })
  const { vertexCount, linkingCount } = graph
  const bits = await graph.readLinkingBits()
  const below = linkingBelowOf(bits)
  const rowOf = (id: number) => (isLinking(bits, id) ? below(id) : linkingCount + id - below(id))
  const distances = new Uint8Array(vertexCount).fill(unreached)
  for (const id of seeds) distances[rowOf(id)] = 0
  for (const [place, id] of seeds.entries()) {
    signal?.throwIfAborted()
    for (const to of await graph.neighbours(id, 'out')) if (distances[rowOf(to)] !== 0) distances[rowOf(to)] = 1
    progress?.({ stage: 'seed distance, step 1', done: place + 1, total: seeds.length, unit: 'seeds' })
  }
  const told = (stage: string, done: number) => progress?.({ stage: `seed distance, ${stage}`, done, total: graph.edgeCount, unit: 'edges' })

  const degrees = new Uint32Array(linkingCount)
  await graph.readInDegrees(0, degrees)
  const open = openGroups(distances, linkingCount)
  let step = 2
  while (edgesLeft(degrees, distances) > edgesMax && step <= stepsMax) {
    let found = 0
    let edges = 0
    const wanted = (rowFirst: number) => open[rowFirst >>> 10]! > 0 || open[(rowFirst + 1023) >>> 10]! > 0
    await eachSlice(graph, { rows: 'linking', signal, wanted, done: (count) => told(`step ${step}`, (edges += count)) }, (slice) => {
      found += spread(slice, distances, step - 1, open)
    })
    step = found === 0 ? unreached : step + 1
  }
  if (step <= stepsMax) {
    const links = await linksLeft(graph, distances, degrees, told, signal)
    goOn(links, distances, step)
  }
  let edges = 0
  await eachSlice(graph, { rows: 'dangling', signal, done: (count) => told('last step', (edges += count)) }, (slice) => settle(slice, distances))
  return byId(bits, distances, linkingCount, new Uint8Array(vertexCount))
}

function edgesLeft(degrees: Uint32Array, distances: Uint8Array): number {
  let sum = 0
  for (let row = 0; row < degrees.length; row += 1) if (distances[row] === unreached) sum += degrees[row]!
  return sum
}

interface Links {
  starts: Uint32Array
  rows: Uint32Array
}

/** The links to rows that have no distance, by who links; one pass to count them and one to take them. */
async function linksLeft(graph: Graph, distances: Uint8Array, counts: Uint32Array, told: (stage: string, edges: number) => void, signal: AbortSignal | undefined): Promise<Links> {
  let edges = 0
  const pass = { rows: 'linking', signal, done: (count: number) => told('taking what is left', Math.floor((edges += count) / 2)) } as const
  counts.fill(0)
  await eachSlice(graph, pass, (slice) => countLeft(slice, distances, counts))
  const starts = new Uint32Array(counts.length + 1)
  for (let linker = 0; linker < counts.length; linker += 1) starts[linker + 1] = starts[linker]! + counts[linker]!
  const rows = new Uint32Array(starts.at(-1)!)
  counts.set(starts.subarray(0, -1))
  await eachSlice(graph, pass, (slice) => takeLeft(slice, distances, counts, rows))
  return { starts, rows }
}

function countLeft({ rowFirst, rowCount, neighbourFirst, starts, ids }: TileSlice, distances: Uint8Array, counts: Uint32Array): void {
  for (let row = 0; row < rowCount; row += 1) {
    if (distances[rowFirst + row] !== unreached) continue
    const end = 3 * starts[row + 1]!
    for (let at = 3 * starts[row]!; at < end; at += 3) counts[neighbourFirst + idAt(ids, at)]! += 1
  }
}

function takeLeft({ rowFirst, rowCount, neighbourFirst, starts, ids }: TileSlice, distances: Uint8Array, cursors: Uint32Array, rows: Uint32Array): void {
  for (let row = 0; row < rowCount; row += 1) {
    if (distances[rowFirst + row] !== unreached) continue
    const end = 3 * starts[row + 1]!
    for (let at = 3 * starts[row]!; at < end; at += 3) {
      const linker = neighbourFirst + idAt(ids, at)
      rows[cursors[linker]!] = rowFirst + row
      cursors[linker]! += 1
    }
  }
}

/** The other steps, in memory: from the rows met in the last one, row by row in the order in which they are met. */
function goOn({ starts, rows }: Links, distances: Uint8Array, stepFirst: number): void {
  const queue = new Uint32Array(starts.length - 1)
  let count = 0
  for (let row = 0; row < queue.length; row += 1) {
    if (distances[row] !== stepFirst - 1) continue
    queue[count] = row
    count += 1
  }
  for (let place = 0; place < count; place += 1) {
    const linker = queue[place]!
    const distance = distances[linker]! + 1
    if (distance > stepsMax) return
    for (let at = starts[linker]!; at < starts[linker + 1]!; at += 1) {
      const row = rows[at]!
      if (distances[row] !== unreached) continue
      distances[row] = distance
      queue[count] = row
      count += 1
    }
  }
}

/** For each 1,024 linking rows how many have no distance yet. */
function openGroups(distances: Uint8Array, linkingCount: number): Uint16Array {
  const open = new Uint16Array((linkingCount >>> 10) + 2)
  for (let row = 0; row < linkingCount; row += 1) if (distances[row] === unreached) open[row >>> 10]! += 1
  return open
}

function spread({ rowFirst, rowCount, neighbourFirst, starts, ids }: TileSlice, distances: Uint8Array, level: number, open: Uint16Array): number {
  let found = 0
  for (let row = 0; row < rowCount; row += 1) {
    if (distances[rowFirst + row] !== unreached) continue
    const end = 3 * starts[row + 1]!
    for (let at = 3 * starts[row]!; at < end; at += 3) {
      if (distances[neighbourFirst + idAt(ids, at)] !== level) continue
      distances[rowFirst + row] = level + 1
      open[(rowFirst + row) >>> 10]! -= 1
      found += 1
      break
    }
  }
  return found
}

/** Dangling rows: one step more than the nearest of those that link to them. */
function settle({ rowFirst, rowCount, neighbourFirst, starts, ids }: TileSlice, distances: Uint8Array): void {
  for (let row = 0; row < rowCount; row += 1) {
    let nearest = distances[rowFirst + row]!
    const end = 3 * starts[row + 1]!
    for (let at = 3 * starts[row]!; at < end; at += 3) {
      const distance = distances[neighbourFirst + idAt(ids, at)]! + 1
      if (distance < nearest) nearest = distance
    }
    distances[rowFirst + row] = nearest
  }
}
