import { describe, expect, it } from 'vitest'
import { buildGraph, type BuildOptions } from './build-graph.js'
import { openGraph } from './graph-file.js'
import { afterCrash, afterPowerCut, memoryBytes, memoryWork } from './testing/memory-work.js'
import { chunksOf, namesOf, type Edge } from './testing/plain-graph.js'

const vertices = 400
const edges: Edge[] = Array.from({ length: 300 }, (_, from) => Array.from({ length: 1 + (from % 7) }, (_, k): Edge => [from, (from * 37 + k * k * 11) % vertices])).flat()
const names = Array.from({ length: vertices }, (_, id) => `example.host${(id * 7919) % 1000}.n${id}`)

const options = { inputKey: 'one', release: 'test', level: 'domain', naming: 'name', program: 'test', linkingPerBlock: 75, rangeBits: 7, keptEdgesMin: 1 } as const

/** Chunk after chunk, each after all else that could be done was. */
async function* slowly<Chunk>(chunks: AsyncIterable<Chunk>, turns: number): AsyncGenerator<Chunk> {
  for await (const chunk of chunks) {
    for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve))
    yield chunk
  }
}

/** The names are there before the first block is whole, or after so many turns, in which blocks are closed. */
async function build(work: BuildOptions['work'], { lateNames = 0, ...changes }: Partial<BuildOptions> & { lateNames?: number } = {}) {
  return buildGraph(slowly(chunksOf(edges, 33), 2), slowly(namesOf(names), lateNames), { ...options, work, ...changes })
}

describe('a build that was broken off', () => {
  it.each([['killed', 0, afterCrash], ['killed', 40, afterCrash], ['without power', 0, afterPowerCut], ['without power', 40, afterPowerCut]] as const)('ends in the same bytes, wherever it was %s; names after %i turns', async (_, lateNames, after) => {
    const whole = memoryWork()
    let writes = 0
    const made = await build(memoryWork(() => (writes += 1)), { lateNames })
    await build(whole)
    expect(writes).toBeGreaterThan(30)
    let goneOn = 0
    for (let at = 1; at <= writes; at++) {
      let left = at
      const work = memoryWork(() => {
        if (--left === 0) throw new Error('the machine went off')
      })
      await expect(build(work, { lateNames })).rejects.toThrow('the machine went off')
      const next = after(work)
      if (next.states.size > 0) goneOn += 1
      expect(await build(next, { lateNames })).toEqual(made)
      expect(Buffer.compare(next.published!, whole.published!)).toBe(0)
      expect(next.files.size + next.states.size).toBe(0)
    }
    expect(goneOn).toBeGreaterThan(10)
  })

  it('goes on after it was stopped, without the blocks that were done', async () => {
    const whole = memoryWork()
    await build(whole)
    for (let stop = 1; stop < 4; stop++) {
      const work = memoryWork()
      const controller = new AbortController()
      let sorted = 0
      const progress = ({ stage, done, total }: { stage: string; done: number; total: number | null }) => {
        if (stage === 'sorting a block' && done === total && ++sorted === stop) controller.abort()
      }
      await expect(build(work, { signal: controller.signal, progress })).rejects.toThrow(/abort/u)
      const next = afterCrash(work)
      await build(next)
      expect(Buffer.compare(next.published!, whole.published!)).toBe(0)
    }
  })

  it('is not gone on with for another input or other options', async () => {
    const work = memoryWork()
    const controller = new AbortController()
    controller.abort()
    await expect(build(work, { signal: controller.signal })).rejects.toThrow(/abort/u)
    const begun = memoryWork((what) => {
      if (what === 'append blocks') throw new Error('the machine went off')
    })
    await expect(build(begun)).rejects.toThrow('the machine went off')
    await expect(build(afterCrash(begun), { inputKey: 'two' })).rejects.toMatchObject({ code: 'conflict' })
    await expect(build(afterCrash(begun), { linkingPerBlock: 41 })).rejects.toMatchObject({ code: 'conflict' })
  })

  it('notices that the edges became fewer', async () => {
    let states = 0
    const begun = memoryWork((what) => {
      if (what === 'state build' && ++states === 3) throw new Error('the machine went off')
    })
    await expect(build(begun)).rejects.toThrow('the machine went off')
    await expect(buildGraph(slowly(chunksOf(edges.slice(0, 20)), 2), namesOf(names), { ...options, work: afterCrash(begun) })).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('ends after 20 edges') })
  })

  it('gives a graph with its names', async () => {
    const work = memoryWork()
    await build(work)
    const graph = await openGraph(memoryBytes(work.published!))
    for (const id of [0, 1, 63, 64, 399]) {
      expect(await graph.nameOf(id)).toBe(names[id])
      expect(await graph.idOf(names[id]!)).toBe(id)
    }
  })
})
