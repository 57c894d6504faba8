import { describe, expect, it } from 'vitest'
import { buildGraph, type BuildOptions } from './build-graph.js'
import { openGraph } from './graph-file.js'
import { memoryBytes, memoryWork } from './testing/memory-work.js'
import { chunksOf, namesOf, type Edge } from './testing/plain-graph.js'

const usual = { inputKey: 'test', release: 'test', level: 'domain', naming: 'id', program: 'test', called: 'edges.txt' } as const

const faults: Array<{ title: string; edges: Edge[]; names?: string[]; options?: Partial<BuildOptions>; says: string }> = [
  { title: 'sources that fall', edges: [[0, 1], [3, 1], [2, 1]], says: 'edges.txt, edge 3: it is from 2, after one from 3. Edges must be sorted' },
  { title: 'a source that comes again', edges: [[0, 1], [3, 1], [0, 2]], says: 'edge 3: it is from 0, after one from 3' },
  { title: 'a source that comes again in the next block', edges: [[0, 1], [3, 1], [0, 2]], options: { linkingPerBlock: 1 }, says: 'edge 3: it is from 0, after one from 3' },
  { title: 'a target beyond the vertices', edges: [[0, 1], [3, 5]], options: { vertexCount: 5 }, says: 'edge 2: it names vertex 5, but there are only 5, numbered from 0' },
  { title: 'a target beyond the vertices among many that rise', edges: [[0, 1], [0, 2], [0, 3], [0, 4], [0, 6], [0, 7]], options: { vertexCount: 5 }, says: 'edge 5: it names vertex 6, but there are only 5' },
  { title: 'a source beyond the vertices', edges: [[0, 1], [9, 1]], options: { vertexCount: 5 }, says: 'edge 2: it names vertex 9, but there are only 5' },
  { title: 'a target beyond the names', edges: [[0, 2]], names: ['a', 'b'], says: 'edge 1: it names vertex 2, but there are only 2' },
  { title: 'a number that none can have', edges: [[0, 4_294_967_295]], says: 'numbers up to 1999999999 can be read' },
  { title: '2^32 - 1 vertices announced', edges: [[0, 1]], options: { vertexCount: 2 ** 32 - 1 }, says: 'is said to have 4294967295 vertices; 2000000000 are the most' },
  { title: 'very many vertices announced', edges: [[0, 1]], options: { vertexCount: 1_900_000_000 }, says: 'is said to have 1900000000 vertices, with only 1 edges' },
  { title: 'one vertex of a very high number', edges: [[0, 1_500_000_000]], says: 'names a vertex 1500000000, with only 1 edges' },
  { title: 'names and a count that differ', edges: [[0, 1]], names: ['a', 'b'], options: { vertexCount: 3 }, says: '2 names were given for 3 vertices' },
  { title: 'a name twice, in order', edges: [], names: ['a', 'b', 'b'], says: 'The name b stands twice, for the vertices 1 and 2' },
  { title: 'a name twice, out of order', edges: [], names: ['c', 'b', 'c'], says: 'The name c stands twice, for the vertices 0 and 2' },
  { title: 'an empty name', edges: [], names: ['a', ''], says: 'name of vertex 1 has 0 bytes' },
  { title: 'a name too long', edges: [], names: ['a'.repeat(1_025)], says: 'name of vertex 0 has 1025 bytes' },
  { title: 'a name with a line feed', edges: [], names: ['a\nb'], says: 'control character (10)' },
]

describe('building', () => {
  for (const { title, edges, names, options, says } of faults) {
    it(`refuses ${title}`, async () => {
      const work = memoryWork()
      const built = buildGraph(chunksOf(edges), names ? namesOf(names) : null, { ...usual, naming: names ? 'name' : 'id', work, ...options })
      await expect(built).rejects.toMatchObject({ name: 'CitewellError', code: 'invalid', message: expect.stringContaining(says) })
      expect(work.published).toBe(null)
    })
  }

  it('says file and line where the reader gave them', async () => {
    async function* lines() {
      yield { from: Uint32Array.of(4, 2), to: Uint32Array.of(1, 1), count: 2, file: 'part-1.gz', line: 1_200 }
    }
    await expect(buildGraph(lines(), null, { ...usual, work: memoryWork() })).rejects.toThrow('part-1.gz, about line 1\u202f201: it is from 2')
  })

  it.each([[3, 'part-2.gz, about line 41: it names vertex 7, but there are only 5'], [50, 'part-2.gz, about line 41: it names vertex 7, but there are only 5']])('says where an edge went beyond the names though these come later: blocks of %s', async (linkingPerBlock, says) => {
    async function* edges() {
      for (const [part, to] of [2, 7, 3].entries()) {
        yield { from: Uint32Array.of(part, part), to: Uint32Array.of(to - 1, to), count: 2, file: `part-${part + 1}.gz`, line: 1 + 40 * part }
      }
    }
    async function* late() {
      await new Promise((resolve) => setTimeout(resolve, 20))
      yield* namesOf(['a', 'b', 'c', 'd', 'e'])
    }
    await expect(buildGraph(edges(), late(), { ...usual, naming: 'name', work: memoryWork(), linkingPerBlock })).rejects.toMatchObject({ code: 'invalid', message: expect.stringContaining(says) })
  })

  it('keeps links to itself where it is asked to, and counts them', async () => {
    const work = memoryWork()
    const made = await buildGraph(chunksOf([[0, 0], [1, 0], [1, 1], [1, 1], [2, 2]]), null, { ...usual, work, selfLinks: 'keep' })
    expect(made).toMatchObject({ vertexCount: 3, edgeCount: 4, linkingCount: 3, selfLinks: 4, duplicates: 1 })
    const graph = await openGraph(memoryBytes(work.published!))
    expect(graph.selfLinksKept).toBe(true)
    expect([...(await graph.neighbours(1, 'out'))]).toEqual([0, 1])
    expect([...(await graph.neighbours(2, 'in'))]).toEqual([2])
  })
})
