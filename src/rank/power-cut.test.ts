import { describe, expect, it } from 'vitest'
import { afterPowerCut, memoryWork, type MemoryWork } from '../graph/testing/memory-work.js'
import { harmonic } from './harmonic.js'
import { rankGraph } from './rank-graph.js'
import { edgesGraph } from './testing/edges-graph.js'
import { randomGraph } from './testing/random-graph.js'

const graph = edgesGraph(randomGraph({ vertexCount: 500, edgeCount: 4_000, seed: 3 }), { blockRows: 128 })
const seeds = [{ id: 5, weight: 1 }, { id: 77, weight: 2 }]

const works: Array<[what: string, run: (work: MemoryWork) => Promise<Uint8Array>]> = [
  ...[true, false].map((precise) => [`linear kernels in ${precise ? 'doubles' : 'shorts'}`, async (work: MemoryWork) => {
    const parts: Uint8Array[] = []
    await rankGraph(graph, { kernels: [{ kernel: 'pagerank' }, { kernel: 'health-trust', seeds }, { kernel: 'inverse-pagerank' }], threads: 1, work, checkpointEvery: 3, precise }, (_, scores) => void parts.push(new Uint8Array(scores.buffer)))
    return Buffer.concat(parts)
  }] as [string, (work: MemoryWork) => Promise<Uint8Array>]),
  ['harmonic centrality', async (work) => new Uint8Array((await harmonic(graph, { method: 'ball', registers: 16, threads: 1, work, keepEvery: 1 })).scores.buffer)],
]

describe('after a power cut, which takes what was not brought to the disk', () => {
  for (const [what, run] of works) {
    it(`${what} go on and end in the same bytes`, async () => {
      let writes = 0
      const whole = await run(memoryWork(() => (writes += 1)))
      expect(writes).toBeGreaterThan(20)
      let goneOn = 0
      for (let at = 1; at <= writes; at += Math.ceil(writes / 24)) {
        let left = at
        const work = memoryWork(() => {
          if (--left <= 0) throw new Error('the machine went off')
        })
        await run(work).catch(() => undefined)
        const next = afterPowerCut(work)
        if (next.states.size > 0) goneOn += 1
        expect(Buffer.compare(await run(next), whole), `cut at write ${at} of ${writes}`).toBe(0)
      }
      expect(goneOn).toBeGreaterThan(3)
    })
  }
})
