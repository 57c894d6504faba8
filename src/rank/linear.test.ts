import { describe, expect, it } from 'vitest'
import { memoryWork } from '../graph/testing/memory-work.js'
import type { Graph, WorkFolder } from '../model/graph.js'
import { buffersBytes, layOutLinear } from './linear-layout.js'
import { solveLinear, type LinearEnd, type LinearOptions, type LinearProblem, type LinearVector } from './linear.js'
import { adjacencyOf, type Adjacency } from './reference/adjacency.js'
import { jumpOf, referenceLinear, reversed } from './reference/linear.js'
import { referenceShorts } from './reference/shorts.js'
import { edgesGraph } from './testing/edges-graph.js'
import { chance } from '../lib/chance.js'
import { randomGraph } from './testing/random-graph.js'

const even: LinearVector = { damping: 0.85, even: 1, seeds: [], tolerance: 0, iterationsMax: 30 }
const plain: LinearVector = { ...even, plain: true }
const bounds = { memoryBytesMax: 1e9 }

async function solve(graph: Graph, problem: LinearProblem, options: Partial<LinearOptions> = {}): Promise<{ columns: Float64Array[]; ends: LinearEnd[] }> {
  const columns = problem.vectors.map(() => new Float64Array(graph.vertexCount))
  const ends = await solveLinear(graph, problem, { ...bounds, ...options }, (first, values) => {
    for (const [lane, column] of values.entries()) columns[lane]!.set(column, first)
  })
  return { columns, ends }
}

function seedsOf(vertexCount: number, count: number, seed: number): Array<{ id: number; weight: number }> {
  const next = chance(seed)
  const ids = new Set(Array.from({ length: count }, () => Math.floor(next() * vertexCount)))
  return [...ids].map((id) => ({ id, weight: next() / count }))
}

function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0
  for (let place = 0; place < a.length; place += 1) sum += Math.abs(a[place]! - b[place]!)
  return sum
}

const graphs: Array<[string, Adjacency]> = [
  ['random', randomGraph({ vertexCount: 6_000, edgeCount: 60_000, seed: 1 })],
  ['thin', randomGraph({ vertexCount: 3_000, edgeCount: 2_000, seed: 2 })],
  ['no edges', adjacencyOf(5, [])],
  ['one edge', adjacencyOf(2, [[1, 0]])],
  ['a circle', adjacencyOf(3, [[0, 1], [1, 2], [2, 0]])],
  ['a dangling hub', adjacencyOf(1_000, Array.from({ length: 900 }, (_, id) => [id, 999] as const))],
  ['a linking hub', adjacencyOf(1_000, Array.from({ length: 900 }, (_, id) => [id, (id + 1) % 2 === 0 ? 0 : 500] as const))],
]

describe('solveLinear gives what the plain computation gives', () => {
  for (const [name, adjacency] of graphs) {
    for (const side of ['in', 'out'] as const) {
      it(`${name}, side ${side}, small blocks, several memories`, async () => {
        const graph = edgesGraph(adjacency, { blockRows: 700, outRange: 512 })
        const vectors = [plain, { ...plain, even: 0, seeds: seedsOf(adjacency.vertexCount, 20, 3), iterationsMax: 7 }]
        const { columns, ends } = await solve(graph, { side, vectors }, { precise: true, oneMemoryBytesMax: buffersBytes + 200_000 })
        for (const [lane, vector] of vectors.entries()) {
          const expected = referenceLinear(side === 'in' ? adjacency : reversed(adjacency), { damping: 0.85, jump: jumpOf(vector, adjacency.vertexCount), iterations: vector.iterationsMax, turned: side === 'out' })
          expect(distance(columns[lane]!, expected)).toBeLessThan(1e-13)
          expect(ends[lane]!.iterations).toBe(vector.iterationsMax)
        }
      })
    }
  }
})

/** So many link to one that they are added in parts. */
const greatHub = adjacencyOf(11_000, Array.from({ length: 22_000 }, (_, edge) => (edge % 2 === 0 ? [edge / 2, 7] : [(edge - 1) / 2, (edge * 7) % 11_000]) as [number, number]))

