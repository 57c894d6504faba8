import { endSections, type Section } from '../lib/section-file.js'
import { tileArrays, tileGroupRows, type Graph, type Tile, type WorkFolder, type WorkFile } from '../model/graph.js'
import type { Progress } from '../model/operation.js'
import { Appender, diskPageBytes } from './appender.js'
import type { BuildKernel } from './build-kernel.js'
import { buildStateName, buildStateText, saveBuildState, type BuildState, type GraphMade, type InBlock } from './build-state.js'
import { appendZeros } from './close-block.js'
import { graphKind, sectionNames, tileRowOf, type GraphHeader } from './graph-header.js'
import { linkingBitsOf, linkingRanksOf } from './numbering.js'

interface FinishOptions {
  work: WorkFolder
  release: string
  level: Graph['level']
  naming: Graph['naming']
  inputs?: Array<{ name: string; bytes: number }>
  program: string
  keptEdgesMin: number
  signal?: AbortSignal
  progress?: (progress: Progress) => void
}

/** The work file of blocks as taking the edges left it. */
export interface TakenBlocks {
  /** Address in the memory of the kernel where these bytes of it still lie, or null. */
  heldAt(offset: number, bytes: number): number | null
  /** All of it can be read. */
  written: Promise<void>
  /** The state that was kept last is on the disk. */
  kept: Promise<void>
}

interface Bucket {
  bucket: number
  edges: number
  long: number
  offset: number
}

/** All edges are in; makes the `in` tiles, block by block, then degrees, numbering and names, and the table of contents. */
export async function finishGraph(options: FinishOptions, state: BuildState, kernel: BuildKernel, taken: TakenBlocks | null): Promise<GraphMade> {
  const keeping = { kept: taken?.kept ?? Promise.resolve() }
  try {
    return await finish(options, state, kernel, taken, keeping)
  } finally {
    for (const done of [taken?.written, keeping.kept]) await done?.catch(() => {})
  }
}

/** A state is kept behind the work that goes on; the next waits for it. */
async function finish(options: FinishOptions, state: BuildState, kernel: BuildKernel, taken: TakenBlocks | null, keeping: { kept: Promise<void> }): Promise<GraphMade> {
  const { work, signal, progress } = options
  const vertexCount = state.vertexCount ?? 0
  const graphFile = await work.file('graph')
  await graphFile.truncate(state.sizes.graph)
  const graph = new Appender(graphFile, true, kernel.graphBuffers)
  const blocks = blockReader(await work.file('blocks'), kernel, taken)
  const bits = await linkingBitsOf(await work.file('sources'), state.linkingCount, vertexCount)
  let since = 0
  let parted = state.blocks.slice(0, state.blocksParted).reduce((sum, { edges }) => sum + edges, 0)
  const report = (edges: number) => progress?.({ stage: 'parting blocks', done: (parted += edges), total: state.edgeCount, unit: 'edges' })
  while (state.blocksParted < state.blocks.length) {
    const block = state.blocks[state.blocksParted]!
    state.tiles.push(...(await appendInTiles(kernel, graph, blocks, block, bits, state, signal, report)))
    state.blocksParted += 1
    since += block.edges
    if (since >= options.keptEdgesMin) {
      since = 0
      await keeping.kept
      await graph.flush()
      state.sizes.graph = graph.size
      keeping.kept = keepParted(work, buildStateText(state))
      keeping.kept.catch(() => {})
    }
  }
  const sections: Section[] = []
  const section = async (name: string, write: () => Promise<void>) => {
    signal?.throwIfAborted()
    const offset = await graph.pad(64)
    graph.sum = 0
    await write()
    sections.push({ name, offset, length: graph.size - offset, crc32: graph.sum })
    progress?.({ stage: 'writing degrees, numbering and names', done: sections.length, total: null, unit: 'sections' })
  }
  await section(sectionNames.outDegrees, async () => copyFile(await work.file('degrees'), graph, signal))
  await section(sectionNames.inDegrees, () => appendInDegrees(kernel, graph, blocks, bits, state, options))
  await section(sectionNames.linkingBits, () => appendBytes(graph, bits))
  await section(sectionNames.linkingRanks, async () => appendBytes(graph, bytesOf(linkingRanksOf(bits, vertexCount))))
  if (state.named) {
    await section(sectionNames.names, async () => copyFile(await work.file('names'), graph, signal))
    await section(sectionNames.nameIndex, async () => copyFile(await work.file('name-index'), graph, signal))
    if (!state.named.inOrder) await section(sectionNames.nameOrder, async () => copyFile(await work.file('name-order'), graph, signal))
  }
  const header: GraphHeader = {
    release: options.release,
    level: options.level,
    naming: options.naming,
    vertexCount,
    edgeCount: state.edgeCount,
    linkingCount: state.linkingCount,
    selfLinks: state.selfLinks,
    selfLinksKept: state.shape.keepSelfLinks,
    duplicates: state.duplicates,
    inputs: options.inputs ?? [],
    program: options.program,
    namesInOrder: state.named?.inOrder ?? true,
    tiles: state.tiles.map((tile) => tileRowOf({ ...tile, neighbourSpan: Math.min(tile.neighbourSpan, (tile.side === 'in' ? state.linkingCount : vertexCount) - tile.neighbourFirst) })),
  }
  await keeping.kept
  const checksum = await endSections(graph, graphKind, { header, sections })
  await graph.flush()
  await graphFile.sync()
  const { edgeCount, linkingCount, selfLinks, duplicates } = state
  state.made = { vertexCount, edgeCount, linkingCount, selfLinks, duplicates, checksum, bytes: graph.size }
  await saveBuildState(work, state)
  return state.made
}

