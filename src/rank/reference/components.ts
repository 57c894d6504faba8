import type { Adjacency } from './adjacency.js'
import { referenceDistances, referenceDistancesTo } from './distances.js'

/**
 * Strongly connected components by their definition: the component of a vertex are those it reaches and that reach it.
 * Gives for each vertex the least id of its component.
 */
export function referenceComponents(graph: Adjacency): number[] {
  const components = Array.from<number>({ length: graph.vertexCount }).fill(-1)
  for (let vertex = 0; vertex < graph.vertexCount; vertex += 1) {
    if (components[vertex] !== -1) continue
    const from = referenceDistances(graph, [vertex])
    const to = referenceDistancesTo(graph, vertex)
    for (let other = 0; other < graph.vertexCount; other += 1) {
      if (from[other] !== Infinity && to[other] !== Infinity) components[other] = vertex
    }
  }
  return components
}
