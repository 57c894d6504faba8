import { createReadStream, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { beforeAll, expect, it } from 'vitest'
import { describeWithRealData } from '../../test/real-data.js'
import { buildGraph } from '../graph/build-graph.js'
import { openGraph } from '../graph/graph-file.js'
import { readBVGraph } from '../graph/readers/read-bvgraph.js'
import { memoryBytes, memoryWork } from '../graph/testing/memory-work.js'
import type { Graph } from '../model/graph.js'
import { rankGraph, type RankOptions } from './rank-graph.js'

describeWithRealData('graph/cnr-2000', 'ranks that others worked out', (folder) => {
  let graph: Graph
  let known: Float64Array

  beforeAll(async () => {
    const file = (ending: string) => ({ name: `cnr-2000.${ending}`, open: () => createReadStream(`${folder}/cnr-2000.${ending}`) })
    const reader = await readBVGraph({ properties: file('properties'), graph: file('graph') })
    const work = memoryWork()
    // The known ranks were made with links of pages to themselves.
    await buildGraph(reader.edges(), null, { work, inputKey: 'cnr', release: 'cnr-2000', level: 'page', naming: 'id', vertexCount: reader.vertexCount, program: 'test', selfLinks: 'keep', linkingPerBlock: 40_000 })
    graph = await openGraph(memoryBytes(work.published!))
    known = new Float64Array(graph.vertexCount)
    for (const line of gunzipSync(readFileSync(`${folder}/pagerank-0.85.tsv.gz`)).toString('latin1').split('\n')) {
      const [id, value] = line.split('\t')
      if (value !== undefined && /^\d/u.test(line)) known[Number(id)] = Number(value)
    }
  }, 30_000)

  const distances = async (options: Partial<RankOptions>) => {
    let sum = 0
    let most = 0
    const [column] = await rankGraph(graph, { kernels: [{ kernel: 'pagerank' }], ...options }, (_, scores) => {
      for (const [id, value] of known.entries()) {
        const difference = Math.abs(scores[id]! - value)
        sum += difference
        most = Math.max(most, difference / value)
      }
    })
    return { sum, most, iterations: column!.iterations }
  }

  it('has the known PageRank, page by page', async () => {
    const { sum, most } = await distances({ tolerance: 1e-12, iterationsMax: 300 })
    expect(sum).toBeLessThan(1e-9)
    expect(most).toBeLessThan(1e-9)
  })

  it('is as near as asked for, and with shorts as near as sums in floats are', async () => {
    expect((await distances({ tolerance: 1e-6 })).sum).toBeLessThan(1e-5)
    expect((await distances({ tolerance: 1e-9, precise: false, oneMemoryBytesMax: 12_000_000, iterationsMax: 200 })).sum).toBeLessThan(5e-8)
  })
})
