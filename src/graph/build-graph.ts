import { countWords } from '../lib/number-words.js'
import { beginSections } from '../lib/section-file.js'
import { CitewellError } from '../model/error.js'
import { limits } from '../model/limits.js'
import type { EdgeChunk, Graph, WorkFolder } from '../model/graph.js'
import type { Progress } from '../model/operation.js'
import { Appender } from './appender.js'
import { inputEdges, openBuildKernel, rangesMax, type BuildKernel, type BuildShape } from './build-kernel.js'
import { buildStateName, buildStateText, readBuildState, saveBuildState, type BuildState, type GraphMade } from './build-state.js'
import { closeBlock } from './close-block.js'
import { finishGraph, type TakenBlocks } from './finish-graph.js'
import { graphKind } from './graph-header.js'
import { writeNameOrder } from './name-order.js'
import { writeNames, type NameBatch, type NamesMade } from './names.js'

export interface BuildOptions {
  work: WorkFolder
  /** Names what goes in, such as files by name, size, time of change and beginning. Work that was begun with another key is not gone on with. */
  inputKey: string
  release: string
  level: Graph['level']
  naming: Graph['naming']
  /** How many vertices there are, where no names say it. Without either it is the largest id and one. */
  vertexCount?: number
  /** Links of a vertex to itself count as nothing between domains; the published ranks of page graphs keep them. */
  selfLinks?: 'drop' | 'keep'
  /** What it was made from, for the header. */
  inputs?: Array<{ name: string; bytes: number }>
  /** Name and version of the program, for the header. */
  program: string
  /** What the edges are called in messages: "edges.txt.gz". */
  called?: string
  /** Linking vertices of a block; by default as ranking is fastest and smallest. */
  linkingPerBlock?: number
  edgesPerBlock?: number
  /** Width of an `out` tile: so many bits of an id. */
  rangeBits?: number
  /** The state is kept when so many edges came in since: fewer are sooner read again than brought to the disk. */
  keptEdgesMin?: number
  signal?: AbortSignal
  progress?: (progress: Progress) => void
}

/** Measured: what the linking vertices of a block give, two bytes for each vector, stays in the cache next to the processor while ranking. */
const linkingPerFirstBlocks = 400_000
/** Every block costs a byte or two for each linking vertex while ranking: where there are many of these, blocks are fewer and larger. */
const linkingPerLaterBlocks = 1_500_000
const linkingInFirstBlocks = 4_000_000
/** A block with its pairs, while it is sorted, has to fit in 4 GiB: eleven bytes an edge at the very worst. */
const edgesPerBlockUsual = 200_000_000
const rangeBitsUsual = 22
const keptEdgesUsual = 50_000_000
const progressEdges = 4_000_000

/**
 * Builds a graph file from edges sorted by `from`, in one pass. Links that stand there twice are dropped and counted;
 * links of a vertex to itself are counted, and dropped unless they are to be kept.
 *
 * Sources are taken block by block. A block that is whole gives its `out` tiles, which go to the graph file, and its
 * neighbours the other way, which go to a work file in the order of ids: which vertices are linking is known only at the
 * end, and then they are parted into the rows of the `in` tiles. Names are taken in between, as edges leave room for it:
 * these are unpacked in other threads, which would have to wait otherwise. Once the names are there, the state is kept
 * after blocks, so that a build that was killed goes on from there, and ends in the same bytes.
 */
export async function buildGraph(edges: AsyncIterable<EdgeChunk>, names: AsyncIterable<NameBatch> | null, options: BuildOptions): Promise<GraphMade> {
  if ((names === null) !== (options.naming === 'id')) throw new TypeError('names are given just where vertices have some')
  const shape = shapeOf(options)
  const found = await readBuildState(options.work, options.inputKey, shape)
  if (found?.made) return publish(options.work, found.made)
  const state = found ?? (await beginBuild(options, shape))
  // One memory for all: what taking edges needed is free again when the blocks are parted.
  const kernel = await openBuildKernel(kernelShapeOf(state))
  const naming = found === null && names !== null ? takeNames(names, options) : null
  let taken: TakenBlocks | null = null
  try {
    if (state.phase === 'edges') taken = await takeEdges(edges, naming, options, state, kernel)
  } finally {
    await naming?.stop()
  }
  return publish(options.work, await finishGraph({ keptEdgesMin: keptEdgesUsual, ...options }, state, kernel, taken))
}

