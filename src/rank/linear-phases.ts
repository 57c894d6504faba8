import type { Phase } from '../lib/crew.js'
import { tileGroupRows } from '../model/graph.js'
import { addressesOf, resultNumbers, settleRows, type LinearLayout, type LinearShape } from './linear-layout.js'
import { groupsOfStripe, type PlannedMemory, type Stripe } from './memories.js'

const spreadRows = 8_192
const bringBytes = 1024 * 1024
const chunkGroupsMax = 32

/** Name of the function that pulls so many vectors, from a tile whose ids are packed or not. */
export function pullName({ precise, lanes }: Pick<LinearShape, 'precise' | 'lanes'>, packed: boolean): string {
  return `pull${precise ? 'F64' : 'F32'}${lanes === 1 ? '' : `x${lanes}`}${packed ? 'Packed' : ''}`
}

/** Groups that one chunk of a pull goes through: many chunks, for rows are unlike, but none without work. */
export function chunkGroupsOf(groups: number): number {
  return Math.max(1, Math.min(chunkGroupsMax, Math.ceil(groups / 256)))
}

/** Where one memory's chunks of `finish` leave their results: in order of stripes. */
export interface FinishResults {
  memory: number
  at: number
  chunks: number
}

/**
 * One iteration: everybody gives, all tiles are gone through, sums become values. The sums of a row go from memory to
 * memory, so they are added in order of blocks whatever the number of memories; the last one has them whole.
 */
export function iterationPhases(layout: LinearLayout): { phases: Phase[]; results: FinishResults[] } {
  const { plan, shape } = layout
  const phases: Phase[] = plan.memories.map((memory, number) => spreadPhase(layout, memory, number))
  const results: FinishResults[] = []
  const finished = plan.memories.map(() => 0)
  for (const stripe of plan.stripes) {
    for (const [number, memory] of plan.memories.entries()) {
      phases.push(...(number === 0 ? clearPhases(memory, stripe, shape) : [bringPhase(layout, number, stripe)]))
      phases.push(...pullPhases(layout, memory, number, stripe))
    }
    for (const [number, memory] of plan.memories.entries()) {
      const phase = finishPhase(layout, memory, number, stripe, finished[number]!)
      if (phase === null) continue
      phases.push(phase)
      results.push({ memory: number, at: addressesOf(layout, memory, plan.rowCount).results + finished[number]! * shape.lanes * resultNumbers * 8, chunks: phase.chunks })
      finished[number]! += phase.chunks
    }
  }
  return { phases: phases.filter(({ chunks }) => chunks > 0), results }
}

function spreadPhase(layout: LinearLayout, memory: PlannedMemory, number: number): Phase {
  const { shape: { precise, lanes }, plan } = layout
  const { values, degrees, places, lanes: lanesAt } = addressesOf(layout, memory, plan.rowCount)
  return {
    module: 'settle', call: precise ? 'spreadF64' : 'spreadF32', memory: number, chunks: Math.ceil(memory.homeCount / spreadRows),
    numbers: [spreadRows, memory.homeCount, lanes, values, degrees, places, memory.neighboursAt, lanesAt],
  }
}

/** Rows of the stripe that no tile of the first memory speaks of begin at zero; the others do so in their first tile. */
function clearPhases(memory: PlannedMemory, stripe: Stripe, { lanes }: LinearShape): Phase[] {
  const covered = memory.columns.flatMap(({ tiles }) => tiles.map(({ tile }) => [tile.rowFirst, tile.rowFirst + tile.rowCount] as const)).sort((a, b) => a[0] - b[0])
  const phases: Phase[] = []
  let row = stripe.first
  for (const [first, end] of [...covered, [stripe.first + stripe.count, Infinity] as const]) {
    const until = Math.min(first, stripe.first + stripe.count)
    if (until > row) {
      const bytes = (until - row) * lanes * 8
      phases.push({ module: 'settle', call: 'clear', memory: 0, chunks: Math.ceil(bytes / bringBytes), numbers: [bringBytes, memory.accumulatorsAt + (row - stripe.first) * lanes * 8, bytes] })
    }
    row = Math.max(row, end)
  }
  return phases
}

function bringPhase({ plan, shape: { lanes } }: LinearLayout, number: number, { count }: Stripe): Phase {
  const totalBytes = count * lanes * 8
  return {
    memory: number, chunks: Math.ceil(totalBytes / bringBytes),
    bring: [{ memory: number - 1, from: plan.memories[number - 1]!.accumulatorsAt, into: plan.memories[number]!.accumulatorsAt, chunkBytes: bringBytes, totalBytes }],
  }
}

function pullPhases(layout: LinearLayout, memory: PlannedMemory, number: number, stripe: Stripe): Phase[] {
  const { shape, plan } = layout
  const { buffers } = addressesOf(layout, memory, plan.rowCount)
  const begun = new Set<number>()
  return memory.columns.flatMap(({ neighboursAt, tiles }) => tiles.flatMap(({ tile, packed, ids, counts, more, index }) => {
    const [groupFirst, groupEnd] = groupsOfStripe(tile, stripe)
    if (groupFirst === groupEnd) return []
    const fresh = number === 0 && !begun.has(tile.rowFirst)
    begun.add(tile.rowFirst)
    if (tile.edgeCount === 0 && !fresh) return []
    const chunkGroups = chunkGroupsOf(groupEnd - groupFirst)
    const sums = memory.accumulatorsAt + (tile.rowFirst - stripe.first) * shape.lanes * 8
    return [{
      module: 'pull', call: pullName(shape, packed), memory: number, chunks: Math.ceil((groupEnd - groupFirst) / chunkGroups),
      numbers: [chunkGroups, groupFirst, groupEnd, tile.rowCount, ids, counts, more, index, neighboursAt, sums, fresh ? 1 : 0, buffers],
    }]
  }))
}

function finishPhase(layout: LinearLayout, memory: PlannedMemory, number: number, stripe: Stripe, chunksBefore: number): Phase | null {
  const { plan, shape: { lanes, jumpCount } } = layout
  const first = Math.max(stripe.first, memory.homeFirst)
  const end = Math.min(stripe.first + stripe.count, memory.homeFirst + memory.homeCount)
  if (first >= end) return null
  const { values, degrees, lanes: lanesAt, jumps, results } = addressesOf(layout, memory, plan.rowCount)
  const lastNumber = plan.memories.length - 1
  const offset = (first - stripe.first) * lanes * 8
  const sums = memory.accumulatorsAt + offset
  const bring = { memory: lastNumber, from: plan.memories[lastNumber]!.accumulatorsAt + offset, into: sums, chunkBytes: settleRows * lanes * 8, totalBytes: (end - first) * lanes * 8 }
  return {
    module: 'settle', call: 'finish', memory: number, chunks: Math.ceil((end - first) / settleRows), bring: number === lastNumber ? [] : [bring],
    numbers: [
      settleRows, first - memory.homeFirst, end - memory.homeFirst, lanes, sums, values + (first - memory.homeFirst) * lanes * 8,
      degrees + (first - memory.homeFirst) * 4, lanesAt, jumps, jumpCount, results + chunksBefore * lanes * resultNumbers * 8,
    ],
  }
}

/** Groups of one tile piece, for the pass over the dangling rows. */
export function groupsOf(rowCount: number): number {
  return Math.ceil(rowCount / tileGroupRows)
}
