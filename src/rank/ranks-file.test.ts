import { describe, expect, it } from 'vitest'
import { memoryBytes, memoryWork } from '../graph/testing/memory-work.js'
import { findLeaders } from './leaders.js'
import { orderByScore } from './positions.js'
import { openRanks } from './ranks-file.js'
import { adjacencyOf } from './reference/adjacency.js'
import { edgesGraph } from './testing/edges-graph.js'
import { oddGraphs, thinGraph } from './testing/random-edges.js'
import { chance } from '../lib/chance.js'
import { writeRanks, type KernelMade } from './write-ranks.js'

const made: KernelMade = { column: 'pagerank', kernel: 'pagerank', version: 1, damping: 0.85, tolerance: 1e-9, iterations: 40, change: 3e-10, seeds: null, note: null }
const seeds = { name: 'health', version: '3', count: 2, hash: 'ab12' }
const vertexCount = 5_000
const about = { graph: { checksum: '0badcafe', name: 'small', release: 'test-1', level: 'domain', vertexCount } as const, made: '2026-11-01T00:00:00Z' }
const next = chance(8)
const scores = Float64Array.from({ length: vertexCount }, () => Math.floor(next() * 1_000) / 1_000)
const distances = Uint8Array.from({ length: vertexCount }, (_, id) => (id % 7 === 0 ? 255 : id % 7))
const leaders = { vertices: Uint32Array.of(3, 90), starts: Uint32Array.of(0, 2, 5), ids: Uint32Array.of(7, 1, 4, 5, 6), inDegreeMin: 2, leadersMax: 3 }

async function wholeFile(stopAfter = Infinity, resume = false): Promise<{ bytes: Uint8Array }> {
  const work = memoryWork()
  let parts = 0
  const stopped = new Error('stopped')
  const keep = async (state: string) => {
    await work.writeState('ranks', state)
    parts += 1
    if (parts === stopAfter) throw stopped
  }
  const write = async (state: string | null) => {
    const file = await work.file('ranks')
    const writer = await writeRanks(file, about, { state, keep, bestMax: 50 })
    if (!writer.has('pagerank')) await writer.addScores(made, scores)
    if (!writer.has('seed-distance')) await writer.addSeedDistances(seeds, distances)
    if (!writer.has('leaders')) await writer.addLeaders('pagerank', leaders)
    await writer.finish()
  }
  try {
    await write(null)
  } catch (error) {
    if (error !== stopped || !resume) throw error
    // What was written after the last state is torn off somewhere.
    await (await work.file('ranks')).append(new Uint8Array(777))
    await write(await work.readState('ranks'))
  }
  await work.publish('ranks')
  return { bytes: work.published! }
}

