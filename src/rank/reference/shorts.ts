import { rowsOf, type Adjacency } from './adjacency.js'
import { jumpOf } from './linear.js'
import type { LinearVector } from '../linear.js'

/** How a graph is cut: what neighbours of one block give is added up before the next block's. */
export interface ReferenceBlocks {
  blockRows: number
  outRange: number
}

/**
 * One vector as linear-shorts.ts solves for it, number by number, a set number of iterations: to the bit what the kernels
 * make of it. Gives the values by id, not normalised, and the change in each iteration. `company`: of how many vectors it is one.
 */
export function referenceShorts(adjacency: Adjacency, side: 'in' | 'out', vector: LinearVector, { blockRows, outRange }: ReferenceBlocks, company = 1): { values: number[]; changes: number[] } {
  const { damping: c, iterationsMax } = vector
  const { vertexCount } = adjacency
  const { rowOfId, idOfRow, linkingCount } = rowsOf(adjacency)
  const isLinking = (id: number) => rowOfId[id]! < linkingCount
  const degreeOf = (id: number) => adjacency[side === 'in' ? 'out' : 'in'][id]!.length
  const blockOf = (id: number) => (side === 'in' ? Math.floor(rowOfId[id]! / blockRows) : Math.floor(id / outRange))
  const linking = idOfRow.slice(0, linkingCount)
  const even = ((1 - c) * vector.even) / vertexCount
  const weights = new Map(vector.seeds.map(({ id, weight }) => [id, (1 - c) * weight]))
  const sumOf = (id: number, given: readonly number[], round: (sum: number) => number): number => {
    const others = adjacency[side][id]!.filter((other) => side === 'out' || isLinking(other))
    let sum = 0
    for (let at = 0; at < others.length;) {
      const block = blockOf(others[at]!)
      const [a, b, d, e] = [0, 1, 2, 3].map((next) => (at + next < others.length && blockOf(others[at + next]!) === block ? given[others[at + next]!]! : 0)) as [number, number, number, number]
      sum += Math.fround(Math.fround(a + b) + Math.fround(d + e))
      for (let next = 0; next < 4 && at < others.length && blockOf(others[at]!) === block; next += 1) at += 1
      if (at === others.length || blockOf(others[at]!) !== block) sum = round(sum)
    }
    return sum
  }
  const exact = (sum: number) => sum

  // What comes to a vertex in any case: the jump, and on side `out` what dangling vertices give.
  const constant = adjacency[side].map((_, id) => even + (weights.get(id) ?? 0))
  const fixed = constant.map((value, id) => (side === 'out' && !isLinking(id) && degreeOf(id) > 0 ? Math.fround(value / degreeOf(id)) : 0))
  const bases = constant.map((value, id) => (side === 'out' ? c * sumOf(id, fixed, exact) + even + (value - even === 0 ? 0 : weights.get(id)!) : value))
  const fixedGiven = constant.reduce((sum, value, id) => (side === 'out' && !isLinking(id) && degreeOf(id) > 0 ? sum + value : sum), 0)
  const jump = vector.seeds.reduce((sum, { weight }) => sum + weight, vector.even)
  const linkingJump = vector.seeds.reduce((sum, { id, weight }) => (isLinking(id) ? sum + weight : sum), (vector.even * linkingCount) / vertexCount)
  const due = (1 - c) * linkingJump + c * fixedGiven

  const x = jumpOf(vector, vertexCount).map(() => 0)
  const rests = x.map(() => 0)
  let shorts = x.map(() => 0)
  let [givers, base, share, norm] = [0, 0, 1, 0]
  const changes: number[] = []
  for (let iteration = 0; iteration <= iterationsMax; iteration += 1) {
    const wanted = base / (givers - c * share * givers)
    const scale = iteration === 0 ? 0 : wanted > 0 && wanted < Infinity ? wanted : 1
    const last = iteration === 0 ? 0 : iteration === 1 ? due : changes.at(-1)! * norm
    const most = 1.01 * scale * last + Math.abs(1 - scale) * due
    const [grid, valueGrid] = [gridOf(most), gridOf(scale * givers + most)]
    const next = x.map(() => 0)
    let [given, total, held] = [0, 0, 0]
    for (const id of linking) {
      const degree = degreeOf(id)
      const sum = iteration === 0 ? 0 : sumOf(id, shorts, Math.fround)
      const jumped = side === 'out' ? (1 - scale) * bases[id]! : ((1 - scale) * (1 - c) * vector.even) / vertexCount + (weights.has(id) ? (1 - scale) * weights.get(id)! : 0)
      const had = scale * rests[id]! + scale * c * sum + jumped
      const part = degree === 0 ? 0 : (company === 3 ? toTens : toShort)(had * (1 / degree))
      const gives = degree === 0 ? had : part * degree
      x[id] = scale * x[id]! + gives
      rests[id] = toFloat(had - gives)
      next[id] = part
      given += Math.abs(gives) + grid - grid
      if (degree === 0) continue
      total += x[id]! + valueGrid - valueGrid
      held += had + grid - grid
    }
    if (iteration > 0) {
      const came = ((held - (1 - scale) * base) / scale + givers - base) / (c * givers)
      share = came > 0 ? Math.min(1, came) : 0
    } else base = held
    givers = total
    norm = c * (givers + fixedGiven) + (1 - c) * jump
    if (iteration > 0) changes.push(norm > 0 ? given / norm : 0)
    shorts = next
  }
  const whole = x.map((value, id) => (isLinking(id) ? Math.fround(value * (1 / degreeOf(id))) : 0))
  return { values: x.map((value, id) => (isLinking(id) ? value : side === 'out' ? constant[id]! : c * sumOf(id, whole, exact) + constant[id]!)), changes }
}

/** The nearest number whose float has nothing in its lower half. */
function toShort(value: number): number {
  return rounded(value, 16)
}

/** The nearest number of three binary digits, or the largest that is smaller than 2. */
function toTens(value: number): number {
  return rounded(Math.max(-1.75, Math.min(1.75, toFloat(value))), 21)
}

function rounded(value: number, bitsLeftOut: number): number {
  const view = new DataView(new ArrayBuffer(4))
  view.setFloat32(0, toFloat(value))
  view.setUint32(0, (((view.getUint32(0) + 2 ** (bitsLeftOut - 1)) >>> bitsLeftOut) << bitsLeftOut) >>> 0)
  return view.getFloat32(0)
}

/** The nearest float; 0 for those so small that they lose digits. */
function toFloat(value: number): number {
  const float = Math.fround(value)
  return Math.abs(float) < 2 ** -126 ? 0 : float
}

/** Added and taken off again, it leaves of a number what adds up without rounding; see kernels/rank/rests.ts. */
function gridOf(most: number): number {
  return most > 0 && most < Infinity ? 1.5 * 2 ** Math.max(-900, Math.ceil(Math.log2(most)) + 2) : 6
}
