import { describe, expect, it } from 'vitest'
import { memoryWork } from '../graph/testing/memory-work.js'
import { chosenRows } from './chosen-rows.js'
import { harmonic, type HarmonicOptions } from './harmonic.js'
import { harmonicMethodOf } from './harmonic-methods.js'
import { orderByScore } from './positions.js'
import { rowsOf } from './reference/adjacency.js'
import { referenceBall } from './reference/ball.js'
import { referenceDistances } from './reference/distances.js'
import { referenceHarmonic } from './reference/harmonic.js'
import { edgesGraph } from './testing/edges-graph.js'
import { oddGraphs, thinGraph } from './testing/random-edges.js'

const close = (found: ArrayLike<number>, expected: readonly number[]) => {
  expect(found.length).toBe(expected.length)
  expected.forEach((score, id) => {
    if (Math.abs(found[id]! - score) > 1e-9 * (1 + Math.abs(score))) expect(`${id}: ${found[id]}`).toBe(`${id}: ${score}`)
  })
}

/** So small that the rows of a graph of a few thousand vertices lie in several memories and many chunks. */
const narrow = (width: number, rows: number, chunkGroupsMax = 1): Partial<HarmonicOptions> => ({ oneBytesMax: 250_000 + 1_024 * (width + 40) * chunkGroupsMax + rows * (2 * width + 10), bufferBytes: 4_096, chunkGroupsMax })