async function keepParted(work: WorkFolder, text: string): Promise<void> {
  for (const name of ['graph', 'blocks', 'sources', 'degrees']) await (await work.file(name)).sync()
  await work.writeState(buildStateName, text)
}

/** Reads the work file of blocks, but for what still lies in the memory of the kernel. */
interface BlockReader {
  /** Gives the address of so many bytes. They are read to `into`, where whole pages around them have room. */
  bring(offset: number, bytes: number, into: number): Promise<number>
  directory(block: InBlock, width: number): Promise<Bucket[]>
}

function blockReader(file: WorkFile, kernel: BuildKernel, taken: TakenBlocks | null): BlockReader {
  return {
    async bring(offset, bytes, into) {
      const held = taken?.heldAt(offset, bytes) ?? null
      if (held !== null) return held
      await taken?.written
      // Whole pages go past the cache of the system: what lies before in the first of them is passed over.
      const before = offset % diskPageBytes
      await file.read(offset - before, kernel.view(into, wholePages(before + bytes)))
      return into + before
    },
    async directory(block, width) {
      const held = taken?.heldAt(block.directory, 12 * block.buckets) ?? null
      const numbers = held === null ? new Uint32Array(3 * block.buckets) : kernel.view32(held, 3 * block.buckets)
      if (held === null) {
        await taken?.written
        await file.read(block.directory, bytesOf(numbers))
      }
      let offset = block.offset
      return Array.from({ length: block.buckets }, (_, k) => {
        const [bucket, edges, long] = [numbers[3 * k]!, numbers[3 * k + 1]!, numbers[3 * k + 2]!]
        const here = { bucket, edges, long, offset }
        offset += wholePages(3 * edges + width + 4 * long)
        return here
      })
    },
  }
}

/**
 * Parts one block into its two tiles, linking rows and dangling rows, and appends both. The ids of the dangling rows are
 * held until those of the linking ones are written.
 */
