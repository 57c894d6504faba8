import { describe, expect, it } from 'vitest'
import { buildGraph, type BuildOptions } from './build-graph.js'
import { checkGraph, openGraph } from './graph-file.js'
import { memoryBytes, memoryWork } from './testing/memory-work.js'
import { chunksOf, listsOfTiles, plainGraph, type Edge } from './testing/plain-graph.js'

const usual = { inputKey: 'test', release: 'test', level: 'domain', naming: 'id', program: 'test' } as const

async function built(edges: readonly Edge[], options: Partial<BuildOptions> = {}, chunk = 1000) {
  const work = memoryWork()
  const made = await buildGraph(chunksOf(edges, chunk), null, { ...usual, work, ...options })
  const graph = await openGraph(memoryBytes(work.published!))
  return { made, graph, bytes: work.published! }
}

/** Numbers from a seed, the same on each run. */
function random(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

function randomEdges(seed: number, vertices: number, count: number, sorted: boolean): Edge[] {
  const next = random(seed)
  const edges = Array.from({ length: count }, (): Edge => [next(next(2) + 1 === 1 ? vertices : Math.ceil(vertices / 3)), Math.floor(next(vertices) ** 2 / vertices)])
  return edges.map((edge, k) => ({ edge, k })).sort((a, b) => a.edge[0] - b.edge[0] || (sorted ? a.edge[1] - b.edge[1] : a.k - b.k)).map(({ edge }) => edge)
}

const star = (count: number): Edge[] => Array.from({ length: count }, (_, k): Edge => [k + 1, 0])
const fan = (count: number): Edge[] => Array.from({ length: count }, (_, k): Edge => [0, count - k])

const graphs: Array<{ title: string; vertices: number; edges: Edge[]; options?: Partial<BuildOptions>; chunk?: number }> = [
  { title: 'nothing at all', vertices: 0, edges: [] },
  { title: 'one vertex', vertices: 1, edges: [], options: { vertexCount: 1 } },
  { title: 'one vertex that links to itself', vertices: 1, edges: [[0, 0]] },
  { title: 'isolated vertices at both ends', vertices: 200, edges: [[70, 80], [80, 70], [80, 71]], options: { vertexCount: 200 } },
  { title: 'one edge', vertices: 2, edges: [[0, 1]] },
  { title: 'a vertex with 255 predecessors', vertices: 256, edges: star(255) },
  { title: 'a vertex with 254 predecessors', vertices: 255, edges: star(254) },
  { title: 'a vertex with 70,000 predecessors', vertices: 70_001, edges: star(70_000) },
  { title: 'a vertex with 70,000 predecessors in blocks of 3,000', vertices: 70_001, edges: star(70_000), options: { linkingPerBlock: 9_000 } },
  { title: 'a vertex that links to 70,000, falling', vertices: 70_001, edges: fan(70_000) },
  { title: 'a vertex that links to 70,000, in narrow tiles', vertices: 70_001, edges: fan(70_000), options: { rangeBits: 10 }, chunk: 77 },
  { title: 'self-links and duplicates', vertices: 5, edges: [[1, 3], [1, 3], [1, 1], [1, 0], [1, 3], [3, 3], [4, 4], [4, 0], [4, 0]] },
  { title: 'a sorted random graph', vertices: 3_000, edges: randomEdges(1, 3_000, 20_000, true) },
  { title: 'an unsorted random graph in small blocks', vertices: 3_000, edges: randomEdges(2, 3_000, 20_000, false), options: { linkingPerBlock: 200, rangeBits: 8 }, chunk: 7 },
  { title: 'a random graph in blocks of few edges', vertices: 3_000, edges: randomEdges(3, 3_000, 20_000, false), options: { edgesPerBlock: 1_500, rangeBits: 11 } },
  { title: 'a dense random graph', vertices: 600, edges: randomEdges(4, 600, 60_000, false), options: { linkingPerBlock: 64, rangeBits: 6 } },
  { title: 'a dense random graph in order', vertices: 500, edges: randomEdges(6, 500, 60_000, true), options: { linkingPerBlock: 100, rangeBits: 7 }, chunk: 501 },
  { title: 'a random graph over several buckets', vertices: 200_000, edges: randomEdges(5, 200_000, 60_000, false), options: { linkingPerBlock: 9_000, rangeBits: 17, vertexCount: 200_000 } },
]

describe('a graph that was built', () => {
  for (const { title, vertices, edges, options, chunk } of graphs) {
    it(`has the neighbours of the list: ${title}`, async () => {
      const plain = plainGraph(vertices, edges)
      const { made, graph, bytes } = await built(edges, options, chunk)
      expect(made).toEqual({ vertexCount: vertices, edgeCount: plain.edgeCount, linkingCount: plain.out.filter((list) => list.length > 0).length, selfLinks: plain.selfLinks, duplicates: plain.duplicates, checksum: graph.checksum, bytes: bytes.length })
      expect(await checkGraph(memoryBytes(bytes))).toEqual([])
      const linking = plain.out.flatMap((list, id) => (list.length > 0 ? [id] : []))
      const rows = [...linking, ...plain.out.flatMap((list, id) => (list.length > 0 ? [] : [id]))]
      const inside = (await listsOfTiles(graph, 'in')).map((list) => list.map((number) => linking[number]))
      expect(inside).toEqual(rows.map((id) => plain.in[id]))
      expect(await listsOfTiles(graph, 'out')).toEqual(linking.map((id) => plain.out[id]))
      const degrees = { in: new Uint32Array(vertices), out: new Uint32Array(linking.length) }
      await graph.readInDegrees(0, degrees.in)
      await graph.readOutDegrees(0, degrees.out)
      expect([...degrees.in]).toEqual(rows.map((id) => plain.in[id]!.length))
      expect([...degrees.out]).toEqual(linking.map((id) => plain.out[id]!.length))
      for (const [row, id] of rows.entries()) {
        if (vertices > 500 && row % (vertices > 5_000 ? 997 : 7) !== 0) continue
        expect(await graph.rowOf(id)).toBe(row)
        expect(await graph.idOfRow(row)).toBe(id)
        expect([...(await graph.neighbours(id, 'in'))]).toEqual(plain.in[id])
        expect([...(await graph.neighbours(id, 'out'))]).toEqual(plain.out[id])
        expect([...(await graph.neighbours(id, 'in', { from: 3, max: 5 }))]).toEqual(plain.in[id]!.slice(3, 8))
      }
    })
  }
})

describe('blocks', () => {
  it('grow with the graph, since each costs a byte for every linking vertex while ranking', async () => {
    const vertexCount = 5_600_000
    async function* circle() {
      const chunk = { from: new Uint32Array(65_536), to: new Uint32Array(65_536), count: 0 }
      for (let id = 0; id < vertexCount; id += 1) {
        chunk.from[chunk.count] = id
        chunk.to[chunk.count] = (id + 1) % vertexCount
        chunk.count += 1
        if (chunk.count < 65_536 && id < vertexCount - 1) continue
        yield chunk
        chunk.count = 0
      }
    }
    const work = memoryWork()
    await buildGraph(circle(), null, { ...usual, work })
    const { tiles } = await openGraph(memoryBytes(work.published!))
    const spans = tiles.filter(({ side, rowFirst }) => side === 'in' && rowFirst === 0).map(({ neighbourFirst, neighbourSpan }) => [neighbourFirst, neighbourSpan])
    expect(spans).toEqual([...Array.from({ length: 10 }, (_, block) => [400_000 * block, 400_000]), [4_000_000, 1_500_000], [5_500_000, 100_000]])
  })
})
