import { CitewellError } from '../model/error.js'
import type { Graph } from '../model/graph.js'
import type { Progress } from '../model/operation.js'
import { checkTiles } from './check-tiles.js'
import { eachSlice } from './linking-edges.js'
import { isLinking, linkingIds } from './numbering.js'
import { strongComponents } from './strong-components.js'
import { idAt, type TileSlice } from './tile-slices.js'

export interface Components {
  /** How many there are; a vertex that nothing leads back to is one by itself. */
  count: number
  largest: number
  /** How many components there are of each size, largest size first. */
  sizes: Array<{ size: number; count: number }>
  /** By id: the least id of its component. */
  leastIds: Uint32Array
}

export interface ComponentsOptions {
  /** For the edges that are held at once, and 32 bytes a linking vertex. */
  memoryBytesMax?: number
  signal?: AbortSignal
  progress?: (progress: Progress) => void
}

/** Raised when the same graph would give other components. */
export const componentsVersion = 1

/**
 * Strongly connected components: sets of vertices that all lead to each other. A dangling vertex is one by itself, so
 * only the edges among the linking ones matter. Where these are too many for memory, the largest component is found
 * first by following the edges from a much linked vertex forwards and backwards, with the tiles read from the file;
 * the edges that are left, among vertices on the same side of it, are few.
 */
export async function components(graph: Graph, { memoryBytesMax = 4e9, signal, progress }: ComponentsOptions = {}): Promise<Components> {
  await checkTiles(graph, { signal, progress })
  const { linkingCount } = graph
  const edgesMax = Math.min(2 ** 32 - 1, Math.floor((memoryBytesMax - 32 * linkingCount) / 4))
  const degrees = new Uint32Array(linkingCount)
  await graph.readInDegrees(0, degrees)
  let sides = new Uint8Array(linkingCount)
  let total = degrees.reduce((sum, degree) => sum + degree, 0)
  if (total > edgesMax) {
    sides = await sidesOfLargest(graph, degrees, { signal, progress })
    total = await countKept(graph, sides, degrees, { signal, progress })
  }
  if (total > edgesMax) {
    throw new CitewellError('refused', `${graph.name}: its components need ${((4 * total + 32 * linkingCount) / 1e9).toFixed(1)} GB of memory, and ${(memoryBytesMax / 1e9).toFixed(1)} GB may be used. Allow more memory.`)
  }
  const { starts, linkers } = await readKept(graph, sides, degrees, total, { signal, progress })
  const found = strongComponents(starts, linkers)
  joinLargest(found, sides)
  return summary(graph, found)
}

type RunOptions = Pick<ComponentsOptions, 'signal' | 'progress'>

/** Marks of a vertex: the largest component's pivot leads to it; it leads to the pivot. Both: it belongs to it. */
const led = 1
const leads = 2

/** For each linking row on which sides of the pivot it lies. */
async function sidesOfLargest(graph: Graph, degrees: Uint32Array, { signal, progress }: RunOptions): Promise<Uint8Array<ArrayBuffer>> {
  const out = new Uint32Array(graph.linkingCount)
  await graph.readOutDegrees(0, out)
  let pivot = 0
  for (let row = 1; row < out.length; row += 1) if (Math.min(out[row]!, degrees[row]!) > Math.min(out[pivot]!, degrees[pivot]!)) pivot = row
  const sides = new Uint8Array(graph.linkingCount)
  sides[pivot] = led | leads
  for (let pass = 1, changed = true; changed; pass += 1) {
    changed = false
    let edges = 0
    await eachSlice(graph, { rows: 'linking', signal, done: told }, (slice) => {
      if (spreadSides(slice, sides)) changed = true
    })
    function told(count: number): void {
      edges += count
      progress?.({ stage: `finding the largest component, pass ${pass}`, done: edges, total: graph.edgeCount, unit: 'edges' })
    }
  }
  return sides
}

function spreadSides({ rowFirst, rowCount, neighbourFirst, starts, ids }: TileSlice, sides: Uint8Array): boolean {
  let changed = false
  for (let row = 0; row < rowCount; row += 1) {
    const end = 3 * starts[row + 1]!
    let mine = sides[rowFirst + row]!
    for (let at = 3 * starts[row]!; at < end; at += 3) {
      const linker = neighbourFirst + idAt(ids, at)
      const theirs = sides[linker]!
      mine |= theirs & led
      if ((mine & leads & ~theirs) === 0) continue
      sides[linker] = theirs | leads
      changed = true
    }
    if (mine === sides[rowFirst + row]!) continue
    sides[rowFirst + row] = mine
    changed = true
  }
  return changed
}

