import { limits } from '../../model/limits.js'
import type { OpenedGraph } from './opened-graph.js'
import { authorityColumn, bestByPosition } from './ranked-vertices.js'

export interface Neighbours {
  /** Best first where there are ranks, else by id. */
  ids: Uint32Array
  positions: Uint32Array | null
  /** How many there are in all. */
  total: number
  /** False where the vertex has so many that only the best known ones, or the first by id, were looked at. */
  complete: boolean
}

/**
 * The best of those that link to a vertex, or that it links to. For the most linked vertices the ranks file knows the
 * best beforehand; of the others all are read and put in order.
 */
export async function bestNeighbours({ graph, ranks }: OpenedGraph, id: number, side: 'in' | 'out', max: number): Promise<Neighbours> {
  const total = await (side === 'in' ? graph.inDegree(id) : graph.outDegree(id))
  const column = authorityColumn(ranks)
  if (column === null || ranks === null) {
    const ids = await graph.neighbours(id, side, { max })
    return { ids, positions: null, total, complete: true }
  }
  if (side === 'in' && ranks.header.leaders?.column === column.column) {
    const leaders = await ranks.leadersOf(id, max)
    const isEnough = leaders !== null && (leaders.length >= Math.min(max, total) || total > limits.graphNeighboursMax)
    if (isEnough) return { ids: leaders, positions: await ranks.positionsOf(column.column, leaders), total, complete: leaders.length >= Math.min(max, total) }
  }
  const all = await graph.neighbours(id, side, { max: limits.graphNeighboursMax })
  const best = bestByPosition(all, await ranks.positionsOf(column.column, all), max)
  return { ...best, total, complete: all.length === total }
}
