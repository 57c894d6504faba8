import { describe, expect, it } from 'vitest'
import { buildGraph } from '../graph/build-graph.js'
import { openGraph } from '../graph/graph-file.js'
import { memoryBytes, memoryWork } from '../graph/testing/memory-work.js'
import type { Kernel, KernelExample } from './define-kernel.js'
import { kernels, rankGraph, type LinearKernelId } from './rank-graph.js'
import { adjacencyOf } from './reference/adjacency.js'
import { jumpOf, referenceLinear, referencePagerank, reversed } from './reference/linear.js'
import { edgesGraph } from './testing/edges-graph.js'
import { randomGraph } from './testing/random-graph.js'

function graphOf({ links, others = '', seeds = '' }: KernelExample) {
  const pairs = links.split(' ').map((link) => link.split('>') as [string, string])
  const names = [...new Set([...pairs.flat(), ...others.split(' ').filter((name) => name !== '')])].sort()
  const adjacency = adjacencyOf(names.length, pairs.map(([from, to]) => [names.indexOf(from), names.indexOf(to)] as const))
  return { names, adjacency, seeds: seeds.split(' ').filter((name) => name !== '').map((name) => ({ id: names.indexOf(name), weight: 1 })) }
}

describe('every example of every kernel', () => {
  for (const kernel of kernels as readonly Kernel[]) {
    for (const example of kernel.examples) {
      it(`${kernel.id}: ${example.title}`, async () => {
        const { names, adjacency, seeds } = graphOf(example)
        const options = Object.fromEntries(Object.entries(example.options ?? {}).filter((entry): entry is [string, number] => entry[1] !== undefined))
        let scores = new Float64Array()
        await rankGraph(edgesGraph(adjacency), { kernels: [{ kernel: kernel.id as LinearKernelId, seeds, options }], threads: 1 }, (_, given) => void (scores = Float64Array.from(given)))
        const rounded = Object.fromEntries(names.map((name, id) => [name, Math.round(scores[id]! * 1e4) / 1e4 + 0]))
        expect(rounded).toEqual(example.expect)
      })
    }
  }
})

