import { adjacencyOf, type Adjacency } from '../reference/adjacency.js'
import { chance } from '../../lib/chance.js'

/** A small graph with some much linked vertices and about `dangling` of them without links of their own. */
export function thinGraph({ vertexCount, edgeCount, dangling = 0.4, seed = 1 }: { vertexCount: number; edgeCount: number; dangling?: number; seed?: number }): Adjacency {
  const next = chance(seed)
  const linking = Array.from({ length: vertexCount }, (_, id) => id).filter(() => next() >= dangling)
  const edges = linking.length === 0 ? [] : Array.from({ length: edgeCount }, () => [linking[Math.floor(next() * linking.length)]!, Math.floor(next() ** 3 * vertexCount)] as const)
  return adjacencyOf(vertexCount, edges)
}

/** Graphs that have broken graph programs before, by name. */
export function oddGraphs(): Array<[name: string, graph: Adjacency]> {
  const chain = (length: number) => Array.from({ length: length - 1 }, (_, id) => [id, id + 1] as const)
  const ring = (first: number, length: number) => Array.from({ length }, (_, step) => [first + step, first + ((step + 1) % length)] as const)
  const all = (length: number) => Array.from({ length: length * length }, (_, pair) => [Math.floor(pair / length), pair % length] as const)
  return [
    ['no vertices', adjacencyOf(0, [])],
    ['one vertex', adjacencyOf(1, [])],
    ['only isolated vertices', adjacencyOf(70, [])],
    ['one edge', adjacencyOf(2, [[1, 0]])],
    ['a link to itself only', adjacencyOf(2, [[0, 0]])],
    ['a ring', adjacencyOf(5, ring(0, 5))],
    ['two rings joined one way', adjacencyOf(9, [...ring(0, 4), ...ring(4, 5), [1, 6]])],
    ['a chain longer than a byte', adjacencyOf(600, chain(600))],
    ['a chain backwards', adjacencyOf(300, chain(300).map(([from, to]) => [299 - from, 299 - to] as const))],
    ['all to all', adjacencyOf(40, all(40))],
    ['all to one', adjacencyOf(1_500, Array.from({ length: 1_500 }, (_, id) => [id, 3] as const))],
    ['one to all', adjacencyOf(1_500, Array.from({ length: 1_500 }, (_, id) => [1_499, id] as const))],
    ['no dangling vertex', thinGraph({ vertexCount: 200, edgeCount: 4_000, dangling: 0, seed: 3 })],
    ['mostly dangling', thinGraph({ vertexCount: 3_000, edgeCount: 2_000, dangling: 0.95, seed: 4 })],
    ['random', thinGraph({ vertexCount: 3_000, edgeCount: 12_000, seed: 5 })],
    ['random, thin', thinGraph({ vertexCount: 2_000, edgeCount: 2_200, seed: 6 })],
  ]
}