describe('with shorts', () => {
  it('up to three vectors: to the bit what comes of each number by number', async () => {
    for (const [, adjacency] of [...graphs, ['a great hub', greatHub] as const]) {
      const blocks = adjacency === greatHub ? { blockRows: 20_000, outRange: 20_000 } : { blockRows: 700, outRange: 512 }
      const all = [{ ...even, even: 0.3, seeds: seedsOf(adjacency.vertexCount, 20, 3), iterationsMax: 9 }, { ...even, damping: 0.6, iterationsMax: 6 }, { ...even, even: 0, seeds: seedsOf(adjacency.vertexCount, 30, 4), iterationsMax: 9 }]
      for (const side of ['in', 'out'] as const) {
        for (const vectors of [all.slice(0, 1), all.slice(0, 2), all]) {
          const expected = vectors.map((vector) => referenceShorts(adjacency, side, vector, blocks, vectors.length))
          const { columns, ends } = await solve(edgesGraph(adjacency, blocks), { side, vectors }, { precise: false })
          for (const [lane, { iterations, changes }] of ends.entries()) {
            expect(iterations).toBe(vectors[lane]!.iterationsMax)
            expect(changes).toEqual(expected[lane]!.changes)
            expect(Buffer.from(columns[lane]!.buffer).equals(Buffer.from(Float64Array.from(expected[lane]!.values).buffer))).toBe(true)
          }
        }
      }
    }
  })

  for (const [name, adjacency] of [...graphs, ['a great hub', greatHub] as const]) {
    for (const side of ['in', 'out'] as const) {
      it(`${name}, side ${side}: to the bit what comes of it number by number`, async () => {
        const blocks = adjacency === greatHub ? { blockRows: 20_000, outRange: 20_000 } : { blockRows: 700, outRange: 512 }
        const seeds = seedsOf(adjacency.vertexCount, 20, 3)
        const vectors = [even, { ...even, even: 0, seeds, damping: 0.6 }, { ...even, even: 0.3, seeds, iterationsMax: 7 }, { ...even, iterationsMax: adjacency === greatHub ? 9 : 80 }]
        const { columns, ends } = await solve(edgesGraph(adjacency, blocks), { side, vectors }, { precise: false })
        for (const [lane, vector] of vectors.entries()) {
          const { values, changes } = referenceShorts(adjacency, side, vector, blocks)
          expect(ends[lane]!.changes).toEqual(changes)
          expect(Buffer.from(columns[lane]!.buffer).equals(Buffer.from(Float64Array.from(values).buffer))).toBe(true)
        }
      })
    }
  }
})

describe('without damping', () => {
  it('the jump is what comes out, in doubles and in shorts', async () => {
    const adjacency = graphs[0]![1]
    const vector = { ...even, damping: 0, even: 0.5, seeds: seedsOf(adjacency.vertexCount, 20, 3), iterationsMax: 4 }
    for (const side of ['in', 'out'] as const) {
      for (const precise of [true, false]) expect(distance((await solve(edgesGraph(adjacency), { side, vectors: [vector] }, { precise })).columns[0]!, jumpOf(vector, adjacency.vertexCount))).toBeLessThan(1e-11)
    }
  })
})

describe('with the factor', () => {
  for (const [name, adjacency] of graphs) {
    it(`${name}: steps end where the plain ones do, on the same scale`, async () => {
      const seeds = seedsOf(adjacency.vertexCount, 20, 3)
      for (const side of ['in', 'out'] as const) {
        const goal = { tolerance: 1e-12, iterationsMax: 400 }
        const vectors = [{ ...even, ...goal }, { ...even, even: 0.1, seeds, ...goal }]
        const { columns, ends } = await solve(edgesGraph(adjacency), { side, vectors }, { threads: 1 })
        const slow = await solve(edgesGraph(adjacency), { side, vectors: vectors.map((vector) => ({ ...vector, plain: true })) }, { threads: 1 })
        for (const lane of [0, 1]) {
          expect(distance(columns[lane]!, slow.columns[lane]!)).toBeLessThan(2e-11)
          // Chains of links that soon come to an end need few plain steps; webs do not have such.
          expect(ends[lane]!.iterations).toBeLessThan(name === 'random' ? 0.8 * slow.ends[lane]!.iterations : 200)
        }
      }
    })
  }
})

