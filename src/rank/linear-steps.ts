import type { Crew } from '../lib/crew.js'
import type { SharedMemory } from '../lib/web-assembly.js'
import type { ChunkResults, Round } from './linear-phases.js'
import { addressesOf, laneBytes, resultNumbers, type LinearLayout } from './linear-layout.js'
import type { Lane } from './linear.js'

/** What the steps of an iteration work on. */
export interface SteppedRun {
  layout: LinearLayout
  memories: readonly SharedMemory[]
  crew: Crew
  lanes: readonly Lane[]
  vertexCount: number
  signal?: AbortSignal
}

/** One way of solving: how values are given, and what the lanes learn from it. */
export interface LinearSteps {
  /** What comes before the first iteration; what a checkpoint holds is put back after it. */
  begin(): Promise<void>
  /** Tells the kernels what each lane needs in this iteration, the first being 1, and gives its phases. */
  round(iteration: number): Round
  settle(sums: readonly LaneSums[], iteration: number): void
  /** What comes after the last iteration: neighbours then hold what dangling vertices get, whole. */
  end(): Promise<void>
}

/** The numbers that chunks left for a lane, added up; see kernels/rank/settle.ts and rests.ts. */
type LaneSums = [number, number, number]

/** Writes what the kernels have to know of each lane into all memories. */
export function writeLanes({ layout, memories, lanes }: Pick<SteppedRun, 'layout' | 'memories' | 'lanes'>, numbersOf: (lane: Lane) => readonly number[]): void {
  const numbers = lanes.map(numbersOf)
  for (const [number, memory] of layout.plan.memories.entries()) {
    const table = new Float64Array(memories[number]!.buffer, addressesOf(layout, memory, layout.plan.rowCount).lanes, (lanes.length * laneBytes) / 8)
    for (const [lane, some] of numbers.entries()) table.set(some, (lane * laneBytes) / 8)
  }
}

export function readResults(results: readonly ChunkResults[], memories: readonly SharedMemory[], laneCount: number): LaneSums[] {
  const sums = Array.from({ length: laneCount }, (): LaneSums => [0, 0, 0])
  for (const { memory, at, chunks } of results) {
    const numbers = new Float64Array(memories[memory]!.buffer, at, chunks * laneCount * resultNumbers)
    for (let place = 0; place < numbers.length; place += resultNumbers) {
      const sum = sums[(place / resultNumbers) % laneCount]!
      for (let which = 0; which < resultNumbers; which += 1) sum[which]! += numbers[place + which]!
    }
  }
  return sums
}

/** A grid for numbers whose sizes add up to no more than `most`: 1.5 times a power of two well above. */
export function gridFor(most: number): number {
  return most > 0 && most < Infinity ? 1.5 * 2 ** Math.max(-900, Math.ceil(Math.log2(most)) + 2) : 6
}

/** Whether a lane goes on after an iteration with such a change. */
export function goesOn({ iterationsMax, tolerance }: Lane['vector'], iteration: number, change: number): boolean {
  return iteration < iterationsMax && !(tolerance > 0 && change <= tolerance)
}
