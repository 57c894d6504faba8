import { expect, it } from 'vitest'
import type { Graph } from '../model/graph.js'
import type { Ranks } from '../rank/ranks-file.js'
import { seedWays } from './seed-ways.js'

/** A vertex that very many link to: its leaders are known, and all others are far from any seed. */
function muchLinked(distances: readonly number[]) {
  const maxima: Array<number | undefined> = []
  const graph = {
    naming: 'reversed-host', vertexCount: distances.length, nameOf: async (id: number) => `example.v${id}`,
    neighbours: async (_id: number, _side: string, { max }: { max?: number } = {}) => {
      maxima.push(max)
      return Uint32Array.from(distances.keys()).subarray(1)
    },
  } as unknown as Graph
  const ranks = {
    header: { seedDistance: {} }, leadersOf: async () => Uint32Array.of(1, 2), positionsOf: async (_: string, ids: Uint32Array) => ids,
    readSeedDistances: async (first: number, into: Uint8Array) => into.set(distances.slice(first, first + into.length)),
  } as unknown as Ranks
  return { ways: seedWays(graph, ranks, 'harmonic'), maxima }
}

it.each([
  ['a seed', [0, 9, 2, 9], { seedDistance: 0, seedPath: ['v0.example'], seedWays: 1 }, 0],
  ['a vertex whose leaders are not nearer', [1, 9, 2, 0], { seedDistance: 1, seedPath: ['v3.example', 'v0.example'], seedWays: 1 }, 1],
  ['a vertex that is far', [4, 9, 9, 3], { seedDistance: 4, seedPath: null, seedWays: 0 }, 0],
])('%s', async (_, distances, expected, readTimes) => {
  const { ways, maxima } = muchLinked(distances)
  expect(await ways(Uint32Array.of(0))).toEqual([expected])
  expect(maxima).toHaveLength(readTimes)
})
