import { crc32 } from 'node:zlib'
import { bindModule, compileModule, giveBack, type SharedMemory } from '../lib/web-assembly.js'
import { tileArrays, type Graph } from '../model/graph.js'
import type { Progress } from '../model/operation.js'
import { packedBytes, packSpareBytes, type MemoryPlan, type PlannedTile } from './memories.js'
import { wasm as cutSlices } from './printed/cut-slices.js'
import { wasm as pull } from './printed/pull.js'
import { tileSlicer } from './sliced-tiles.js'
import { takeMemories } from './take-memories.js'
import { damagedTile } from './tile-index.js'

export interface LoadOptions {
  signal?: AbortSignal
  progress?: (progress: Progress) => void
}

const loadBytes = 32 * 1024 * 1024

/** Makes the memories of a plan and reads their tiles into them; the rest of each is zero. Damaged tiles are refused. */
export async function loadMemories(graph: Graph, plan: MemoryPlan, options: LoadOptions = {}): Promise<SharedMemory[]> {
  const memories = takeMemories(plan.memories.map(({ bytes }) => bytes), graph.name)
  try {
    await readTiles(graph, plan, memories, options)
  } catch (error) {
    giveBack(plan.bytes)
    throw error
  }
  return memories
}

async function readTiles(graph: Graph, plan: MemoryPlan, memories: readonly SharedMemory[], { signal, progress }: LoadOptions): Promise<void> {
  const total = plan.memories.reduce((sum, { columns }) => sum + columns.reduce((sum, { tiles }) => sum + tiles.reduce((sum, { tile }) => sum + tile.length, 0), 0), 0)
  const [compiled, slicer] = [await compileModule(Buffer.from(pull, 'base64')), tileSlicer(await compileModule(Buffer.from(cutSlices, 'base64')))]
  let done = 0
  const tell = (bytes: number) => {
    signal?.throwIfAborted()
    done += bytes
    progress?.({ stage: 'reading the graph', done, total, unit: 'bytes' })
  }
  try {
    for (const [number, { columns, spareAt }] of plan.memories.entries()) {
      const memory = memories[number]!
      const { pack } = bindModule(compiled, memory)
      const spare = { at: spareAt, bytes: plan.needs.spareBytes ?? 0 }
      for (const planned of columns.flatMap(({ tiles }) => tiles)) {
        signal?.throwIfAborted()
        if (planned.form === 'sliced') {
          await slicer.slice(graph, planned, { stripes: plan.stripes, rowBytes: plan.needs.rowBytes }, memory, tell)
          continue
        }
        let sum = 0
        const read = async (from: number, at: number, bytes: number) => {
          const into = new Uint8Array(memory.buffer, at, bytes)
          await graph.readTile(planned.tile, from, into)
          sum = crc32(into, sum)
          tell(bytes)
        }
        await (planned.form === 'packed' ? readPacked(planned, spare, read, pack!) : readPlain(planned.ids, 0, planned.tile.length, read))
        if (sum !== planned.tile.crc32) throw damagedTile(graph.name, planned.tile)
      }
      new Uint8Array(memory.buffer, spare.at, spare.bytes).fill(0)
    }
  } finally {
    slicer.close()
  }
}

/** Reads so many bytes of a tile, from place `from` of it, to an address. */
type ReadPart = (from: number, at: number, bytes: number) => Promise<void>

async function readPlain(at: number, from: number, bytes: number, read: ReadPart): Promise<void> {
  for (let done = 0; done < bytes; done += loadBytes) await read(from + done, at + done, Math.min(loadBytes, bytes - done))
}

/** Ids are read into the spare room, which nothing else uses yet, and packed from there. */
async function readPacked({ tile, ids, counts }: PlannedTile, { at, bytes }: { at: number; bytes: number }, read: ReadPart, pack: (ids: number, count: number, words: number) => number): Promise<void> {
  const atOnce = 3 * Math.floor((bytes - packSpareBytes) / 9)
  for (let edge = 0; edge < tile.edgeCount; edge += atOnce) {
    const count = Math.min(atOnce, tile.edgeCount - edge)
    await read(3 * edge, at, 3 * count)
    pack(at, count, ids + packedBytes(edge))
  }
  const from = tileArrays(tile).counts
  await read(3 * tile.edgeCount, at, from - 3 * tile.edgeCount)
  await readPlain(counts, from, tile.length - from, read)
}
