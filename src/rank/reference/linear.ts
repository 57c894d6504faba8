import type { Adjacency } from './adjacency.js'
import type { LinearVector } from '../linear.js'

/**
 * PageRank as the papers write it: p = c·Tᵀp + (c·D + (1 − c))·v, with D the mass on vertices without links, which
 * follows the jump. All vertices, plain numbers, a fixed number of steps. Sums to 1.
 */
export function referencePagerank({ vertexCount, out }: Adjacency, { damping, jump, iterations = 400 }: { damping: number; jump: readonly number[]; iterations?: number }): number[] {
  const total = jump.reduce((sum, weight) => sum + weight, 0)
  const v = jump.map((weight) => weight / total)
  let p = [...v]
  for (let iteration = 0; iteration < iterations; iteration += 1) {
    const next = Array.from({ length: vertexCount }, () => 0)
    let dangling = 0
    for (const [id, targets] of out.entries()) {
      if (targets.length === 0) dangling += p[id]!
      for (const to of targets) next[to]! += p[id]! / targets.length
    }
    p = next.map((gathered, id) => damping * gathered + (damping * dangling + 1 - damping) * v[id]!)
  }
  return p
}

/**
 * x = c·Tᵀx + (1 − c)·v with nothing from vertices without links, a number of steps; not normalised. Begins with v, or
 * with what stays for ever where nobody links to a vertex that links to somebody.
 */
export function referenceLinear({ vertexCount, out, in: into }: Adjacency, { damping, jump, iterations, turned = false }: { damping: number; jump: readonly number[]; iterations: number; turned?: boolean }): number[] {
  let x = jump.map((weight, id) => (turned && into[id]!.length === 0 ? (1 - damping) * weight : weight))
  for (let iteration = 0; iteration < iterations; iteration += 1) {
    const next = Array.from({ length: vertexCount }, () => 0)
    for (const [id, targets] of out.entries()) for (const to of targets) next[to]! += x[id]! / targets.length
    x = next.map((gathered, id) => damping * gathered + (1 - damping) * jump[id]!)
  }
  return x
}

/** The jump of a vector, one weight for each vertex. */
export function jumpOf({ even, seeds }: Pick<LinearVector, 'even' | 'seeds'>, vertexCount: number): number[] {
  const jump = Array.from({ length: vertexCount }, () => even / vertexCount)
  for (const { id, weight } of seeds) jump[id]! += weight
  return jump
}

/** All links turned round. */
export function reversed({ vertexCount, out, in: into }: Adjacency): Adjacency {
  return { vertexCount, out: into, in: out }
}
