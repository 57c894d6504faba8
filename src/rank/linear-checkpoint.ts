import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import type { SharedMemory } from '../lib/web-assembly.js'
import type { Graph, WorkFile, WorkFolder } from '../model/graph.js'
import { addressesOf, type LinearLayout } from './linear-layout.js'
import type { Lane, LinearProblem } from './linear.js'

const stateName = 'linear'
/** One of another version is not gone on from. */
const checkpointVersion = 3
const pieceBytes = 16 * 1024 * 1024

interface State {
  /** Names the problem and how it lies in memory; of another problem nothing is taken over. */
  key: string
  file: string
  crc32: number
  iteration: number
  lanes: Array<Pick<Lane, 'under' | 'iterations' | 'changes' | 'givers' | 'gave' | 'due' | 'share' | 'norm'>>
}

export interface LinearCheckpoint {
  /** Puts back what was kept last; the number of iterations done then. */
  resume(lanes: Lane[]): Promise<number>
  keep(lanes: readonly Lane[], iteration: number): Promise<void>
}

/**
 * Keeps the values, what rows have still to give and what neighbours give, byte for byte, so that a run that was broken off goes on as if it had not
 * been. Two files take turns; the state, written last, says which one counts. They are written over by the next problem.
 */
export function linearCheckpoint(work: WorkFolder, graph: Graph, problem: LinearProblem, layout: LinearLayout, memories: readonly SharedMemory[]): LinearCheckpoint {
  const key = keyOf(graph, problem, layout)
  const pieces = piecesOf(layout, memories)
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0)
  const fileName = (iteration: number) => `linear-${iteration % 2 === 0 ? 'even' : 'odd'}`
  let kept = 0
  return {
    async resume(lanes) {
      const text = await work.readState(stateName)
      const state = text === null || text === '' ? null : (JSON.parse(text) as State)
      if (state === null || state.key !== key) return 0
      const file = await work.file(state.file)
      try {
        if (file.size !== length || (await checksumOf(file)) !== state.crc32) return 0
        let at = 0
        for (const piece of pieces) {
          await file.read(at, piece)
          at += piece.length
        }
      } finally {
        await file.close()
      }
      for (const [place, lane] of lanes.entries()) Object.assign(lane, state.lanes[place])
      kept = state.file === fileName(0) ? 1 : 0
      return state.iteration
    },
    async keep(lanes, iteration) {
      const name = fileName(kept)
      const file = await work.file(name)
      let sum = 0
      try {
        await file.truncate(0)
        for (const piece of pieces) {
          await file.append(piece)
          sum = crc32(piece, sum)
        }
        await file.sync()
      } finally {
        await file.close()
      }
      const state: State = { key, file: name, crc32: sum, iteration, lanes: lanes.map(({ under, iterations, changes, givers, gave, due, share, norm }) => ({ under, iterations, changes, givers, gave, due, share, norm })) }
      await work.writeState(stateName, JSON.stringify(state))
      kept += 1
    },
  }
}

async function checksumOf(file: WorkFile): Promise<number> {
  const buffer = new Uint8Array(Math.min(pieceBytes, file.size))
  let sum = 0
  for (let at = 0; at < file.size; at += buffer.length) {
    const part = buffer.subarray(0, Math.min(buffer.length, file.size - at))
    await file.read(at, part)
    sum = crc32(part, sum)
  }
  return sum
}

function piecesOf(layout: LinearLayout, memories: readonly SharedMemory[]): Uint8Array[] {
  const { shape, plan } = layout
  return plan.memories.flatMap((memory, number) => [
    [addressesOf(layout, memory, plan.rowCount).values, memory.homeCount * shape.lanes * 8] as const,
    [addressesOf(layout, memory, plan.rowCount).rests, shape.precise ? 0 : memory.homeCount * shape.lanes * 4] as const,
    [memory.neighboursAt, memory.neighbourCount * plan.needs.neighbourBytes] as const,
  ].flatMap(([at, bytes]) => Array.from({ length: Math.ceil(bytes / pieceBytes) }, (_, piece) => new Uint8Array(memories[number]!.buffer, at + piece * pieceBytes, Math.min(pieceBytes, bytes - piece * pieceBytes)))))
}

function keyOf(graph: Graph, { side, vectors }: LinearProblem, { shape, plan }: LinearLayout): string {
  const hash = createHash('sha256')
  hash.update(JSON.stringify([checkpointVersion, graph.checksum, graph.vertexCount, graph.edgeCount, side, shape, plan.memories.map(({ neighbourFirst, neighbourCount, homeFirst, homeCount }) => [neighbourFirst, neighbourCount, homeFirst, homeCount])]))
  for (const { seeds, ...numbers } of vectors) {
    hash.update(JSON.stringify(numbers))
    hash.update(Float64Array.from(seeds.flatMap(({ id, weight }) => [id, weight])))
  }
  return hash.digest('hex')
}
