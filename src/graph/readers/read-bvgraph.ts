import { countWords } from '../../lib/number-words.js'
import { CitewellError } from '../../model/error.js'
import { readWhole, type FileInput } from '../../model/file-input.js'
import type { EdgeChunk } from '../../model/graph.js'
import { limits } from '../../model/limits.js'
import { HugeNumberError, PastEndError } from './bit-reader.js'
import { BitStream } from './bit-stream.js'
import { BVGraphLists, ListError } from './bvgraph-lists.js'
import { bvgraphProperties, type BVGraphProperties } from './bvgraph-properties.js'

/** The files of a graph in the BVGraph format, which have one name and these endings. */
export interface BVGraphFiles {
  properties: FileInput
  graph: FileInput
  /** Where each list begins: only compared with what is found. */
  offsets?: FileInput
}

export interface BVGraphReader {
  vertexCount: number
  edgeCount: number
  /** All edges, by `from` and then `to`. `skip`: edges to pass over first, those read before a stop. */
  edges(options?: { signal?: AbortSignal; skip?: number }): AsyncGenerator<EdgeChunk>
}

const propertiesBytesMax = 1024 * 1024
const chunkEdges = 128 * 1024
/** Writers fill the last word up; more than one word behind the last list belongs to another graph. */
const paddingBitsMax = 71

/** A graph as WebGraph compresses it (`.properties`, `.graph`, `.offsets`), as LAW and Common Crawl publish it. */
export async function readBVGraph(files: BVGraphFiles): Promise<BVGraphReader> {
  const text = Buffer.from(await readWhole(files.properties, propertiesBytesMax)).toString('latin1')
  const properties = bvgraphProperties(text, files.properties.name)
  return {
    vertexCount: properties.vertexCount,
    edgeCount: properties.edgeCount,
    edges: (options = {}) => edgesOf(files, properties, options),
  }
}

async function* edgesOf(files: BVGraphFiles, graph: BVGraphProperties, { signal, skip = 0 }: { signal?: AbortSignal; skip?: number }): AsyncGenerator<EdgeChunk> {
  const stream = new BitStream(files.graph.open())
  const offsets = files.offsets ? new BitStream(files.offsets.open()) : null
  const lists = new BVGraphLists(graph)
  const from = new Uint32Array(chunkEdges)
  let toSkip = skip
  let offset = 0
  /** Edges in the arena from `taken` on are not handed on yet, `waiting` of them; `from` holds their vertices. */
  let taken = 0
  let waiting = 0
  const refuse = (vertex: number, what: string, name = files.graph.name): never => {
    throw new CitewellError('invalid', `${name}: the list of vertex ${countWords(vertex)} of ${countWords(graph.vertexCount)} cannot be read: ${what}. The file is damaged or belongs to other properties; fetch the files again together.`)
  }
  const chunk = (): EdgeChunk | null => {
    const skipped = Math.min(toSkip, waiting)
    toSkip -= skipped
    const given = skipped < waiting ? { from: from.subarray(skipped, waiting), to: lists.arena.subarray(taken + skipped, taken + waiting), count: waiting - skipped } : null
    taken += waiting
    waiting = 0
    return given
  }

  try {
    for (let vertex = 0; vertex < graph.vertexCount; vertex += 1) {
      if ((vertex & 0xffff) === 0) signal?.throwIfAborted()
      if (offsets) {
        offset += await nextGap(offsets, graph, () => refuse(vertex, 'the offsets end before it', files.offsets!.name))
        if (offset !== stream.position) refuse(vertex, `it begins at bit ${stream.position}, and ${files.offsets!.name} says ${offset}`)
      }
      let degree = 0
      for (;;) {
        const start = stream.bits.at
        try {
          degree = lists.next(stream.bits)
          break
        } catch (error) {
          // Past the end there are zeros, and what they say means nothing.
          const early = error instanceof PastEndError || stream.bits.at > stream.bits.end
          if (!early || stream.ended) refuse(vertex, faultOf(error, early))
        }
        if (!(await stream.readOn(start, limits.bvgraphListBytesMax))) refuse(vertex, `it is longer than ${limits.bvgraphListBytesMax} bytes`)
      }
      for (let left = degree; left > 0; ) {
        const part = Math.min(left, chunkEdges - waiting)
        from.fill(vertex, waiting, waiting + part)
        waiting += part
        left -= part
        if (waiting < chunkEdges) break
        const full = chunk()
        signal?.throwIfAborted()
        if (full) yield full
      }
      if (lists.isLoose) {
        const rest = chunk()
        if (rest) yield rest
        lists.compact()
        taken = lists.top
      }
    }
    const last = chunk()
    if (last) yield last
    await checkEnd(files, graph, stream, offsets, offset, lists.edgeCount)
  } finally {
    await stream.close()
    await offsets?.close()
  }
}

/** The next gap between two offsets. */
async function nextGap(offsets: BitStream, graph: BVGraphProperties, refuse: () => never): Promise<number> {
  const { code, parameter } = graph.codes.offsets
  for (;;) {
    const start = offsets.bits.at
    try {
      const gap = offsets.bits.read(code, parameter)
      if (offsets.bits.at <= offsets.bits.end) return gap
      if (offsets.ended) refuse()
    } catch (error) {
      if (!(error instanceof PastEndError) || offsets.ended) refuse()
    }
    await offsets.readOn(start, limits.bvgraphListBytesMax)
  }
}

async function checkEnd(files: BVGraphFiles, graph: BVGraphProperties, stream: BitStream, offsets: BitStream | null, offset: number, edgeCount: number): Promise<void> {
  const refuse = (what: string): never => {
    throw new CitewellError('invalid', `${files.graph.name}: ${what}. The files do not belong together, or are damaged; fetch them again together.`)
  }
  if (edgeCount !== graph.edgeCount) refuse(`it holds ${countWords(edgeCount)} edges, and ${files.properties.name} announces ${countWords(graph.edgeCount)}`)
  if (offsets) {
    const last = offset + (await nextGap(offsets, graph, () => refuse(`${files.offsets!.name} ends too early`)))
    if (last !== stream.position) refuse(`its last list ends at bit ${stream.position}, and ${files.offsets!.name} says ${last}`)
  }
  await stream.readOn(stream.bits.at, limits.bvgraphListBytesMax)
  if (stream.bits.end - stream.bits.at > paddingBitsMax) refuse('it goes on after the list of the last vertex')
}

function faultOf(error: unknown, early: boolean): string {
  if (early) return 'the file ends within it'
  if (error instanceof HugeNumberError) return 'it holds a number that is too large'
  if (error instanceof ListError) return error.message
  throw error
}
