import { bindModule, compileModule, growingMemory, type WasmModule } from '../lib/web-assembly.js'
import { CitewellError } from '../model/error.js'
import { kernelBufferBytes, diskPageBytes, type KernelBuffers } from './appender.js'
import { wasm } from './printed/build.js'

/** Edges that are handed to the kernel at once. */
export const inputEdges = 65_536
// As in kernels/graph/build.ts.
/** Ranges of ids that `out` tiles may speak of: their tables have a kilobyte each. */
export const rangesMax = 4_096
const rangeBytes = 16
const bucketBytes = 8
const slotsOfRange = 256
const unitBytes = 65_536
/** Room for the largest blocks there can be must stay, in 4 GiB. Memory is taken from the machine as it is filled. */
const heldBytes = 768 * 1024 * 1024
const listEdgesMin = 4 * 1024 * 1024

export interface BuildShape {
  vertices: number
  rangeBits: number
  bucketBits: number
  linkingPerBlock: number
  edgesPerBlock: number
  degreeMax: number
  keepSelfLinks: boolean
}

export interface BuildKernel {
  call: Record<string, (...numbers: number[]) => number>
  shape: BuildShape
  /** From now on there are so many vertices, no more than the shape said. */
  bound(vertices: number): void
  /** From now on a block has so many sources at most, no more than the shape said. */
  boundBlock(sources: number): void
  rangeCount: number
  bucketCount: number
  from: number
  to: number
  ids: number
  degrees: number
  tally: number
  /** For what goes to the graph file, and to the work file of blocks, whose first blocks need not be read again from the disk. */
  graphBuffers: KernelBuffers
  blockBuffers: KernelBuffers
  /** First address behind the tables. */
  pool: number
  view(at: number, length: number): Uint8Array
  view32(at: number, length: number): Uint32Array
  /** Makes sure that the memory reaches to `end`. */
  ensure(end: number): void
}

let compiled: Promise<WasmModule> | null = null

/** The kernel of kernels/graph/build.ts with its tables laid out in a memory of its own. */
export async function openBuildKernel(shape: BuildShape): Promise<BuildKernel> {
  const memory = within(growingMemory)
  const exports = bindModule(await (compiled ??= compileModule(Buffer.from(wasm, 'base64'))), memory)
  let end = unitBytes
  const room = (bytes: number, multiple = 64) => {
    const at = Math.ceil(end / multiple) * multiple
    end = Math.ceil((at + bytes) / 64) * 64
    return at
  }
  // A list in order that fills its room spans more than one range, so that a part of it can be spread.
  const listEdges = Math.max(listEdgesMin, 2 ** shape.rangeBits) + 1
  const rangeCount = Math.ceil(shape.vertices / 2 ** shape.rangeBits)
  const bucketCount = Math.ceil(shape.vertices / 2 ** shape.bucketBits)
  const longCounts = Math.floor((shape.edgesPerBlock + shape.degreeMax) / 255) + 1
  const from = room(4 * inputEdges)
  const to = room(4 * inputEdges)
  const ids = room(4 * shape.linkingPerBlock)
  const degrees = room(4 * shape.linkingPerBlock)
  const ranges = room(rangeBytes * rangeCount)
  const slots = room(4 * slotsOfRange * rangeCount)
  const buckets = room(bucketBytes * bucketCount)
  const tally = room(4 * 2 ** Math.max(11, shape.bucketBits))
  const list = room(4 * listEdges)
  const scratch = room(4 * listEdges)
  const more = room(8 * longCounts)
  const view = (at: number, length: number) => new Uint8Array(memory.buffer, at, length)
  // A kernel may write some bytes more than count.
  const buffer = () => room(kernelBufferBytes + 64, diskPageBytes)
  const [graphPlaces, blockPlaces] = [[buffer(), buffer()], [buffer(), buffer()]] as const
  const held = { at: room(heldBytes + 64, diskPageBytes), bytes: heldBytes }
  end = Math.ceil(end / unitBytes) * unitBytes
  const call = guarded(exports)
  const bounded = { ...shape }
  const limit = () => void call.limit!(bounded.vertices, shape.rangeBits, shape.bucketBits, bounded.linkingPerBlock, shape.edgesPerBlock, shape.degreeMax, listEdges, shape.keepSelfLinks ? 1 : 0)
  limit()
  call.place!(from, to, list, scratch, tally, ids, degrees, ranges, slots, more, buckets, end)
  call.ensure!(end)
  call.begin!(rangeCount, bucketCount)
  const move = (to: number, from: number, bytes: number) => void call.move!(to, from, bytes)
  return {
    call,
    shape: bounded,
    bound(vertices) {
      bounded.vertices = Math.min(vertices, shape.vertices)
      limit()
    },
    boundBlock(sources) {
      bounded.linkingPerBlock = Math.min(sources, shape.linkingPerBlock)
      limit()
    },
    rangeCount,
    bucketCount,
    from,
    to,
    ids,
    degrees,
    tally,
    pool: end,
    graphBuffers: { places: graphPlaces, view, move },
    blockBuffers: { places: blockPlaces, held, view, move },
    view,
    view32: (at, length) => new Uint32Array(memory.buffer, at, length),
    ensure: (end) => void call.ensure!(end),
  }
}

/** A kernel stops with a trap only where it gets no more memory. */
function guarded(exports: Record<string, (...numbers: number[]) => number>): Record<string, (...numbers: number[]) => number> {
  const call: Record<string, (...numbers: number[]) => number> = {}
  for (const [name, run] of Object.entries(exports)) {
    if (typeof run !== 'function') continue
    call[name] = (...numbers) => within(() => run(...numbers))
  }
  return call
}

function within<Result>(run: () => Result): Result {
  try {
    return run()
  } catch (error) {
    throw new CitewellError('unavailable', 'Building the graph needs more memory than the machine gives, or than 4 GiB for one block of its edges. Close other programs, or use a machine with more memory; where few of the numbers stand for a vertex, number them from 0 without gaps.', { cause: error })
  }
}