describe('ranks file', () => {
  it('gives back what was written', async () => {
    const ranks = await openRanks(memoryBytes((await wholeFile()).bytes), { checksum: '0badcafe', name: 'small', vertexCount })
    const { order, positions } = orderByScore(scores)
    expect(ranks.header).toMatchObject({ ...about, seedDistance: { seeds, farthest: 6 }, kernels: [{ column: 'pagerank', rankedCount: vertexCount, quantiles: { highest: scores[order[0]!] } }] })
    expect(await ranks.check()).toEqual([])
    for (const id of [0, 1, 77, 4_999]) {
      expect(await ranks.scoreOf('pagerank', id)).toBe(scores[id])
      expect(await ranks.positionOf('pagerank', id)).toBe(positions[id])
      expect(await ranks.seedDistanceOf(id)).toBe(distances[id] === 255 ? null : distances[id])
    }
    expect([...(await ranks.best('pagerank', 100))]).toEqual([...order.subarray(0, 50)])
    expect([...(await ranks.best('pagerank', 5, 48))]).toEqual([...order.subarray(48, 50)])
    expect([...(await ranks.leadersOf(3))!]).toEqual([7, 1])
    expect([...(await ranks.leadersOf(90, 2))!]).toEqual([4, 5])
    expect(await ranks.leadersOf(4)).toBeNull()
    const part = new Float64Array(10)
    await ranks.readScores('pagerank', 4_990, part)
    expect(part).toEqual(scores.slice(4_990))
  })

  it('reads entries of many ids in any order', async () => {
    const ranks = await openRanks(memoryBytes((await wholeFile()).bytes))
    const { positions } = orderByScore(scores)
    for (const ids of [[], [5], [4_999, 0, 4_999, 17], Array.from({ length: vertexCount }, (_, id) => id), Array.from({ length: 300 }, () => Math.floor(next() * vertexCount))]) {
      expect([...(await ranks.positionsOf('pagerank', Uint32Array.from(ids)))]).toEqual(ids.map((id) => positions[id]))
      expect([...(await ranks.scoresOf('pagerank', Uint32Array.from(ids)))]).toEqual(ids.map((id) => scores[id]))
    }
  })

  it.each([1, 2, 3])('broken off after part %i and resumed: the same bytes', async (stopAfter) => {
    expect(Buffer.compare((await wholeFile(stopAfter, true)).bytes, (await wholeFile()).bytes)).toBe(0)
  })

  it('refuses ranks of another graph, and questions beyond it', async () => {
    const { bytes } = await wholeFile()
    await expect(openRanks(memoryBytes(bytes), { checksum: '12345678', name: 'other', vertexCount })).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('Rank the graph again') })
    const ranks = await openRanks(memoryBytes(bytes))
    await expect(ranks.scoreOf('pagerank', vertexCount)).rejects.toMatchObject({ code: 'invalid' })
    await expect(ranks.scoreOf('pagerank', 1.5)).rejects.toMatchObject({ code: 'invalid' })
    await expect(ranks.positionsOf('pagerank', Uint32Array.of(1, vertexCount))).rejects.toMatchObject({ code: 'invalid' })
    await expect(ranks.readScores('pagerank', vertexCount, new Float64Array(1))).rejects.toMatchObject({ code: 'invalid' })
    await expect(ranks.scoreOf('harmonic', 1)).rejects.toMatchObject({ code: 'not_found', message: expect.stringContaining('pagerank') })
  })

  it('refuses what is cut off, foreign or damaged, wherever the damage is', async () => {
    const { bytes } = await wholeFile()
    for (const length of [0, 10, 64, 128, bytes.length - 64, bytes.length - 1]) await expect(openRanks(memoryBytes(bytes.slice(0, length)))).rejects.toMatchObject({ code: 'invalid' })
    const foreign = bytes.slice()
    foreign[0] = 0x58
    await expect(openRanks(memoryBytes(foreign))).rejects.toMatchObject({ code: 'invalid' })
    const contentsAt = Number(Buffer.from(bytes.subarray(bytes.length - 64)).readBigUInt64LE(16))
    for (let at = contentsAt; at < bytes.length - 64; at += 211) {
      const broken = bytes.slice()
      broken[at]! ^= 1
      await openRanks(memoryBytes(broken)).then(() => undefined, (error: unknown) => expect(error).toMatchObject({ code: 'invalid' }))
    }
    const inside = bytes.slice()
    inside[1_000]! ^= 1
    expect(await (await openRanks(memoryBytes(inside))).check()).toEqual(['score/pagerank'])
  })

  it('holds ranks that somebody else published, for some of the vertices', async () => {
    const work = memoryWork()
    const writer = await writeRanks(await work.file('ranks'), { ...about, graph: { ...about.graph, vertexCount: 4 } })
    await writer.addScores({ ...made, column: 'harmonic', kernel: 'harmonic' }, Float64Array.of(0, 9, 7, 8), { positions: Uint32Array.of(0, 1, 3, 2), rankedCount: 95_000_000 })
    await writer.finish()
    await work.publish('ranks')
    const ranks = await openRanks(memoryBytes(work.published!))
    expect(ranks.column('harmonic')).toMatchObject({ rankedCount: 95_000_000, bestCount: 3 })
    expect(await ranks.positionOf('harmonic', 0)).toBe(0)
    expect([...(await ranks.best('harmonic', 10))]).toEqual([1, 3, 2])
  })
})

describe('leaders', () => {
  const graphs = [...oddGraphs(), ['uneven', thinGraph({ vertexCount: 4_000, edgeCount: 30_000, seed: 9 })] as const]
  it.each(graphs)('of %s are the best referring vertices', async (_name, adjacency) => {
    const shuffled = orderByScore(Float64Array.from({ length: adjacency.vertexCount }, () => next())).positions
    for (const [inDegreeMin, leadersMax, blockRows] of [[1, 3, 100], [5, 10, 1_000], [3, 1, 10_000]] as const) {
      const found = await findLeaders(edgesGraph(adjacency, { blockRows }), shuffled, { inDegreeMin, leadersMax })
      const expected = adjacency.in.flatMap((list, id) => (list.length < inDegreeMin ? [] : [[id, [...list].sort((a, b) => shuffled[a]! - shuffled[b]!).slice(0, leadersMax)] as const]))
      expect(Array.from(found.vertices, (id, place) => [id, [...found.ids.subarray(found.starts[place]!, found.starts[place + 1]!)]])).toEqual(expected)
    }
  })

  it('asks for more links where there would be too many leaders, and puts the unranked last', async () => {
    const star = adjacencyOf(30, [[1, 0], [2, 0], [3, 0], [4, 0], [1, 5], [2, 5], [1, 6]])
    const positions = new Uint32Array(30)
    positions.set([0, 0, 9, 0, 2])
    expect(await findLeaders(edgesGraph(star), positions, { inDegreeMin: 1, leadersMax: 4, entriesMax: 6 })).toMatchObject({ inDegreeMin: 2, vertices: Uint32Array.of(0, 5), ids: Uint32Array.of(4, 2, 1, 3, 2, 1) })
  })
})
