import type { SharedMemory } from '../lib/web-assembly.js'
import type { Graph } from '../model/graph.js'
import { isLinking } from './numbering.js'
import { addressesOf, jumpBytes, type LinearLayout } from './linear-layout.js'
import type { Lane, LinearProblem, LinearVector } from './linear.js'
import type { PlannedMemory } from './memories.js'

export interface LinearStart {
  graph: Graph
  problem: LinearProblem
  bits: Uint32Array
  linkingBelow: (id: number) => number
}

const idsAtOnce = 2 ** 20

/**
 * Fills the memories with what does not change (degrees, places, jumps) and with the first values: the jump, and for
 * vertices that nobody gives to, what the jump leaves them.
 */
export async function beginValues(start: LinearStart, layout: LinearLayout, memories: readonly SharedMemory[], signal?: AbortSignal): Promise<Lane[]> {
  const { graph, problem: { side, vectors }, bits, linkingBelow } = start
  const jumps = vectors.flatMap(({ seeds, damping }, lane) => seeds.filter(({ id }) => isLinking(bits, id)).map(({ id, weight }) => ({ row: linkingBelow(id), lane, weight, jump: (1 - damping) * weight })))
  jumps.sort((a, b) => a.row - b.row || a.lane - b.lane)
  const lanes = vectors.map((vector) => laneOf(start, vector))
  for (const [number, memory] of layout.plan.memories.entries()) {
    signal?.throwIfAborted()
    const { buffer } = memories[number]!
    const { values, degrees, jumps: jumpsAt } = addressesOf(layout, memory, layout.plan.rowCount)
    const mine = jumps.filter(({ row }) => row >= memory.homeFirst && row < memory.homeFirst + memory.homeCount)
    const numbers = new Float64Array(buffer, values, memory.homeCount * vectors.length)
    for (const [lane, { even }] of vectors.entries()) {
      for (let at = lane; at < numbers.length; at += vectors.length) numbers[at] = even / graph.vertexCount
    }
    const table = new DataView(buffer, jumpsAt, layout.shape.jumpCount * jumpBytes)
    for (let place = 0; place < layout.shape.jumpCount; place += 1) {
      const jump = mine[place]
      // Behind the last one stand rows that never come.
      table.setUint32(place * jumpBytes, jump ? jump.row - memory.homeFirst : 0xffffffff, true)
      if (!jump) continue
      table.setUint32(place * jumpBytes + 4, jump.lane, true)
      table.setFloat64(place * jumpBytes + 8, jump.jump, true)
      numbers[(jump.row - memory.homeFirst) * vectors.length + jump.lane]! += jump.weight
    }
    const counts = new Uint32Array(buffer, degrees, memory.homeCount)
    for (let at = 0; at < memory.homeCount; at += idsAtOnce) {
      const into = counts.subarray(at, at + idsAtOnce)
      await (side === 'in' ? graph.readOutDegrees(memory.homeFirst + at, into) : graph.readInDegrees(memory.homeFirst + at, into))
    }
    for (const [lane, state] of lanes.entries()) {
      for (let row = 0; row < memory.homeCount; row += 1) if (counts[row] !== 0) state.givers += numbers[row * vectors.length + lane]!
    }
    if (side === 'out') await beginOutside(start, layout, memory, memories[number]!, lanes, signal)
  }
  return lanes
}

function laneOf({ graph, problem, bits }: LinearStart, vector: LinearVector): Lane {
  const { even, seeds, damping, iterationsMax } = vector
  const jump = seeds.reduce((sum, { weight }) => sum + weight, even)
  const linkingJump = seeds.reduce((sum, { id, weight }) => (isLinking(bits, id) ? sum + weight : sum), (even * graph.linkingCount) / graph.vertexCount)
  const fixed = problem.side === 'out' ? { given: 0, total: (1 - damping) * (jump - linkingJump) } : null
  return { vector, under: iterationsMax > 0, iterations: 0, changes: [], norm: fixed === null ? jump : linkingJump + fixed.total, givers: 0, gave: 0, due: 0, share: 1, jump, linkingJump, fixed }
}

/**
 * With all links turned round, dangling vertices give too, always the same, since nobody gives to them. Says where
 * each row at home stands among the neighbours, and writes what the dangling ones give.
 */
async function beginOutside({ graph, problem: { vectors }, bits, linkingBelow }: LinearStart, layout: LinearLayout, memory: PlannedMemory, { buffer }: SharedMemory, lanes: readonly Lane[], signal?: AbortSignal): Promise<void> {
  const { places } = addressesOf(layout, memory, layout.plan.rowCount)
  const placeOfRow = new Uint32Array(buffer, places, memory.homeCount)
  const end = memory.neighbourFirst + memory.neighbourCount
  const given = layout.shape.precise ? new Float64Array(buffer, memory.neighboursAt, memory.neighbourCount * vectors.length) : new Float32Array(buffer, memory.neighboursAt, memory.neighbourCount * vectors.length)
  const weights = vectors.map(({ seeds }) => new Map(seeds.map(({ id, weight }) => [id, weight])))
  const degrees = new Uint32Array(idsAtOnce)
  for (let first = memory.neighbourFirst; first < end; first += idsAtOnce) {
    signal?.throwIfAborted()
    const last = Math.min(end, first + idsAtOnce)
    let row = linkingBelow(first)
    let dangling = 0
    const danglingFirst = first - row
    await graph.readInDegrees(graph.linkingCount + danglingFirst, degrees.subarray(0, last - linkingBelow(last) - danglingFirst))
    for (let id = first; id < last; id += 1) {
      const place = id - memory.neighbourFirst
      if (isLinking(bits, id)) {
        placeOfRow[row - memory.homeFirst] = place
        row += 1
        continue
      }
      const degree = degrees[dangling]!
      dangling += 1
      if (degree === 0) continue
      for (const [lane, vector] of vectors.entries()) {
        const value = danglingValue(vector, graph.vertexCount, weights[lane]!.get(id))
        given[place * vectors.length + lane] = value / degree
        lanes[lane]!.fixed!.given += value
      }
    }
  }
}

/** Value of a vertex that nobody gives to. */
export function danglingValue({ damping, even }: LinearVector, vertexCount: number, weight = 0): number {
  return ((1 - damping) * even) / vertexCount + (1 - damping) * weight
}
