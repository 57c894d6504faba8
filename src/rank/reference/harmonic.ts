import type { Adjacency } from './adjacency.js'
import { referenceDistancesTo } from './distances.js'

/** Harmonic centrality (GR-07) by its definition: for each vertex the sum of 1 / distance from every other to it. */
export function referenceHarmonic(graph: Adjacency): number[] {
  return Array.from({ length: graph.vertexCount }, (_, vertex) => {
    let sum = 0
    referenceDistancesTo(graph, vertex).forEach((distance, other) => {
      if (other !== vertex && distance !== Infinity) sum += 1 / distance
    })
    return sum
  })
}