describe('a vector comes out the same', () => {
  const adjacency = randomGraph({ vertexCount: 9_000, edgeCount: 90_000, seed: 4 })
  const graph = edgesGraph(adjacency, { blockRows: 1_024, outRange: 1_024 })
  const seeded = { ...even, even: 0.25, seeds: seedsOf(9_000, 40, 5), tolerance: 1e-7, iterationsMax: 100 }
  const other = { ...even, damping: 0.6, iterationsMax: 12 }

  for (const side of ['in', 'out'] as const) {
    for (const precise of [true, false]) {
      it(`for any threads, memories, stripes and company: ${side}, ${precise ? 'doubles' : 'shorts'}`, async () => {
        const plain = await solve(graph, { side, vectors: [seeded] }, { precise, threads: 1 })
        expect(plain.ends[0]!.iterations).toBeGreaterThan(10)
        const ways: Array<[LinearVector[], Partial<LinearOptions>]> = [
          [[seeded], { threads: 2 }],
          [[seeded], { threads: 3, oneMemoryBytesMax: buffersBytes + 250_000 }],
          [[seeded, other], { threads: 2, oneMemoryBytesMax: buffersBytes + 300_000 }],
          [[other, seeded], { memoryBytesMax: side === 'in' ? 4 * buffersBytes + 1_000_000 : 2 * buffersBytes + 490_000, oneMemoryBytesMax: buffersBytes + 300_000 }],
          ...(precise ? [] : [[[other, even, even, seeded], { threads: 2 }]] as Array<[LinearVector[], Partial<LinearOptions>]>),
        ]
        for (const [vectors, options] of ways) {
          const { columns, ends } = await solve(graph, { side, vectors }, { precise, ...options })
          const lane = vectors.indexOf(seeded)
          expect(Buffer.from(columns[lane]!.buffer).equals(Buffer.from(plain.columns[0]!.buffer))).toBe(true)
          expect(ends[lane]!.iterations).toBe(plain.ends[0]!.iterations)
        }
      })
    }
  }

  it('as one of three in shorts: for any threads, memories and company, and nearly as alone', async () => {
    for (const side of ['in', 'out'] as const) {
      const [alone, first] = [await solve(graph, { side, vectors: [seeded] }, { precise: false }), await solve(graph, { side, vectors: [seeded, even, other] }, { precise: false, threads: 1 })]
      for (const [vectors, options] of [[[other, seeded, even], { oneMemoryBytesMax: buffersBytes + 400_000 }], [[even, even, seeded], { threads: 3 }]] as const) {
        const { columns, ends } = await solve(graph, { side, vectors }, { precise: false, ...options })
        const lane = (vectors as readonly LinearVector[]).indexOf(seeded)
        expect(Buffer.from(columns[lane]!.buffer).equals(Buffer.from(first.columns[0]!.buffer))).toBe(true)
        expect(ends[lane]).toEqual(first.ends[0])
      }
      expect(first.ends[0]!.iterations).toBeLessThanOrEqual(alone.ends[0]!.iterations + 1)
      expect(distance(first.columns[0]!, alone.columns[0]!)).toBeLessThan(5 * seeded.tolerance)
    }
  })

  it('however tiles lie in memory: in slices, packed, or as in the file', async () => {
    // Rows of all lengths, up to those that are added in parts.
    const unlike = adjacencyOf(12_000, [...adjacency.out.flatMap((targets, from) => targets.map((to) => [from, to] as const)), ...Array.from({ length: 300 }, (_, row) => Array.from({ length: row < 3 ? 9_000 : row }, (_, from) => [from, 11_000 + row] as const)).flat(), ...Array.from({ length: 1_000 }, (_, from) => [11_000 + from, from] as const)].filter(([from, to]) => from !== to))
    const whole = edgesGraph(unlike)
    // Ids of so wide a tile can't be packed.
    const wide = { ...whole, tiles: whole.tiles.map((tile) => ({ ...tile, neighbourSpan: 2 ** 24 })) }
    const readTile: Graph['readTile'] = (tile, from, into) => whole.readTile(whole.tiles[wide.tiles.indexOf(tile)]!, from, into)
    for (const precise of [true, false]) {
      for (const vectors of [[seeded], [seeded, other], ...(precise ? [] : [[seeded, other, even], [seeded, other, even, { ...even, iterationsMax: 9 }]])]) {
        const shape = { side: 'in', lanes: vectors.length, precise, jumpCount: vectors.reduce((sum, { seeds }) => sum + seeds.length, 0) } as const
        const formsFor = (graph: Graph, memoryBytesMax: number) => new Set(layOutLinear(graph, shape, { groupBytes: 1_000 }, { memoryBytesMax }).plan.memories.flatMap(({ columns }) => columns.flatMap(({ tiles }) => tiles.map(({ form }) => form))))
        const little = (graph: Graph) => {
          let bytes = 2 * buffersBytes
          while (formsFor(graph, bytes).has('sliced')) bytes -= 2_000
          return bytes
        }
        const solveIn = async (graph: Graph, memoryBytesMax: number, form: string) => {
          expect(formsFor(graph, memoryBytesMax)).toEqual(new Set([form]))
          return solve(graph, { side: 'in', vectors }, { precise, memoryBytesMax })
        }
        const sliced = await solveIn(whole, 1e9, precise ? 'packed' : 'sliced')
        const plainGraph = { ...wide, readTile }
        const [packed, plainly] = [await solveIn(whole, little(whole), 'packed'), await solveIn(plainGraph, little(plainGraph), 'plain')]
        for (const some of [packed, plainly]) {
          expect(some.columns.map((column, lane) => Buffer.from(column.buffer).equals(Buffer.from(sliced.columns[lane]!.buffer)))).toEqual(vectors.map(() => true))
          expect(some.ends).toEqual(sliced.ends)
        }
      }
    }
  })

  it('with shorts as with doubles, nearly', async () => {
    for (const side of ['in', 'out'] as const) {
      const [shorts, doubles] = [await solve(graph, { side, vectors: [even, seeded] }, { precise: false }), await solve(graph, { side, vectors: [even, { ...seeded, tolerance: 1e-14 }] }, { precise: true })]
      for (const [id, value] of shorts.columns[0]!.entries()) expect(Math.abs(value / doubles.columns[0]![id]! - 1)).toBeLessThan(1e-6)
      expect(distance(shorts.columns[1]!, doubles.columns[1]!)).toBeLessThan(5 * seeded.tolerance)
    }
  })

  it('and in as many iterations, or one more', async () => {
    for (const side of ['in', 'out'] as const) {
      for (const tolerance of [1e-4, 1e-6, 1e-8]) {
        const vectors = [{ ...even, tolerance, iterationsMax: 200 }, { ...seeded, tolerance, iterationsMax: 200 }]
        const doubles = await solve(graph, { side, vectors }, { precise: true })
        for (const company of [vectors, [...vectors, other]]) {
          const shorts = await solve(graph, { side, vectors: company }, { precise: false })
          for (const lane of [0, 1]) expect(shorts.ends[lane]!.iterations).toBeLessThanOrEqual(doubles.ends[lane]!.iterations + 1)
        }
      }
    }
  })

  it('plain steps, which are always made in doubles', async () => {
    const [shorts, doubles] = [await solve(graph, { side: 'in', vectors: [plain] }, { precise: false }), await solve(graph, { side: 'in', vectors: [plain] }, { precise: true })]
    expect(Buffer.from(shorts.columns[0]!.buffer).equals(Buffer.from(doubles.columns[0]!.buffer))).toBe(true)
  })

  it('when the work was broken off and taken up again', async () => {
    for (const [precise, side, stopAfter] of [[true, 'in', 3], [true, 'in', 5], [true, 'in', 11], [false, 'in', 3], [false, 'in', 4], [false, 'out', 5]] as const) {
      const problem: LinearProblem = { side, vectors: [seeded, other] }
      const straight = await solve(graph, problem, { precise })
      const work: WorkFolder = memoryWork()
      const stop = new AbortController()
      const begun: number[] = []
      const broken = solve(graph, problem, { precise, work, checkpointEvery: 2, signal: stop.signal, iterated: (iteration) => iteration === stopAfter && stop.abort() })
      await expect(broken).rejects.toThrow(/abort/u)
      const resumed = await solve(graph, problem, { precise, work, checkpointEvery: 2, threads: 1, iterated: (iteration) => begun.push(iteration) })
      expect(begun[0]).toBe(stopAfter - (stopAfter % 2) + 1)
      expect(resumed.columns.map((column) => Buffer.from(column.buffer).toString('hex'))).toEqual(straight.columns.map((column) => Buffer.from(column.buffer).toString('hex')))
      expect(resumed.ends).toEqual(straight.ends)
    }
  })
})

describe('solveLinear refuses', () => {
  const graph = edgesGraph(randomGraph({ vertexCount: 3_000, edgeCount: 30_000, seed: 6 }))

  it('to use more memory than allowed, and says how much it needs', async () => {
    await expect(solve(graph, { side: 'in', vectors: [even] }, { memoryBytesMax: 10_000 })).rejects.toThrow(/needs 0\.1 GB of memory, and 0\.1 GB may be used/u)
  })

  it('edges that are damaged', async () => {
    const damaged = { ...graph, readTile: async (tile: Graph['tiles'][number], from: number, into: Uint8Array) => {
      await graph.readTile(tile, from, into)
      if (from === 0 && into.length > 100) into[50]! ^= 1
    } }
    await expect(solve(damaged, { side: 'in', vectors: [even] })).rejects.toThrow(/damaged/u)
  })
})
