import type { Adjacency } from './adjacency.js'

export function referenceDegrees({ out, in: into }: Adjacency): { in: number[]; out: number[] } {
  return { in: into.map((list) => list.length), out: out.map((list) => list.length) }
}
