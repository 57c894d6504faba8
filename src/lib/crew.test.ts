import { describe, expect, it } from 'vitest'
import { openCrew, type Crew, type Phase } from './crew.js'
import { sharedMemory, type SharedMemory } from './web-assembly.js'

/**
 * A module made by hand: `add(chunk, at)` adds 1 to the number at `at` + 4·chunk, `trap(chunk)` fails, `spin(chunk)`
 * counts to five million.
 */
const wasm = Uint8Array.from([
  0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
  // types: (i32, i32) → (), (i32) → ()
  ...sized(1, 2, 0x60, 2, 0x7f, 0x7f, 0, 0x60, 1, 0x7f, 0),
  // env.memory, shared, of 1 to 65,536 pages
  ...sized(2, 1, ...named('env'), ...named('memory'), 2, 3, 1, 0x80, 0x80, 4),
  ...sized(3, 3, 0, 1, 1),
  ...sized(7, 3, ...named('add'), 0, 0, ...named('trap'), 0, 1, ...named('spin'), 0, 2),
  ...sized(10, 3,
    ...body(0, 0x20, 1, 0x20, 0, 0x41, 2, 0x74, 0x6a, 0x22, 1, 0x20, 1, 0x28, 2, 0, 0x41, 1, 0x6a, 0x36, 2, 0),
    ...body(0, 0),
    ...body(1, 1, 0x7f, 3, 0x40, 0x20, 1, 0x41, 1, 0x6a, 0x22, 1, 0x41, 0xc0, 0x96, 0xb1, 2, 0x48, 0x0d, 0, 0x0b)),
])

function sized(id: number, ...bytes: number[]): number[] {
  return [id, bytes.length, ...bytes]
}

function body(...code: number[]): number[] {
  return [code.length + 1, ...code, 0x0b]
}

function named(name: string): number[] {
  return [name.length, ...Buffer.from(name)]
}

async function withCrew(threads: number, memories: SharedMemory[], use: (crew: Crew) => Promise<void>): Promise<void> {
  const crew = await openCrew({ modules: { count: wasm }, memories, threads })
  try {
    await use(crew)
  } finally {
    await crew.close()
  }
}

const numbersOf = ({ buffer }: SharedMemory, at: number, count: number) => [...new Int32Array(buffer, at, count)]

describe('a crew', () => {
  for (const threads of [1, 2, 3, 5]) {
    it(`does every chunk once and phases in order, with ${threads} threads`, async () => {
      const memories = [sharedMemory(100_000), sharedMemory(100_000)]
      await withCrew(threads, memories, async (crew) => {
        expect(crew.threads).toBe(threads)
        const add: Phase = { module: 'count', call: 'add', memory: 0, chunks: 500, numbers: [4_096] }
        // The second phase takes over what the first has made, so it must not begin before all of that is there.
        const bring: Phase = { module: 'count', call: 'add', memory: 1, chunks: 50, numbers: [8_192], bring: [{ memory: 0, from: 4_096, into: 40_000, chunkBytes: 40, totalBytes: 1_990 }] }
        for (let round = 1; round <= 20; round += 1) {
          await crew.run([add, bring, { ...bring, call: undefined, memory: 0, bring: [{ memory: 1, from: 8_192, into: 60_000, chunkBytes: 4, totalBytes: 200 }] }])
          expect(new Set(numbersOf(memories[0]!, 4_096, 500))).toEqual(new Set([round]))
          expect(numbersOf(memories[1]!, 40_000, 500)).toEqual([...Array.from({ length: 497 }, () => round), numbersOf(memories[1]!, 40_000, 500)[497], 0, 0])
          expect(numbersOf(memories[0]!, 60_000, 50)).toEqual(Array.from({ length: 50 }, () => round))
        }
        expect(numbersOf(memories[0]!, 4_096 + 2_000, 1)).toEqual([0])
      })
    })
  }

  it('tells the failure of a worker, and can go on', async () => {
    const memories = [sharedMemory(65_536)]
    await withCrew(2, memories, async (crew) => {
      await expect(crew.run([{ module: 'count', call: 'trap', memory: 0, chunks: 9 }, { module: 'count', call: 'add', memory: 0, chunks: 9, numbers: [0] }])).rejects.toThrow(/unreachable/u)
      await expect(crew.run([{ module: 'count', call: 'none', memory: 0, chunks: 1 }])).rejects.toThrow(/no function none/u)
      await expect(crew.run([{ module: 'count', call: 'add', memory: 0, chunks: 1, numbers: [1_000_000] }])).rejects.toThrow(/out of bounds/u)
      expect(numbersOf(memories[0]!, 0, 9)).toEqual(Array.from({ length: 9 }, () => 0))
      await crew.run([{ module: 'count', call: 'add', memory: 0, chunks: 9, numbers: [0] }])
      expect(numbersOf(memories[0]!, 0, 9)).toEqual(Array.from({ length: 9 }, () => 1))
    })
  })

  it('stops when told to, tells how far it is, and never blocks who called it', async () => {
    await withCrew(2, [sharedMemory(65_536)], async (crew) => {
      const stop = new AbortController()
      let ticks = 0
      let told = 0
      const timer = setInterval(() => (ticks += 1), 5)
      const running = crew.run([{ module: 'count', call: 'spin', memory: 0, chunks: 1_000_000 }], { signal: stop.signal, progress: (done, total) => {
        told += 1
        expect([done > 0, total]).toEqual([true, 1_000_000])
        stop.abort(new Error('enough'))
      } })
      await expect(crew.run([])).rejects.toThrow(/at work already/u)
      await expect(running).rejects.toThrow('enough')
      clearInterval(timer)
      expect(told).toBe(1)
      expect(ticks).toBeGreaterThan(10)
      await expect(crew.run([{ module: 'count', call: 'add', memory: 0, chunks: 1, numbers: [0] }], { signal: stop.signal })).rejects.toThrow('enough')
    })
  })

  it('is of no use once it is closed', async () => {
    const crew = await openCrew({ modules: {}, memories: [], threads: 1 })
    await crew.close()
    await crew.close()
    await expect(crew.run([{ memory: 0, chunks: 1 }])).rejects.toThrow(/closed/u)
  })
})
