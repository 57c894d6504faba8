import type { Phase } from '../lib/crew.js'
import { tileGroupRows } from '../model/graph.js'
import { addressesOf, givenBytes, resultNumbers, settleRows, type LinearLayout, type LinearShape } from './linear-layout.js'
import type { MemoryPlan, PlannedColumn, PlannedMemory, PlannedTile, TileForm } from './memories.js'
import { windowsOf } from './sliced-tiles.js'
import { chunkGroupsOf, groupsOfStripe, windowGroupsOf, type Stripe } from './stripes.js'

const spreadRows = 8_192
const bringBytes = 1024 * 1024

/** Name of the function that pulls so many vectors from a tile of this form. */
function pullName({ precise, lanes }: Pick<LinearShape, 'precise' | 'lanes'>, form: TileForm): string {
  if (form === 'sliced') return `pullSlices${lanes === 1 ? '' : `x${lanes}`}`
  return `pull${precise ? 'F64' : 'Short'}${lanes === 1 ? '' : `x${lanes}`}${form === 'packed' ? 'Packed' : ''}`
}

/** The same for neighbours that give all they have at once: doubles or floats, of tiles that are never packed. */
export function pullWholeName({ precise, lanes }: Pick<LinearShape, 'precise' | 'lanes'>): string {
  return `pull${precise ? 'F64' : 'F32'}${lanes === 1 ? '' : `x${lanes}`}`
}

/** Where one memory's chunks leave their results: in order of stripes. */
export interface ChunkResults {
  memory: number
  at: number
  chunks: number
}

export interface Round {
  phases: Phase[]
  results: ChunkResults[]
}

/** Which shorts are read in an iteration, and so which are written for the next: two runs of them take turns. */
type Half = 0 | 1

/** How a round of phases goes: what is pulled, how large its sums are, and what is done with them. */
interface RoundWay {
  sumBytes: number
  pull(form: TileForm): { call: string; from(column: PlannedColumn): number } | null
  settle(memory: PlannedMemory, rows: SettledRows): Pick<Phase, 'module' | 'call' | 'numbers'>
}

/** Rows at home from `first` on, counted from the first at home; their sums; where results go. */
interface SettledRows {
  first: number
  end: number
  sums: number
  results: number
}

/** One iteration in doubles: everybody gives, all tiles are gone through, sums become values. */
export function iterationPhases(layout: LinearLayout): Round {
  const { phases, results } = roundOf(layout, {
    sumBytes: 8,
    pull: (form) => ({ call: pullName(layout.shape, form), from: ({ neighboursAt }) => neighboursAt }),
    settle: finishWay(layout, 'values'),
  })
  return { phases: [...spreadPhases(layout), ...phases], results }
}

/** What dangling vertices give on side `out`, once for all: it is there as floats, and comes to each row's base. */
export function basePhases(layout: LinearLayout): Phase[] {
  return roundOf(layout, {
    sumBytes: 8,
    pull: () => ({ call: pullWholeName(layout.shape), from: ({ neighboursAt }) => neighboursAt }),
    settle: finishWay(layout, 'bases'),
  }).phases
}

/** One iteration in shorts: all tiles are gone through, and each row gives what it has, for the next one. */
export function shortPhases(layout: LinearLayout, half: Half): Round {
  const from = (column: PlannedColumn) => {
    const memory = layout.plan.memories.find(({ columns }) => columns.includes(column))!
    return shortsAt(layout, memory, half) + ((column.neighboursAt - memory.neighboursAt) / layout.plan.needs.neighbourBytes) * givenBytes(layout.shape.lanes)
  }
  return roundOf(layout, { sumBytes: 4, pull: (form) => ({ call: pullName(layout.shape, form), from }), settle: giveWay(layout, half === 0 ? 1 : 0) })
}

/** Before the first iteration, with nothing pulled: each row gives what comes to it in any case. */
export function firstPhases(layout: LinearLayout): Round {
  return roundOf(layout, { sumBytes: 4, pull: () => null, settle: giveWay(layout, 0) })
}

