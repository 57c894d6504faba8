import { chance } from '../../lib/chance.js'
import { adjacencyOf, type Adjacency } from '../reference/adjacency.js'

/**
 * A graph with everything that webs have: vertices without links, ones that nobody links to, isolated ones, ones that
 * link to themselves only (and so to nobody), and hubs that far more than 255 link to.
 */
export function randomGraph({ vertexCount, edgeCount, seed }: { vertexCount: number; edgeCount: number; seed: number }): Adjacency {
  const next = chance(seed)
  const linking = Array.from({ length: vertexCount }, () => next() < 0.5)
  const isolated = Array.from({ length: vertexCount }, () => next() < 0.05)
  const edges: Array<[number, number]> = []
  for (let edge = 0; edge < edgeCount; edge += 1) {
    const from = Math.floor(next() * vertexCount)
    // Popular ones have low places in a shuffled order: about a tenth of all links go to a handful.
    const popular = Math.floor(vertexCount * next() ** 4)
    const to = next() < 0.7 ? (popular * 7919 + 13) % vertexCount : Math.min(vertexCount - 1, from + Math.floor(next() * 20))
    if (linking[from] && !isolated[from] && !isolated[to]) edges.push([from, next() < 0.01 ? from : to])
  }
  return adjacencyOf(vertexCount, edges)
}