function shapeOf(options: BuildOptions): BuildState['shape'] {
  const rangeBits = options.rangeBits ?? rangeBitsUsual
  return {
    linkingPerBlock: options.linkingPerBlock === undefined ? null : Math.min(options.linkingPerBlock, 2 ** 24),
    edgesPerBlock: options.edgesPerBlock ?? edgesPerBlockUsual,
    rangeBits,
    bucketBits: Math.min(16, rangeBits),
    vertexCount: options.vertexCount ?? null,
    named: options.naming !== 'id',
    keepSelfLinks: options.selfLinks === 'keep',
  }
}

async function beginBuild({ work, inputKey, ...options }: BuildOptions, shape: BuildState['shape']): Promise<BuildState> {
  for (const name of [...fileNames, 'names', 'name-index', 'name-order']) await (await work.file(name)).truncate(0)
  const vertexCount = options.vertexCount ?? null
  if (vertexCount !== null) checkVertexCount(vertexCount)
  const graph = new Appender(await work.file('graph'))
  await beginSections(graph, graphKind)
  await graph.flush()
  // The state counts on these bytes, so they must outlast a power cut as it does.
  for (const name of fileNames) await (await work.file(name)).sync()
  const state: BuildState = {
    inputKey,
    shape,
    phase: 'edges',
    vertexCount,
    named: null,
    sizes: { graph: graph.size, blocks: 0, sources: 0, degrees: 0 },
    edgesRead: 0,
    edgeCount: 0,
    linkingCount: 0,
    selfLinks: 0,
    duplicates: 0,
    lastSource: -1,
    largestId: -1,
    blocks: [],
    blocksParted: 0,
    tiles: [],
    made: null,
  }
  if (!shape.named) await saveBuildState(work, state)
  return state
}

function checkVertexCount(count: number): void {
  if (count > limits.graphVerticesMax) throw new CitewellError('invalid', `The graph is said to have ${count} vertices; ${limits.graphVerticesMax} are the most that can be built.`)
}

/** Names on their way to their files, while edges are taken. */
interface Naming {
  made: Promise<NamesMade>
  /** True once no more come. */
  ended: boolean
  stop(): Promise<void>
}

function takeNames(names: AsyncIterable<NameBatch>, { work, vertexCount, signal, progress }: BuildOptions): Naming {
  const stopping = new AbortController()
  const options = { signal: signal ? AbortSignal.any([signal, stopping.signal]) : stopping.signal, ...(progress ? { progress } : {}) }
  const take = async () => {
    const made = await writeNames(names, work, options)
    if (!made.inOrder) await writeNameOrder(work, made.count, options)
    if (vertexCount !== undefined && made.count !== vertexCount) throw new CitewellError('invalid', `${made.count} names were given for ${vertexCount} vertices. Take names and edges of one release.`)
    checkVertexCount(made.count)
    return made
  }
  const naming: Naming = {
    made: take().finally(() => (naming.ended = true)),
    ended: false,
    async stop() {
      stopping.abort()
      await naming.made.catch(() => {})
    },
  }
  // Whoever waits for it is told of a failure; until then it must not count as one nobody looks after.
  naming.made.catch(() => {})
  return naming
}

/** Linking vertices of the block that begins after so many: what came before decides, so that a build that goes on cuts as one that was never broken off. */
function linkingOfBlock(before: number): number {
  return before < linkingInFirstBlocks ? linkingPerFirstBlocks : linkingPerLaterBlocks
}

function kernelShapeOf({ shape, vertexCount }: BuildState): BuildShape {
  const vertices = Math.min(vertexCount ?? limits.graphVerticesMax, rangesMax * 2 ** shape.rangeBits)
  return { ...shape, linkingPerBlock: shape.linkingPerBlock ?? linkingPerLaterBlocks, vertices, degreeMax: limits.graphLinksOfVertexMax }
}

