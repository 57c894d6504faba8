import { createReadStream, readFileSync } from 'node:fs'
import { beforeAll, expect, it } from 'vitest'
import { describeWithRealData } from '../../test/real-data.js'
import { buildGraph } from '../graph/build-graph.js'
import { openGraph } from '../graph/graph-file.js'
import { readBVGraph } from '../graph/readers/read-bvgraph.js'
import { memoryBytes, memoryWork } from '../graph/testing/memory-work.js'
import type { Graph } from '../model/graph.js'
import { components } from './components.js'
import { findLeaders } from './leaders.js'
import { orderByScore } from './positions.js'
import { degrees } from './degrees.js'
import { harmonic } from './harmonic.js'

describeWithRealData('graph/cnr-2000', 'a crawl of the web', (folder) => {
  let graph: Graph

  beforeAll(async () => {
    const file = (ending: string) => ({ name: `cnr-2000.${ending}`, open: () => createReadStream(`${folder}/cnr-2000.${ending}`) })
    const reader = await readBVGraph({ properties: file('properties'), graph: file('graph') })
    const work = memoryWork()
    await buildGraph(reader.edges(), null, { work, inputKey: 'cnr', release: 'cnr-2000', level: 'page', naming: 'id', vertexCount: reader.vertexCount, program: 'test', linkingPerBlock: 50_000 })
    graph = await openGraph(memoryBytes(work.published!))
  }, 60_000)

  it('has the published components, to the last one', async () => {
    const published = readFileSync(`${folder}/cnr-2000.sccsizes`)
    const expected = Array.from({ length: published.length / 4 }, (_, place) => published.readUInt32BE(4 * place))
    const found = await components(graph)
    expect([found.count, found.largest]).toEqual([100_977, 112_023])
    expect(found.sizes.flatMap(({ size, count }) => Array.from<number>({ length: count }).fill(size))).toEqual(expected)
    const scarce = await components(graph, { memoryBytesMax: 32 * graph.linkingCount + 4 * 2_200_000 })
    expect(scarce.leastIds).toEqual(found.leastIds)
  })

  it('has leaders for its much linked pages: the same as a sort of all who link to them', async () => {
    const { positions } = orderByScore(await degrees(graph, 'in'))
    const leaders = await findLeaders(graph, positions, { inDegreeMin: 4_096, leadersMax: 100 })
    expect(leaders.vertices.length).toBeGreaterThan(5)
    for (const [place, id] of leaders.vertices.entries()) {
      const all = await graph.neighbours(id, 'in')
      expect([...leaders.ids.subarray(leaders.starts[place]!, leaders.starts[place + 1]!)]).toEqual([...all.sort((a, b) => positions[a]! - positions[b]!).subarray(0, 100)])
    }
  })

  it('has harmonic centrality by counters like that by a sample', async () => {
    const ball = await harmonic(graph, { method: 'ball', threads: 2, stepsMax: 6 })
    const sample = await harmonic(graph, { method: 'sample', threads: 2, stepsMax: 6 })
    const much = [...orderByScore(sample.scores).order.subarray(0, 20_000)]
    const error = much.reduce((sum, id) => sum + Math.abs(ball.scores[id]! / sample.scores[id]! - 1), 0) / much.length
    expect(error).toBeLessThan(0.13)
  })
})
