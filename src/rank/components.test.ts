import { describe, expect, it } from 'vitest'
import { components, componentSizes } from './components.js'
import { referenceComponents } from './reference/components.js'
import { edgesGraph } from './testing/edges-graph.js'
import { oddGraphs, thinGraph } from './testing/random-edges.js'

const graphs = [...oddGraphs(), ...[1, 2, 3, 4, 5, 6].map((seed) => [`random ${seed}`, thinGraph({ vertexCount: 500, edgeCount: 250 * seed, dangling: 0.2, seed })] as const)]

describe('components', () => {
  it.each(graphs)('of %s are as by definition', async (_name, adjacency) => {
    const expected = referenceComponents(adjacency)
    const sizes = expected.map((least) => expected.filter((other) => other === least).length)
    const descending = [...new Set(expected)].map((least) => sizes[least]!).sort((a, b) => b - a)
    for (const memoryBytesMax of [1e9, -1]) {
      const graph = edgesGraph(adjacency, { blockRows: memoryBytesMax === 1e9 ? 10_000 : 90 })
      // So little memory that not all edges among linking vertices fit at once, but those beside the largest component do.
      const scarce = 32 * graph.linkingCount + 4 * Math.max(0, linkingEdges(adjacency) - 1)
      const found = await components(graph, { memoryBytesMax: memoryBytesMax === -1 ? scarce : memoryBytesMax }).catch((error: { code?: string }) => (error.code === 'refused' && linkingEdges(adjacency) > 0 ? null : Promise.reject(error as Error)))
      if (found === null) continue
      expect([...found.leastIds]).toEqual(expected)
      expect([...componentSizes(found)]).toEqual(sizes)
      expect(found.sizes.flatMap(({ size, count }) => Array.from<number>({ length: count }).fill(size))).toEqual(descending)
      expect([found.count, found.largest]).toEqual([descending.length, descending[0] ?? 0])
    }
  })

  it('finds the largest by reading the file where memory is scarce', async () => {
    const adjacency = thinGraph({ vertexCount: 2_000, edgeCount: 12_000, dangling: 0.2, seed: 9 })
    const graph = edgesGraph(adjacency, { blockRows: 300 })
    const memoryBytesMax = 32 * graph.linkingCount + 4 * Math.floor(linkingEdges(adjacency) / 2)
    expect((await components(graph, { memoryBytesMax })).leastIds).toEqual((await components(graph)).leastIds)
    await expect(components(graph, { memoryBytesMax: 32 * graph.linkingCount })).rejects.toMatchObject({ code: 'refused', message: expect.stringContaining('Allow more memory') })
  })
})

function linkingEdges({ out }: { out: number[][] }): number {
  return out.reduce((sum, list) => sum + list.filter((to) => out[to]!.length > 0).length, 0)
}