/** Takes all edges; what it wrote may still be on its way to the disk when it returns. */
async function takeEdges(edges: AsyncIterable<EdgeChunk>, naming: Naming | null, options: BuildOptions, state: BuildState, kernel: BuildKernel): Promise<TakenBlocks> {
  const { work, signal, progress } = options
  const open = async (name: (typeof fileNames)[number]) => {
    const file = await work.file(name)
    await file.truncate(state.sizes[name])
    return name === 'graph' ? new Appender(file, true, kernel.graphBuffers) : new Appender(file, false, name === 'blocks' ? kernel.blockBuffers : null)
  }
  const files = { graph: await open('graph'), blocks: await open('blocks'), sources: await open('sources'), degrees: await open('degrees') }
  const before = { selfLinks: state.selfLinks, duplicates: state.duplicates, largestId: state.largestId }
  const boundBlock = () => kernel.boundBlock(state.shape.linkingPerBlock ?? linkingOfBlock(state.linkingCount))
  boundBlock()
  kernel.call.goOnAfter!(state.lastSource)
  let read = 0
  let reported = 0
  let saving: Promise<void> = Promise.resolve()

  // Until the names are there it is not known which ids there are, so it is noted where they grew.
  let waiting = naming
  let place = calledOf(options)
  const grown: Array<{ largest: number; place: string }> = []
  const waitForNames = async () => {
    if (waiting === null) return
    state.named = await waiting.made
    waiting = null
    state.vertexCount = state.named.count
    kernel.bound(state.named.count)
    const largest = kernel.call.largestId!()
    const { largest: id, place: where } = grown.find((one) => one.largest >= state.named!.count) ?? { largest, place }
    if (id >= state.named.count) throw beyond(where, id, state.named.count)
    // Where blocks are closed already, what they wrote is kept with the next state, and the names with it.
    if (state.blocks.length === 0) await saveBuildState(work, state)
  }

  const close = async () => {
    if (waiting?.ended) await waitForNames()
    await saving
    signal?.throwIfAborted()
    // Names tell how far they are until they are there.
    await closeBlock(kernel, files, state, { signal, ...(waiting === null ? { progress } : {}) })
    state.selfLinks = before.selfLinks + kernel.call.selfLinksSeen!()
    state.duplicates = before.duplicates + kernel.call.duplicatesDropped!()
    state.largestId = Math.max(before.largestId, kernel.call.largestId!())
    boundBlock()
    kernel.call.begin!(kernel.rangeCount, kernel.bucketCount)
  }
  // What is kept waits for the disk while the next block is taken: no file is touched until that one is whole.
  let kept = state.edgesRead
  const keptEdgesMin = options.keptEdgesMin ?? keptEdgesUsual
  const save = () => {
    if (waiting !== null || state.edgesRead - kept < keptEdgesMin) return
    kept = state.edgesRead
    saving = keep(files, work, state)
    saving.catch(() => {})
  }

  try {
    for await (const chunk of edges) {
      signal?.throwIfAborted()
      place = placeOf(chunk, 0) ?? `${calledOf(options)}, edge ${read + 1}`
      for (let at = Math.min(chunk.count, Math.max(0, state.edgesRead - read)); at < chunk.count;) {
        const count = Math.min(inputEdges, chunk.count - at)
        kernel.view32(kernel.from, count).set(chunk.from.subarray(at, at + count))
        kernel.view32(kernel.to, count).set(chunk.to.subarray(at, at + count))
        for (let taken = 0; taken < count;) {
          taken = kernel.call.take!(taken, count)
          const why = kernel.call.why!()
          if (why === blockFull) {
            await close()
            state.lastSource = kernel.call.lastSource!()
            state.edgesRead = read + at + taken
            save()
          } else if (why !== 0) {
            await waitForNames()
            throw faultOf(why, options, kernel, taken, placeOf(chunk, at + taken) ?? `${calledOf(options)}, edge ${read + at + taken + 1}`)
          }
        }
        at += count
      }
      read += chunk.count
      if (waiting !== null && kernel.call.largestId!() > (grown.at(-1)?.largest ?? -1)) grown.push({ largest: kernel.call.largestId!(), place })
      if (waiting?.ended !== false && read - reported >= progressEdges) {
        reported = read
        progress?.({ stage: 'reading edges', done: read, total: null, unit: 'edges' })
      }
    }
    if (read < state.edgesRead) throw new CitewellError('conflict', `${calledOf(options)} now ends after ${read} edges, but ${state.edgesRead} were read before. Begin again.`)
    kernel.call.finish!()
    await waitForNames()
    if (kernel.call.why!() !== 0) throw faultOf(kernel.call.why!(), options, kernel, 0, `${calledOf(options)}, edge ${read}`)
    await close()
    state.edgesRead = read
    state.phase = 'parting'
    state.vertexCount = vertexCountOf(options, state)
    save()
    const written = files.blocks.flush()
    written.catch(() => {})
    for (const name of fileNames) {
      if (name !== 'blocks') await files[name].flush()
      state.sizes[name] = files[name].size
    }
    return { heldAt: (offset, bytes) => files.blocks.heldAt(offset, bytes), written, kept: saving }
  } catch (error) {
    await saving.catch(() => {})
    for (const file of Object.values(files)) await file.settle()
    throw error
  }
}

