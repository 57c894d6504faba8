import { describe, expect, it } from 'vitest'
import { buildGraph } from './build-graph.js'
import { openBuildKernel } from './build-kernel.js'
import { checkGraph, openGraph } from './graph-file.js'
import { memoryBytes, memoryWork } from './testing/memory-work.js'

const usual = { inputKey: 'x', release: '', level: 'domain', naming: 'id', program: 'test' } as const

/** One vertex, the last, that links to so many others. */
async function* oneSource(count: number, falling: boolean) {
  const size = 500_000
  const from = new Uint32Array(size).fill(count)
  const to = new Uint32Array(size)
  for (let at = 0; at < count; at += size) {
    const here = Math.min(size, count - at)
    for (let k = 0; k < here; k++) to[k] = falling ? count - 1 - at - k : at + k
    yield { from, to, count: here }
  }
}

describe('a vertex with very many links', () => {
  it('is taken in parts where they are in order', async () => {
    const count = 4_800_000
    const work = memoryWork()
    const made = await buildGraph(oneSource(count, false), null, { ...usual, work, rangeBits: 20 })
    expect(made).toMatchObject({ vertexCount: count + 1, edgeCount: count, linkingCount: 1 })
    expect(await checkGraph(memoryBytes(work.published!))).toEqual([])
    const graph = await openGraph(memoryBytes(work.published!))
    const links = await graph.neighbours(count, 'out')
    expect(links.length).toBe(count)
    expect(links.every((id, k) => id === k)).toBe(true)
    expect(graph.tiles.filter((tile) => tile.side === 'out').map((tile) => tile.edgeCount)).toEqual([1_048_576, 1_048_576, 1_048_576, 1_048_576, count - 4 * 1_048_576])
    expect([...(await graph.neighbours(4_700_000, 'in'))]).toEqual([count])
  })

  it('is sorted while it fits, and refused beyond', async () => {
    const work = memoryWork()
    await buildGraph(oneSource(300_000, true), null, { ...usual, work })
    expect((await (await openGraph(memoryBytes(work.published!))).neighbours(300_000, 'out')).every((id, k) => id === k)).toBe(true)
    await expect(buildGraph(oneSource(4_300_000, true), null, { ...usual, work: memoryWork() })).rejects.toMatchObject({ code: 'invalid', message: expect.stringContaining('has more than 4194304 links, and they are not in order') })
  })

  it('is refused where it has more than a block can hold', async () => {
    const kernel = await openBuildKernel({ vertices: 100, rangeBits: 8, bucketBits: 8, linkingPerBlock: 10, edgesPerBlock: 10, degreeMax: 3, keepSelfLinks: false })
    kernel.view32(kernel.from, 6).set([0, 0, 0, 0, 1, 1])
    kernel.view32(kernel.to, 6).set([1, 2, 3, 4, 5, 6])
    kernel.call.take!(0, 6)
    expect(kernel.call.why!()).toBe(6)
  })
})

it('memory that the machine does not give is told as such', async () => {
  const kernel = await openBuildKernel({ vertices: 100, rangeBits: 8, bucketBits: 8, linkingPerBlock: 10, edgesPerBlock: 10, degreeMax: 3, keepSelfLinks: false })
  expect(() => kernel.ensure(5 * 2 ** 30)).toThrow('needs more memory than the machine gives')
})