/** Everybody's whole value, in equal parts, for those who are pulled once. */
export function spreadPhases(layout: LinearLayout): Phase[] {
  const { shape: { precise, lanes }, plan } = layout
  return withWork(plan.memories.map((memory, number) => {
    const { values, degrees, places, lanes: lanesAt } = addressesOf(layout, memory, plan.rowCount)
    return {
      module: 'settle', call: precise ? 'spreadF64' : 'spreadF32', memory: number, chunks: Math.ceil(memory.homeCount / spreadRows),
      numbers: [spreadRows, memory.homeCount, lanes, values, degrees, places, memory.neighboursAt, lanesAt],
    }
  }))
}

function shortsAt({ shape }: LinearLayout, { neighboursAt, neighbourCount }: PlannedMemory, half: Half): number {
  return neighboursAt + half * neighbourCount * givenBytes(shape.lanes)
}

/**
 * All tiles, stripe by stripe, and what is done with the sums of each stripe. The sums of a row go from memory to
 * memory, so they are added in order of blocks whatever the number of memories; the last one has them whole.
 */
function roundOf(layout: LinearLayout, way: RoundWay): Round {
  const { plan, shape } = layout
  const phases: Phase[] = []
  const results: ChunkResults[] = []
  const settled = plan.memories.map(() => 0)
  const rowBytes = shape.lanes * way.sumBytes
  for (const stripe of plan.stripes) {
    for (const [number, memory] of plan.memories.entries()) {
      phases.push(...(number === 0 ? clearPhases(memory, stripe, rowBytes, way.pull('plain') === null) : [bringPhase(layout, number, stripe, rowBytes)]))
      phases.push(...pullPhases(layout, memory, number, stripe, way))
    }
    for (const [number, memory] of plan.memories.entries()) {
      const phase = settlePhase(layout, memory, number, stripe, settled[number]!, way)
      if (phase === null) continue
      phases.push(phase)
      results.push({ memory: number, at: addressesOf(layout, memory, plan.rowCount).results + settled[number]! * shape.lanes * resultNumbers * 8, chunks: phase.chunks })
      settled[number]! += phase.chunks
    }
  }
  return { phases: withWork(phases), results }
}

function withWork(phases: readonly Phase[]): Phase[] {
  return phases.filter(({ chunks }) => chunks > 0)
}

/** Rows of the stripe that no tile of the first memory speaks of begin at zero, or all; the others do so in their first tile. */
function clearPhases(memory: PlannedMemory, stripe: Stripe, rowBytes: number, all: boolean): Phase[] {
  const covered = all ? [] : memory.columns.flatMap(({ tiles }) => tiles.map(({ tile }) => [tile.rowFirst, tile.rowFirst + tile.rowCount] as const)).sort((a, b) => a[0] - b[0])
  const phases: Phase[] = []
  let row = stripe.first
  for (const [first, end] of [...covered, [stripe.first + stripe.count, Infinity] as const]) {
    const until = Math.min(first, stripe.first + stripe.count)
    if (until > row) {
      const bytes = (until - row) * rowBytes
      phases.push({ module: 'settle', call: 'clear', memory: 0, chunks: Math.ceil(bytes / bringBytes), numbers: [bringBytes, memory.accumulatorsAt + (row - stripe.first) * rowBytes, bytes] })
    }
    row = Math.max(row, end)
  }
  return phases
}

function bringPhase({ plan }: LinearLayout, number: number, { count }: Stripe, rowBytes: number): Phase {
  const totalBytes = count * rowBytes
  return {
    memory: number, chunks: Math.ceil(totalBytes / bringBytes),
    bring: [{ memory: number - 1, from: plan.memories[number - 1]!.accumulatorsAt, into: plan.memories[number]!.accumulatorsAt, chunkBytes: bringBytes, totalBytes }],
  }
}