describe('harmonic centrality', () => {
  it.each(oddGraphs())('of %s: exact', async (_name, adjacency) => {
    const found = await harmonic(edgesGraph(adjacency, { blockRows: 700 }), { threads: 2 })
    expect(found.method).toBe('exact')
    close(found.scores, referenceHarmonic(adjacency))
  })

  const wide = thinGraph({ vertexCount: 6_000, edgeCount: 25_000, seed: 7 })
  const odd = [...oddGraphs().filter(([, { vertexCount }]) => vertexCount <= 300), ['random', thinGraph({ vertexCount: 800, edgeCount: 2_500, seed: 12 })] as const]
  it.each(odd)('of %s: counters as the slow ones', async (_name, adjacency) => {
    const expected = referenceBall(adjacency, { seed: 5, registers: 16 })
    const found = await harmonic(edgesGraph(adjacency, { blockRows: 100 }), { method: 'ball', registers: 16, seed: 5, threads: 2, stepsMax: 1_000 })
    close(found.scores, expected.scores)
  })

  it.each([64, 256] as const)('counters of %i registers as the slow ones', async (registers) => {
    const adjacency = thinGraph({ vertexCount: 400, edgeCount: 1_000, seed: 13 })
    const expected = referenceBall(adjacency, { seed: 9, registers })
    close((await harmonic(edgesGraph(adjacency), { method: 'ball', registers, seed: 9, threads: 1 })).scores, expected.scores)
    close((await harmonic(edgesGraph(adjacency), { method: 'ball', registers, seed: 9, threads: 1, stepsMax: 2 })).scores, referenceBall(adjacency, { seed: 9, registers, stepsMax: 2 }).scores)
  })

  it('is the same, bit by bit, for any threads, memories, blocks and chunks', async () => {
    const one = edgesGraph(wide)
    const many = edgesGraph(wide, { blockRows: 450 })
    for (const method of ['ball', 'sample'] as const) {
      const expected = await harmonic(one, { method, seed: 3, threads: 1 })
      for (const [graph, options] of [[one, { threads: 2 }], [many, { threads: 3 }], [many, { threads: 2, ...narrow(64, 1_500) }], [many, { threads: 3, ...narrow(64, 500) }]] as const) {
        const found = await harmonic(graph, { method, seed: 3, ...options })
        expect(Buffer.compare(Buffer.from(found.scores.buffer), Buffer.from(expected.scores.buffer))).toBe(0)
      }
    }
  })

  it('by counters and by a sample is near the exact one', async () => {
    const graph = edgesGraph(wide)
    const exact = await harmonic(graph, { method: 'exact', threads: 2 })
    for (const [method, errorMax, likeness] of [['ball', 0.13, 0.95], ['sample', 0.1, 0.95]] as const) {
      const { scores } = await harmonic(graph, { method, seed: 2, threads: 2 })
      const reached = [...exact.scores.keys()].filter((id) => exact.scores[id]! > 0)
      const error = reached.reduce((sum, id) => sum + Math.abs(scores[id]! / exact.scores[id]! - 1), 0) / reached.length
      expect(error).toBeLessThan(errorMax)
      expect(rankCorrelation(scores, exact.scores)).toBeGreaterThan(likeness)
    }
  })

  it.each([[16, 6_000], [64, 6_000], [64, 300], [256, 4_000]] as const)('a sample of %i bytes of %i vertices as the slow one: direct links counted, the rest scaled up', async (registers, vertexCount) => {
    const adjacency = vertexCount === 6_000 ? wide : thinGraph({ vertexCount, edgeCount: 3 * vertexCount, seed: 21 })
    const { idOfRow, linkingCount } = rowsOf(adjacency)
    const chosen = chosenRows(linkingCount, 8 * registers, 4).slice()
    const expected = adjacency.in.map((linking) => linking.length)
    for (const row of chosen) {
      referenceDistances(adjacency, [idOfRow[row]!]).forEach((distance, id) => {
        if (distance >= 2 && distance !== Infinity) expected[id]! += linkingCount / chosen.length / distance
      })
    }
    const found = await harmonic(edgesGraph(adjacency, { blockRows: 800 }), { method: 'sample', registers, seed: 4, threads: 2, changedShareMax: 0 })
    expect(found).toMatchObject({ method: 'sample', size: chosen.length, seed: 4 })
    close(found.scores, expected)
  })

  it('a sample counts no link of a vertex to itself, where graphs have such', async () => {
    const selfLinks = edgesGraph({ vertexCount: 4, out: [[0, 1], [1, 2], [], [0]], in: [[0, 3], [0, 1], [1], []] })
    const { scores } = await harmonic({ ...selfLinks, selfLinksKept: true }, { method: 'sample', threads: 1 })
    expect([...scores]).toEqual([1, 1.5, 1 + 1 / 2 + 1 / 3, 0].map((score) => expect.closeTo(score, 8)))
  })

  it('refuses to follow every vertex of a large graph', async () => {
    await expect(harmonic({ ...edgesGraph(wide), linkingCount: 4e7, edgeCount: 4e9 }, { method: 'exact' })).rejects.toMatchObject({ code: 'refused', message: expect.stringContaining('--harmonic sample') })
  })

  it.each(['ball', 'sample'] as const)('by %s goes on from a kept state to the same scores, and minds only states of its own', async (method) => {
    const graph = edgesGraph(wide, { blockRows: 900 })
    const options = { method, seed: 3, threads: 2, keepEvery: 2, ...narrow(64, 1_500) } as const
    const expected = await harmonic(graph, options)
    for (const stopAt of [1, 2, 5]) {
      const work = memoryWork()
      const stop = new AbortController()
      const progress = ({ stage }: { stage: string }) => {
        if (stage.endsWith(`step ${stopAt + 1}`)) stop.abort(new Error('stopped'))
      }
      await expect(harmonic(graph, { ...options, work, signal: stop.signal, progress })).rejects.toThrow('stopped')
      const resumed = await harmonic(graph, { ...options, work })
      expect(resumed).toEqual(expected)
      expect(await harmonic(graph, { ...options, seed: 4, work })).toEqual(await harmonic(graph, { ...options, seed: 4 }))
    }
  })

  it('is exact on small graphs, else a sample, where nobody says how', () => {
    expect(harmonicMethodOf({ linkingCount: 30_000, edgeCount: 500_000 })).toBe('exact')
    expect(harmonicMethodOf({ linkingCount: 45_600_000, edgeCount: 4_756_000_000 })).toBe('sample')
  })

  it('refuses what memory does not hold', async () => {
    await expect(harmonic(edgesGraph(wide), { method: 'ball', memoryBytesMax: 10_000 })).rejects.toMatchObject({ code: 'refused', message: expect.stringContaining('fewer registers') })
    await expect(harmonic(edgesGraph(wide), { method: 'ball', oneBytesMax: 400_000, bufferBytes: 64, chunkGroupsMax: 1 })).rejects.toMatchObject({ code: 'refused', message: expect.stringContaining('blocks are smaller') })
  })
})

/** Correlation of the positions (Spearman). */
function rankCorrelation(a: Float64Array, b: Float64Array): number {
  const [left, right] = [orderByScore(a).positions, orderByScore(b).positions]
  const n = a.length
  let sum = 0
  left.forEach((position, id) => (sum += (position - right[id]!) ** 2))
  return 1 - (6 * sum) / (n * (n * n - 1))
}

describe('chosen rows', () => {
  it('are different, rising, decided by the seed, and everything where little is there', () => {
    const rows = chosenRows(1_000_000, 512, 4)
    expect(new Set(rows).size).toBe(512)
    expect([...rows]).toEqual([...rows].sort((a, b) => a - b))
    expect(chosenRows(1_000_000, 512, 4)).toEqual(rows)
    expect(chosenRows(1_000_000, 512, 5)).not.toEqual(rows)
    expect(chosenRows(3, 512, 4)).toEqual(Uint32Array.of(0, 1, 2))
    const middle = rows.reduce((sum, row) => sum + row, 0) / 512
    expect(Math.abs(middle - 500_000)).toBeLessThan(50_000)
  })
})
