import type { Tile } from '../model/graph.js'
import type { Progress } from '../model/operation.js'
import { tileArrays, tileGroupRows } from '../model/graph.js'
import { diskPageBytes, type Appender } from './appender.js'
import type { BuildKernel } from './build-kernel.js'
import type { BuildState } from './build-state.js'

const pageBytes = 65_532

interface BlockFiles {
  graph: Appender
  blocks: Appender
  sources: Appender
  degrees: Appender
}

/** Writes a block that is whole: `out` tiles to the graph, neighbours the other way to the work file, range by range. */
export async function closeBlock(kernel: BuildKernel, files: BlockFiles, state: BuildState, { signal, progress }: { signal?: AbortSignal; progress?: (progress: Progress) => void }): Promise<void> {
  const { call } = kernel
  const rows = call.rowsTaken!()
  if (rows === 0) return
  await files.sources.append(kernel.view(kernel.ids, 4 * rows))
  await files.degrees.append(kernel.view(kernel.degrees, 4 * rows))
  const edges = call.edgesTaken!()
  const report = (done: number) => progress?.({ stage: 'sorting a block', done, total: 2 * edges, unit: 'edges' })
  let done = 0
  for (let range = 0; range < kernel.rangeCount; range++) {
    const count = call.rangeEdges!(range)
    if (count === 0) continue
    signal?.throwIfAborted()
    state.tiles.push(await appendOutTile(kernel, files.graph, range, rows, state.linkingCount))
    report((done += count))
  }
  const offset = files.blocks.size
  const directory: number[] = []
  for (let bucket = 0; bucket < kernel.bucketCount; bucket++) {
    const count = call.bucketEdges!(bucket)
    if (count === 0) continue
    signal?.throwIfAborted()
    directory.push(bucket, count, await appendBucket(kernel, files.blocks, bucket, count))
    report((done += count))
  }
  state.blocks.push({ first: state.linkingCount, rows, edges, offset, directory: files.blocks.size, buckets: directory.length / 3 })
  await files.blocks.append(new Uint8Array(Uint32Array.from(directory).buffer))
  await files.blocks.pad(diskPageBytes)
  state.linkingCount += rows
  state.edgeCount += edges
}

async function appendOutTile(kernel: BuildKernel, graph: Appender, range: number, rowCount: number, rowFirst: number): Promise<Tile> {
  const { call, shape } = kernel
  const edgeCount = call.rangeEdges!(range)
  const counts = padded(call.topOfBlock!() >>> 0)
  const more = counts + padded(rowCount)
  const index = more + padded(4 * Math.floor(edgeCount / 255))
  const indexBytes = 8 * (Math.ceil(rowCount / tileGroupRows) + 1)
  kernel.ensure(index + indexBytes)
  const moreCount = call.gatherCounts!(range, counts, more)
  call.index!(counts, rowCount, more, index)

  const offset = await graph.pad(64)
  graph.sum = 0
  let page = call.firstPage!(range) >>> 0
  for (let left = 3 * edgeCount; left > 0; left -= pageBytes) {
    await graph.appendFrom(page, Math.min(left, pageBytes))
    if (left > pageBytes) page = kernel.view32(page + pageBytes, 1)[0]!
  }
  const arrays = tileArrays({ rowCount, edgeCount, moreCount })
  await appendZeros(graph, arrays.counts - 3 * edgeCount)
  await graph.appendFrom(counts, rowCount)
  await appendZeros(graph, arrays.more - arrays.counts - rowCount)
  await graph.appendFrom(more, 4 * moreCount)
  await appendZeros(graph, arrays.index - arrays.more - 4 * moreCount)
  await graph.appendFrom(index, indexBytes)
  return { side: 'out', rowFirst, rowCount, neighbourFirst: range * 2 ** shape.rangeBits, neighbourSpan: 2 ** shape.rangeBits, edgeCount, moreCount, offset, length: arrays.length, crc32: graph.sum }
}

/** Sorts the pairs of one bucket by target, and appends ids, counts and long counts; gives how many are of the latter. */
async function appendBucket(kernel: BuildKernel, blocks: Appender, bucket: number, edges: number): Promise<number> {
  const { call, shape } = kernel
  const width = 2 ** shape.bucketBits
  // Each bucket is sorted at the same place, which stays in the cache; copying it from there costs less than sorting into
  // the buffer that is written next.
  const ids = padded(call.topOfBlock!() >>> 0)
  kernel.ensure(ids + 3 * edges + width + 4 * Math.floor(edges / 255))
  const longCount = call.sortBucket!(bucket, kernel.tally, ids, ids + 3 * edges, ids + 3 * edges + width)
  await blocks.appendFrom(ids, 3 * edges + width + 4 * longCount)
  // Each bucket begins a page, as it is read from there.
  await blocks.pad(diskPageBytes)
  return longCount
}

export async function appendZeros(file: Appender, bytes: number): Promise<void> {
  if (bytes > 0) await file.append(new Uint8Array(bytes))
}

function padded(at: number): number {
  return Math.ceil(at / 64) * 64
}
