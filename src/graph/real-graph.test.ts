import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { describeWithRealData } from '../../test/real-data.js'
import { buildGraph } from './build-graph.js'
import { checkGraph, openGraph } from './graph-file.js'
import { memoryBytes, memoryWork } from './testing/memory-work.js'
import { listsOfTiles } from './testing/plain-graph.js'

describeWithRealData('graph/cnr-2000/cnr-2000.edges.tsv.gz', 'a real graph', (path) => {
  it('has exactly the published edges, both ways', async () => {
    const { from, to, count } = readPairs(gunzipSync(readFileSync(path)))
    expect(count).toBe(3_216_152)
    const work = memoryWork()
    async function* chunks() {
      for (let at = 0; at < count; at += 100_000) yield { from: from.subarray(at), to: to.subarray(at), count: Math.min(100_000, count - at) }
    }
    const made = await buildGraph(chunks(), null, { work, inputKey: 'cnr', release: 'cnr-2000', level: 'page', naming: 'id', program: 'test', selfLinks: 'keep', linkingPerBlock: 100_000, rangeBits: 17 })
    expect(made).toMatchObject({ vertexCount: 325_557, edgeCount: 3_216_152, selfLinks: 87_442, duplicates: 0 })
    const graph = await openGraph(memoryBytes(work.published!))
    expect(await checkGraph(memoryBytes(work.published!))).toEqual([])
    const out: number[][] = Array.from({ length: made.vertexCount }, () => [])
    const inside: number[][] = Array.from({ length: made.vertexCount }, () => [])
    for (let k = 0; k < count; k++) {
      out[from[k]!]!.push(to[k]!)
      inside[to[k]!]!.push(from[k]!)
    }
    const linking = out.flatMap((list, id) => (list.length > 0 ? [id] : []))
    const rows = [...linking, ...out.flatMap((list, id) => (list.length > 0 ? [] : [id]))]
    let wrong = 0
    for (const [row, list] of (await listsOfTiles(graph, 'out')).entries()) if (list.join() !== out[linking[row]!]!.join()) wrong += 1
    for (const [row, list] of (await listsOfTiles(graph, 'in')).entries()) if (list.map((number) => linking[number]).join() !== inside[rows[row]!]!.join()) wrong += 1
    for (let id = 0; id < made.vertexCount; id += 97) if ((await graph.neighbours(id, 'in')).join() !== inside[id]!.join() || (await graph.neighbours(id, 'out')).join() !== out[id]!.join()) wrong += 1
    expect(wrong).toBe(0)
  })
})

function readPairs(text: Buffer): { from: Uint32Array; to: Uint32Array; count: number } {
  const numbers: [Uint32Array, Uint32Array] = [new Uint32Array(4_000_000), new Uint32Array(4_000_000)]
  let count = 0
  let value = 0
  for (const byte of text) {
    if (byte === 9) [numbers[0][count], value] = [value, 0]
    else if (byte === 10) [numbers[1][count++], value] = [value, 0]
    else value = 10 * value + byte - 48
  }
  return { from: numbers[0], to: numbers[1], count }
}