function pullPhases(layout: LinearLayout, memory: PlannedMemory, number: number, stripe: Stripe, way: RoundWay): Phase[] {
  const { shape, plan } = layout
  const { buffers } = addressesOf(layout, memory, plan.rowCount)
  const begun = new Set<number>()
  return memory.columns.flatMap((column) => column.tiles.flatMap((planned) => {
    const { tile, form, ids, counts, more, index } = planned
    const [groupFirst, groupEnd] = groupsOfStripe(tile, stripe)
    const pull = way.pull(form)
    if (groupFirst === groupEnd || pull === null) return []
    const fresh = number === 0 && !begun.has(tile.rowFirst)
    begun.add(tile.rowFirst)
    if (tile.edgeCount === 0 && !fresh) return []
    const chunkGroups = form === 'sliced' ? windowGroupsOf(groupEnd - groupFirst, plan.needs.rowBytes) : chunkGroupsOf(groupEnd - groupFirst)
    const chunks = Math.ceil((groupEnd - groupFirst) / chunkGroups)
    const sums = memory.accumulatorsAt + (tile.rowFirst - stripe.first) * shape.lanes * way.sumBytes
    const from = pull.from(column)
    if (form === 'sliced') {
      const rowFirst = groupFirst * tileGroupRows
      const rows = Math.min(tile.rowCount, groupEnd * tileGroupRows) - rowFirst
      const firstSum = sums + rowFirst * shape.lanes * way.sumBytes
      return [{ module: 'slices', call: pull.call, memory: number, chunks, numbers: [chunkGroups * tileGroupRows, rows, windowAddress(planned, stripe, plan), from, firstSum, fresh ? 1 : 0] }]
    }
    return [{ module: 'pull', call: pull.call, memory: number, chunks, numbers: [chunkGroups, groupFirst, groupEnd, tile.rowCount, ids, counts, more, index, from, sums, fresh ? 1 : 0, buffers] }]
  }))
}

/** Where it says where the windows of a stripe begin. */
function windowAddress({ tile, index }: PlannedTile, { first }: Stripe, { stripes, needs: { rowBytes } }: MemoryPlan): number {
  return index + 4 * windowsOf(tile, { stripes: stripes.filter((other) => other.first < first), rowBytes }).length
}

function settlePhase(layout: LinearLayout, memory: PlannedMemory, number: number, stripe: Stripe, chunksBefore: number, way: RoundWay): Phase | null {
  const { plan, shape: { lanes } } = layout
  const first = Math.max(stripe.first, memory.homeFirst)
  const end = Math.min(stripe.first + stripe.count, memory.homeFirst + memory.homeCount)
  if (first >= end) return null
  const lastNumber = plan.memories.length - 1
  const offset = (first - stripe.first) * lanes * way.sumBytes
  const sums = memory.accumulatorsAt + offset
  const bring = { memory: lastNumber, from: plan.memories[lastNumber]!.accumulatorsAt + offset, into: sums, chunkBytes: settleRows * lanes * way.sumBytes, totalBytes: (end - first) * lanes * way.sumBytes }
  const results = addressesOf(layout, memory, plan.rowCount).results + chunksBefore * lanes * resultNumbers * 8
  return {
    memory: number, chunks: Math.ceil((end - first) / settleRows), bring: number === lastNumber ? [] : [bring],
    ...way.settle(memory, { first: first - memory.homeFirst, end: end - memory.homeFirst, sums, results }),
  }
}

function finishWay(layout: LinearLayout, into: 'values' | 'bases'): RoundWay['settle'] {
  const { plan, shape: { lanes, jumpCount } } = layout
  return (memory, { first, end, sums, results }) => {
    const addresses = addressesOf(layout, memory, plan.rowCount)
    return { module: 'settle', call: 'finish', numbers: [settleRows, first, end, lanes, sums, addresses[into] + first * lanes * 8, addresses.degrees + first * 4, addresses.lanes, addresses.jumps, jumpCount, results] }
  }
}

function giveWay(layout: LinearLayout, into: Half): RoundWay['settle'] {
  const { plan, shape: { lanes, jumpCount } } = layout
  return (memory, { first, end, sums, results }) => {
    const { values, rests, degrees, places, bases, lanes: lanesAt, jumps } = addressesOf(layout, memory, plan.rowCount)
    const numbers = [settleRows, first, end, lanes, sums, values, rests, degrees, places, bases, shortsAt(layout, memory, into), lanesAt, jumps, bases === 0 ? jumpCount : 0, results]
    return { module: 'rests', call: 'give', numbers }
  }
}

/** Groups of one tile piece, for the pass over the dangling rows. */
export function groupsOf(rowCount: number): number {
  return Math.ceil(rowCount / tileGroupRows)
}