/** An edge can lie within a component only if both ends lie on the same side; within the largest all is known. */
function isKept(side: number, other: number): boolean {
  return side === other && side !== (led | leads)
}

/** Counts for each row the edges that are left, into `degrees`; gives their sum. */
async function countKept(graph: Graph, sides: Uint8Array, degrees: Uint32Array, { signal, progress }: RunOptions): Promise<number> {
  degrees.fill(0)
  let total = 0
  let edges = 0
  await eachSlice(graph, { rows: 'linking', signal, done: (count) => progress?.({ stage: 'counting the other edges', done: (edges += count), total: graph.edgeCount, unit: 'edges' }) }, ({ rowFirst, rowCount, neighbourFirst, starts, ids }) => {
    for (let row = 0; row < rowCount; row += 1) {
      const side = sides[rowFirst + row]!
      let count = 0
      for (let at = 3 * starts[row]!; at < 3 * starts[row + 1]!; at += 3) {
        if (isKept(side, sides[neighbourFirst + idAt(ids, at)]!)) count += 1
      }
      degrees[rowFirst + row]! += count
      total += count
    }
  })
  return total
}

/** The edges that are left as plain lists: who links to each row. Without sides that is all of them. */
async function readKept(graph: Graph, sides: Uint8Array, degrees: Uint32Array, total: number, { signal, progress }: RunOptions): Promise<{ starts: Uint32Array; linkers: Uint32Array }> {
  const starts = new Uint32Array(degrees.length + 1)
  degrees.forEach((degree, row) => (starts[row + 1] = starts[row]! + degree))
  const linkers = new Uint32Array(total)
  const cursors = starts.slice()
  let edges = 0
  await eachSlice(graph, { rows: 'linking', signal, done: (count) => progress?.({ stage: 'reading the edges', done: (edges += count), total: graph.edgeCount, unit: 'edges' }) }, ({ rowFirst, rowCount, neighbourFirst, starts: places, ids }) => {
    for (let row = 0; row < rowCount; row += 1) {
      const side = sides[rowFirst + row]!
      let cursor = cursors[rowFirst + row]!
      for (let at = 3 * places[row]!; at < 3 * places[row + 1]!; at += 3) {
        const linker = neighbourFirst + idAt(ids, at)
        if (!isKept(side, sides[linker]!)) continue
        linkers[cursor] = linker
        cursor += 1
      }
      cursors[rowFirst + row] = cursor
    }
  })
  return { starts, linkers }
}

/** Rows on both sides of the pivot are one component; its mark is its first row. */
function joinLargest(found: Uint32Array, sides: Uint8Array): void {
  const first = sides.indexOf(led | leads)
  if (first === -1) return
  sides.forEach((side, row) => {
    if (side === (led | leads)) found[row] = first
  })
}

/** Sizes, and least ids instead of rows: linking numbers rise with ids, so the first row has the least id. */
async function summary(graph: Graph, found: Uint32Array): Promise<Components> {
  const { vertexCount, linkingCount } = graph
  const bits = await graph.readLinkingBits()
  const linking = linkingIds(bits, vertexCount, linkingCount)
  const leastIds = new Uint32Array(vertexCount)
  const sizes = new Uint32Array(linkingCount)
  for (const first of found) sizes[first]! += 1
  found.forEach((first, row) => (leastIds[linking[row]!] = linking[first]!))
  for (let id = 0; id < vertexCount; id += 1) if (!isLinking(bits, id)) leastIds[id] = id
  const bySize = new Map<number, number>()
  for (const size of sizes) if (size > 0) bySize.set(size, (bySize.get(size) ?? 0) + 1)
  if (vertexCount > linkingCount) bySize.set(1, (bySize.get(1) ?? 0) + vertexCount - linkingCount)
  const list = [...bySize].map(([size, count]) => ({ size, count })).sort((a, b) => b.size - a.size)
  return { count: list.reduce((sum, { count }) => sum + count, 0), largest: list[0]?.size ?? 0, sizes: list, leastIds }
}

/** The size of each vertex's component, as a score by id. */
export function componentSizes({ leastIds }: Pick<Components, 'leastIds'>): Float64Array {
  const sizes = new Float64Array(leastIds.length)
  for (const least of leastIds) sizes[least]! += 1
  // From behind, since the least id of a component still has its size when the others are done.
  for (let id = leastIds.length - 1; id >= 0; id -= 1) sizes[id] = sizes[leastIds[id]!]!
  return sizes
}
