import { describe, expect, it } from 'vitest'
import type { Tile } from '../model/graph.js'
import { components } from './components.js'
import { degrees } from './degrees.js'
import { harmonic } from './harmonic.js'
import { findLeaders } from './leaders.js'
import { referenceDegrees } from './reference/degrees.js'
import { referenceDistances } from './reference/distances.js'
import { adjacencyOf, type Adjacency } from './reference/adjacency.js'
import { seedDistances } from './seed-distance.js'
import { seedPaths, type SeedPathFacts } from './seed-path.js'
import { edgesGraph } from './testing/edges-graph.js'
import { oddGraphs, thinGraph } from './testing/random-edges.js'

const seedsOf = ({ vertexCount }: Adjacency, step: number) => Uint32Array.from({ length: Math.ceil(vertexCount / step) }, (_, place) => place * step)

describe('seed distance', () => {
  it.each(oddGraphs())('over %s is as a plain search finds it', async (_name, adjacency) => {
    for (const seeds of [seedsOf(adjacency, 97), seedsOf(adjacency, 10_000), new Uint32Array(0)]) {
      const expected = referenceDistances(adjacency, [...seeds]).map((distance) => (distance > 254 ? 255 : distance))
      expect([...(await seedDistances(edgesGraph(adjacency), seeds))]).toEqual(expected)
      // With room for few edges most steps go through the tiles.
      expect([...(await seedDistances(edgesGraph(adjacency, { blockRows: 350 }), seeds, { edgesMax: adjacency.vertexCount === 600 ? 560 : 5 }))]).toEqual(expected)
    }
  })
})

it('a damaged tile is refused by all that read tiles piece by piece', async () => {
  const graph = edgesGraph(thinGraph({ vertexCount: 500, edgeCount: 3_000, seed: 2 }))
  const damaged = () => ({ ...graph, readTile: async (tile: Tile, from: number, into: Uint8Array) => {
    await graph.readTile(tile, from, into)
    if (from <= 100 && from + into.length > 100) into[100 - from]! ^= 64
  } })
  const refused = { code: 'invalid', message: expect.stringContaining('are damaged') }
  await expect(seedDistances(damaged(), Uint32Array.of(1))).rejects.toMatchObject(refused)
  await expect(harmonic(damaged())).rejects.toMatchObject(refused)
  await expect(components(damaged())).rejects.toMatchObject(refused)
  await expect(findLeaders(damaged(), new Uint32Array(500))).rejects.toMatchObject(refused)
})

describe('degrees', () => {
  it.each(oddGraphs())('of %s', async (_name, adjacency) => {
    const expected = referenceDegrees(adjacency)
    expect([...(await degrees(edgesGraph(adjacency), 'in'))]).toEqual(expected.in)
    expect([...(await degrees(edgesGraph(adjacency), 'out'))]).toEqual(expected.out)
  })
})

describe('seed paths', () => {
  const adjacency = thinGraph({ vertexCount: 900, edgeCount: 2_500, seed: 21 })
  const graph = edgesGraph(adjacency)
  const seeds = seedsOf(adjacency, 111)
  // Positions that have nothing to do with ids.
  const positions = Uint32Array.from({ length: 900 }, (_, id) => ((id * 577) % 900) + 1)
  const positionsOf = async (ids: Uint32Array) => ids.map((id) => positions[id]!)

  async function facts(leaders: boolean): Promise<SeedPathFacts> {
    const distances = await seedDistances(graph, seeds)
    const leadersOf = async (id: number) => (leaders && adjacency.in[id]!.length > 4 ? Uint32Array.from([...adjacency.in[id]!].sort((a, b) => positions[a]! - positions[b]!).slice(0, 4)) : null)
    return { graph, seeds, distances: { seedDistancesOf: async (ids) => Uint8Array.from(ids, (id) => distances[id]!), leadersOf }, positionsOf }
  }

  it('are real chains from the nearest seeds, with distances, without, and with leaders', async () => {
    const known = await facts(false)
    const withLeaders = await facts(true)
    const fromSeed = [...seeds].map((seed) => referenceDistances(adjacency, [seed]))
    for (let to = 0; to < 900; to += 13) {
      const nearest = fromSeed.map((distances) => distances[to]!).sort((a, b) => a - b).filter((hops) => hops <= 5).slice(0, 3)
      for (const use of [known, { ...known, distances: null }, withLeaders]) {
        const { paths, complete } = await seedPaths(use, to, { hopsMax: 5 })
        if (use !== withLeaders) expect([paths.map(({ hops }) => hops), complete]).toEqual([nearest, true])
        else expect(paths[0]?.hops).toBe(nearest[0])
        expect(new Set(paths.map(({ seed }) => seed)).size).toBe(paths.length)
        for (const { seed, hops, ids } of paths) {
          expect([ids[0], ids.at(-1), ids.length]).toEqual([seed, to, hops + 1])
          expect(seeds.includes(seed)).toBe(true)
          ids.slice(1).forEach((id, place) => expect(adjacency.out[ids[place]!]).toContain(id))
        }
      }
    }
  })

  it('go over the best ranked where ways are of one length', async () => {
    const diamond = adjacencyOf(6, [[0, 1], [0, 2], [0, 3], [1, 4], [2, 4], [3, 4], [5, 4]])
    const use = { graph: edgesGraph(diamond), seeds: [0], distances: null, positionsOf: async (ids: Uint32Array) => ids.map((id) => [6, 3, 1, 2, 4, 0][id]!) }
    expect(await seedPaths(use, 4)).toEqual({ paths: [{ seed: 0, hops: 2, ids: [0, 2, 4] }], complete: true })
    expect(await seedPaths(use, 0)).toEqual({ paths: [{ seed: 0, hops: 0, ids: [0] }], complete: true })
    expect(await seedPaths(use, 5)).toEqual({ paths: [], complete: true })
    expect(await seedPaths(use, 4, { visitsMax: 1 })).toEqual({ paths: [], complete: false })
    expect(await seedPaths(use, 4, { hopsMax: 1 })).toEqual({ paths: [], complete: true })
  })

  it('look through all who link to a much linked vertex for a seed', async () => {
    const star = adjacencyOf(3_000, Array.from({ length: 2_999 }, (_, id) => [id + 1, 0] as const))
    expect(await seedPaths({ graph: edgesGraph(star), seeds: [2_990], distances: null, positionsOf: null }, 0, { hopsMax: 1, linkersMax: 100 })).toEqual({ paths: [{ seed: 2_990, hops: 1, ids: [2_990, 0] }], complete: true })
  })
})