async function appendInTiles(kernel: BuildKernel, graph: Appender, blocks: BlockReader, block: InBlock, bits: Uint8Array, state: BuildState, signal: AbortSignal | undefined, report: (edges: number) => void): Promise<Tile[]> {
  const { call } = kernel
  const vertexCount = state.vertexCount ?? 0
  const linkingCount = state.linkingCount
  const width = 2 ** state.shape.bucketBits
  const directory = await blocks.directory(block, width)
  const largest = directory.reduce((most, { edges }) => Math.max(most, edges), 0)
  const longMax = 4 * (Math.floor(block.edges / 255) + 1)

  let end = kernel.pool
  const room = (bytes: number, multiple = 64) => {
    const at = Math.ceil(end / multiple) * multiple
    end = Math.ceil((at + bytes + 16) / 64) * 64
    return at
  }
  const zeros = room(width)
  const bitsAt = room(Math.ceil(width / 8))
  const linking = { counts: room(linkingCount), more: room(longMax) }
  const dangling = { counts: room(vertexCount - linkingCount), more: room(longMax), ids: 0 }
  const index = room(8 * (Math.ceil(Math.max(linkingCount, vertexCount - linkingCount) / tileGroupRows) + 1))
  const inputBytes = wholePages(3 * largest + width + 4 * (Math.floor(largest / 255) + 1))
  const inputs = Array.from({ length: aheadOf(inputBytes) }, () => room(inputBytes, diskPageBytes))
  const into = room(3 * largest)
  dangling.ids = room(3 * block.edges)
  kernel.ensure(end)
  kernel.view(zeros, width).fill(0)
  call.beginParting!(linking.counts, linking.more, dangling.counts, dangling.more, dangling.ids)

  const offset = await graph.pad(64)
  graph.sum = 0
  let next = 0
  const partOne = (counts: number, more: number, ids: number, into: number) => {
    const first = next * width
    const here = Math.min(width, vertexCount - first)
    kernel.view(bitsAt, Math.ceil(here / 8)).set(bits.subarray(first / 8, Math.ceil((first + here) / 8)))
    next += 1
    return call.part!(here, counts, more, ids, bitsAt, into)
  }
  const readBucket = async (at: number): Promise<number> => {
    const entry = directory[at]
    return entry === undefined ? 0 : blocks.bring(entry.offset, 3 * entry.edges + width + 4 * entry.long, inputs[at % inputs.length]!)
  }
  const begin = (at: number) => {
    const reading = readBucket(at)
    reading.catch(() => {})
    return reading
  }
  // The next buckets are read while one is parted.
  const readings = inputs.slice(1).map((_, at) => begin(at))
  for (const [at, { bucket, edges }] of directory.entries()) {
    signal?.throwIfAborted()
    while (next < bucket) partOne(zeros, zeros, zeros, into)
    const input = (await readings.shift())!
    readings.push(begin(at + inputs.length - 1))
    const reserved = await graph.reserve(3 * edges)
    const bytes = partOne(input + 3 * edges, input + 3 * edges + width, input, reserved ?? into)
    if (reserved === null) await graph.appendFrom(into, bytes)
    else graph.commit(bytes)
    report(edges)
  }
  while (next * width < vertexCount) partOne(zeros, zeros, zeros, into)

  const shape = { side: 'in' as const, neighbourFirst: block.first, neighbourSpan: block.rows }
  const danglingBytes = (call.danglingIdsEnd!() >>> 0) - dangling.ids
  const rest = async (rowFirst: number, rowCount: number, edgeCount: number, counts: number, more: number, moreEnd: number, offset: number): Promise<Tile> => {
    const moreCount = (moreEnd - more) / 4
    const arrays = tileArrays({ rowCount, edgeCount, moreCount })
    call.index!(counts, rowCount, more, index)
    await appendZeros(graph, arrays.counts - 3 * edgeCount)
    await graph.appendFrom(counts, rowCount)
    await appendZeros(graph, arrays.more - arrays.counts - rowCount)
    await graph.appendFrom(more, 4 * moreCount)
    await appendZeros(graph, arrays.index - arrays.more - 4 * moreCount)
    await graph.appendFrom(index, arrays.length - arrays.index)
    return { ...shape, rowFirst, rowCount, edgeCount, moreCount, offset, length: arrays.length, crc32: graph.sum }
  }
  const linkingEdges = block.edges - danglingBytes / 3
  const first = await rest(0, linkingCount, linkingEdges, linking.counts, linking.more, call.linkingMoreEnd!() >>> 0, offset)
  const offsetOfSecond = await graph.pad(64)
  graph.sum = 0
  await graph.appendFrom(dangling.ids, danglingBytes)
  const second = await rest(linkingCount, vertexCount - linkingCount, danglingBytes / 3, dangling.counts, dangling.more, call.danglingMoreEnd!() >>> 0, offsetOfSecond)
  return [first, second]
}

