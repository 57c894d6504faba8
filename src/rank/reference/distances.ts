import type { Adjacency } from './adjacency.js'

/** Steps along the edges from the nearest of the seeds to each vertex; Infinity where no path leads. */
export function referenceDistances({ vertexCount, out }: Adjacency, seeds: readonly number[]): number[] {
  return walk(vertexCount, out, seeds)
}

/** Steps along the edges from each vertex to `to`. */
export function referenceDistancesTo({ vertexCount, in: into }: Adjacency, to: number): number[] {
  return walk(vertexCount, into, [to])
}

function walk(vertexCount: number, next: readonly number[][], starts: readonly number[]): number[] {
  const distances = Array.from<number>({ length: vertexCount }).fill(Infinity)
  const queue = [...new Set(starts)]
  for (const start of queue) distances[start] = 0
  for (let place = 0; place < queue.length; place += 1) {
    const vertex = queue[place]!
    for (const other of next[vertex]!) {
      if (distances[other] !== Infinity) continue
      distances[other] = distances[vertex]! + 1
      queue.push(other)
    }
  }
  return distances
}