describe('rankGraph', () => {
  const adjacency = randomGraph({ vertexCount: 4_000, edgeCount: 40_000, seed: 8 })
  const graph = edgesGraph(adjacency, { blockRows: 1_024, outRange: 2_048 })
  const good = [5, 70, 900, 3_000].map((id) => ({ id, weight: 2 }))
  const bad = [12, 44].map((id) => ({ id, weight: 1 }))
  const v = (seeds: typeof good) => jumpOf({ even: 0, seeds: seeds.map(({ id }) => ({ id, weight: 1 / seeds.length })) }, 4_000)
  const uniform = jumpOf({ even: 1, seeds: [] }, 4_000)

  it('gives all kernels at once what the papers say, whatever their company', async () => {
    const found = new Map<string, Float64Array>()
    const columns = await rankGraph(graph, { kernels: [{ kernel: 'pagerank' }, { kernel: 'spam-mass', seeds: good }, { kernel: 'health-trust', column: 'health-trust:a', seeds: good }, { kernel: 'health-trust', column: 'health-trust:b', seeds: bad }, { kernel: 'trust-rank', seeds: good, options: { iterationsMax: 25 } }, { kernel: 'anti-trust', seeds: bad }, { kernel: 'inverse-pagerank', options: { iterationsMax: 300 } }], tolerance: 1e-14, iterationsMax: 400 }, ({ column }, scores) => void found.set(column, scores))
    expect(columns.map(({ column }) => column)).toEqual(['pagerank', 'spam-mass', 'health-trust:a', 'health-trust:b', 'trust-rank', 'anti-trust', 'inverse-pagerank'])
    const linear = (jump: readonly number[]) => referenceLinear(adjacency, { damping: 0.85, jump, iterations: 300 })
    const p = linear(uniform)
    const good85 = linear(v(good).map((weight) => weight * 0.85))
    const expected: Record<string, number[]> = {
      'pagerank': referencePagerank(adjacency, { damping: 0.85, jump: uniform }),
      'health-trust:a': referencePagerank(adjacency, { damping: 0.85, jump: v(good) }),
      'health-trust:b': referencePagerank(adjacency, { damping: 0.85, jump: v(bad) }),
      'trust-rank': referenceLinear(adjacency, { damping: 0.85, jump: v(good), iterations: 25 }),
      'spam-mass': p.map((value, id) => 1 - good85[id]! / value),
      'anti-trust': referencePagerank(reversed(adjacency), { damping: 0.85, jump: v(bad) }),
      'inverse-pagerank': referencePagerank(reversed(adjacency), { damping: 0.85, jump: uniform }),
    }
    for (const [column, values] of Object.entries(expected)) {
      const scores = found.get(column)!
      const worst = values.reduce((most, value, id) => Math.max(most, Math.abs(value - scores[id]!)), 0)
      expect({ column, near: worst < (column === 'spam-mass' ? 1e-9 : 1e-12) }).toEqual({ column, near: true })
    }
  })

  it('takes the twenty steps of inverse PageRank as the paper says', async () => {
    let found = new Float64Array()
    await rankGraph(graph, { kernels: [{ kernel: 'inverse-pagerank' }] }, (_, scores) => void (found = Float64Array.from(scores)))
    const { out, vertexCount } = adjacency
    const linkers = Array.from({ length: vertexCount }, () => 0)
    for (const targets of out) for (const to of targets) linkers[to]! += 1
    const least = 0.15 / vertexCount
    let values = out.map((targets) => (targets.length > 0 ? 1 / vertexCount : least))
    for (let step = 0; step < 20; step += 1) values = out.map((targets) => targets.reduce((sum, to) => sum + (0.85 * values[to]!) / linkers[to]!, least))
    const norm = values.reduce((sum, value) => sum + value, 0)
    for (const [id, value] of values.entries()) expect(found[id]).toBeCloseTo(value / norm, 15)
  })

  it('gives the same for a graph file, whose tiles lie otherwise', async () => {
    const work = memoryWork()
    async function* edges() {
      const pairs = adjacency.out.flatMap((targets, from) => targets.map((to) => [from, to] as const))
      yield { from: Uint32Array.from(pairs, ([from]) => from), to: Uint32Array.from(pairs, ([, to]) => to), count: pairs.length }
    }
    await buildGraph(edges(), null, { work, inputKey: 'test', release: 'test', level: 'domain', naming: 'id', vertexCount: 4_000, program: 'test', linkingPerBlock: 500 })
    const file = await openGraph(memoryBytes(work.published!))
    const request = { kernels: [{ kernel: 'pagerank' }, { kernel: 'anti-trust', seeds: bad }], tolerance: 1e-13, iterationsMax: 300 } as const
    const scores: Float64Array[] = []
    for (const one of [graph, file]) await rankGraph(one, request, (_, given) => void scores.push(given))
    for (const column of [0, 1]) expect(scores[column]!.reduce((sum, value, id) => sum + Math.abs(value - scores[column + 2]![id]!), 0)).toBeLessThan(1e-12)
  })

  it('goes on where it was broken off, whatever is asked for then, and ends in the same bytes', async () => {
    const all = [{ kernel: 'pagerank' }, { kernel: 'spam-mass', seeds: good }, { kernel: 'anti-trust', seeds: bad }] as const
    const straight = new Map<string, string>()
    await rankGraph(graph, { kernels: all }, ({ column }, scores) => void straight.set(column, Buffer.from(scores.buffer).toString('hex')))
    for (const breakAt of ['in pass', 'in first column', 'in second column']) {
      const work = memoryWork()
      const stop = new AbortController()
      let passes = 0
      const broken = rankGraph(graph, { kernels: all, work, checkpointEvery: 4, signal: stop.signal, iterated: () => void ((passes += 1) === 9 && breakAt === 'in pass' && stop.abort()) }, ({ column }) => {
        if (breakAt === `in ${column === 'pagerank' ? 'first' : 'second'} column`) throw new Error('gone')
      })
      await expect(broken).rejects.toThrow(/gone|abort/u)
      let again = 0
      const left = breakAt === 'in second column' ? all.slice(1) : all
      await rankGraph(graph, { kernels: left, work, checkpointEvery: 4, threads: 1, iterated: () => void (again += 1) }, ({ column }, scores) => {
        expect(Buffer.from(scores.buffer).toString('hex') === straight.get(column)).toBe(true)
      })
      // Only what had not been kept is done again.
      expect(again > 0).toBe(breakAt === 'in pass')
    }
  })

  it('says what is wrong with what it was given', async () => {
    const wrong: Array<[Parameters<typeof rankGraph>[1], RegExp]> = [
      [{ kernels: [{ kernel: 'health-trust' }] }, /health-trust begins at trusted vertices, and none/u],
      [{ kernels: [{ kernel: 'anti-trust', seeds: [{ id: 4_000, weight: 1 }] }] }, /seed 4000 is no vertex/u],
      [{ kernels: [{ kernel: 'trust-rank', seeds: [{ id: 1, weight: Number.NaN }] }] }, /weight NaN/u],
      [{ kernels: [{ kernel: 'pagerank' }], damping: 1 }, /damping is 1/u],
      [{ kernels: [{ kernel: 'pagerank' }], iterationsMax: 0 }, /1 to 10000 iterations/u],
      [{ kernels: [{ kernel: 'harmonic' as 'pagerank' }] }, /no kernel 'harmonic'/u],
      [{ kernels: [{ kernel: 'pagerank' }], memoryBytesMax: 1_000 }, /needs 0\.1 GB/u],
    ]
    for (const [options, message] of wrong) await expect(rankGraph(graph, options, () => undefined)).rejects.toThrow(message)
  })
})