/** Reading waits behind what is written meanwhile, several buckets of it. */
const inputsMax = 8
const inputsBytes = 32 * 1024 * 1024

/** How many buckets of such a size are held at once: the one that is parted, and at least one that is read meanwhile. */
function aheadOf(inputBytes: number): number {
  return Math.max(2, Math.min(inputsMax, Math.floor(inputsBytes / inputBytes)))
}

/** In-degrees by row: summed bucket by bucket over all blocks; those of dangling rows wait in a work file. */
async function appendInDegrees(kernel: BuildKernel, graph: Appender, blocks: BlockReader, bits: Uint8Array, state: BuildState, { work, signal, progress }: FinishOptions): Promise<void> {
  const vertexCount = state.vertexCount ?? 0
  const width = 2 ** state.shape.bucketBits
  const waitingFile = await work.file('dangling-degrees')
  await waitingFile.truncate(0)
  const waiting = new Appender(waitingFile, false)
  const directories = await Promise.all(state.blocks.map(async (block) => new Map((await blocks.directory(block, width)).map((entry) => [entry.bucket, entry]))))
  const longMax = directories.reduce((most, directory) => [...directory.values()].reduce((most, { long }) => Math.max(most, long), most), 0)
  const sums = kernel.pool
  const linking = sums + 4 * width
  const dangling = linking + 4 * width
  const bitsAt = dangling + 4 * width
  const inputBytes = wholePages(diskPageBytes + width + 4 * longMax)
  const inputs = wholePages(bitsAt + width)
  kernel.ensure(inputs + 2 * directories.length * inputBytes)
  const inputOf = (bucket: number, block: number) => inputs + ((bucket % 2) * directories.length + block) * inputBytes
  const readCounts = (bucket: number) => Promise.all(directories.map(async (directory, block) => {
    const entry = directory.get(bucket)
    return entry === undefined ? null : blocks.bring(entry.offset + 3 * entry.edges, width + 4 * entry.long, inputOf(bucket, block))
  }))
  // The counts of the next bucket are read while those of one are added up.
  let reading = readCounts(0)
  for (let bucket = 0; bucket * width < vertexCount; bucket++) {
    signal?.throwIfAborted()
    const first = bucket * width
    const here = Math.min(width, vertexCount - first)
    kernel.view(sums, 4 * width).fill(0)
    const found = await reading
    reading = readCounts(bucket + 1)
    reading.catch(() => {})
    for (const counts of found) if (counts !== null) kernel.call.addCounts!(here, counts, counts + width, sums)
    kernel.view(bitsAt, Math.ceil(here / 8)).set(bits.subarray(first / 8, Math.ceil((first + here) / 8)))
    const linkingHere = kernel.call.partSums!(here, sums, bitsAt, linking, dangling)
    await graph.appendFrom(linking, 4 * linkingHere)
    await waiting.append(kernel.view(dangling, 4 * (here - linkingHere)))
    progress?.({ stage: 'adding up in-degrees', done: first + here, total: vertexCount, unit: 'vertices' })
  }
  await reading
  await waiting.flush()
  await copyFile(waitingFile, graph, signal)
}

const copyBytes = 1024 * 1024

async function copyFile(file: WorkFile, graph: Appender, signal: AbortSignal | undefined): Promise<void> {
  for (let at = 0; at < file.size; at += copyBytes) {
    signal?.throwIfAborted()
    await graph.appendRead(Math.min(copyBytes, file.size - at), (into) => file.read(at, into))
  }
}

async function appendBytes(graph: Appender, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; at += copyBytes) await graph.append(bytes.subarray(at, at + copyBytes))
}

function wholePages(bytes: number): number {
  return Math.ceil(bytes / diskPageBytes) * diskPageBytes
}

function bytesOf(numbers: Uint32Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)
}