const blockFull = 4
/** Files of the work that grow with the edges. */
const fileNames = ['graph', 'blocks', 'sources', 'degrees'] as const

async function keep(files: Record<(typeof fileNames)[number], Appender>, work: WorkFolder, state: BuildState): Promise<void> {
  for (const name of fileNames) state.sizes[name] = files[name].size
  // The state of this moment: the next source changes it while the disk is waited for.
  const text = buildStateText(state)
  for (const name of fileNames) {
    await files[name].flush()
    await files[name].file.sync()
  }
  await work.writeState(buildStateName, text)
}

/** Readers of text say where a chunk begins; lines that hold no edge make it a little less than exact. */
function placeOf(chunk: EdgeChunk & { file?: string; line?: number }, edge: number): string | null {
  return chunk.file !== undefined && chunk.line !== undefined ? `${chunk.file}, about line ${countWords(chunk.line + edge)}` : null
}

/** An announced number alone must not cost memory or disk: where vertices have no names, edges have to bear it out. */
function vertexCountOf(options: BuildOptions, state: BuildState): number {
  const count = state.vertexCount ?? state.largestId + 1
  const bearable = limits.graphVerticesFreeMax + limits.graphVerticesOfEdgeMax * state.edgeCount
  if (!state.named && count > bearable) {
    const said = state.vertexCount === null ? `names a vertex ${state.largestId}` : `is said to have ${count} vertices`
    throw new CitewellError('invalid', `${calledOf(options)} ${said}, with only ${state.edgeCount} edges: too few to be a graph of that size. Number the vertices from 0 without gaps, or give their names.`)
  }
  return count
}

function faultOf(why: number, options: BuildOptions, kernel: BuildKernel, at: number, place: string): CitewellError {
  const from = kernel.view32(kernel.from, inputEdges)[at] ?? 0
  const to = kernel.view32(kernel.to, inputEdges)[at] ?? 0
  const source = kernel.call.lastSource!()
  const count = kernel.shape.vertices
  switch (why) {
    case 1:
      return new CitewellError('invalid', `${place}: it is from ${from}, after one from ${source}. Edges must be sorted by the number they are from; sort them (sort -n -k1,1 -k2,2).`)
    case 2:
    case 3: {
      const id = why === 2 ? from : to
      const known = options.vertexCount !== undefined || options.naming !== 'id'
      return known ? beyond(place, id, count) : new CitewellError('invalid', `${place}: it names vertex ${id}; numbers up to ${count - 1} can be read. Number the vertices from 0 without gaps, or give their names.`)
    }
    case 5:
      return new CitewellError('invalid', `${place}: vertex ${source} has more than ${limits.graphUnsortedLinksMax} links, and they are not in order. Sort the edges by both numbers (sort -n -k1,1 -k2,2).`)
    default:
      return new CitewellError('invalid', `${place}: vertex ${source} links to more than ${limits.graphLinksOfVertexMax} vertices, which is more than can be built.`)
  }
}

function beyond(place: string, id: number, count: number): CitewellError {
  return new CitewellError('invalid', `${place}: it names vertex ${id}, but there are only ${count}, numbered from 0. Take edges and vertices of one release.`)
}

function calledOf(options: BuildOptions): string {
  return options.called ?? 'The list of edges'
}

async function publish(work: WorkFolder, made: GraphMade): Promise<GraphMade> {
  await work.publish('graph')
  await work.remove()
  return made
}
