import { openCrew, type Crew, type Phase } from '../lib/crew.js'
import { giveBack } from '../lib/web-assembly.js'
import type { Graph, WorkFolder } from '../model/graph.js'
import type { Progress } from '../model/operation.js'
import { planBalls, readChunk, type BallBounds, type BallMemory, type RowChunk } from './ball-memories.js'
import { keepState, readKept, readState } from './ball-state.js'
import { isLinking } from './numbering.js'
import { wasm } from './printed/ball.js'

/**
 * What grows around each vertex: HyperLogLog counters of all who reach it, or one bit for each of some chosen linking
 * vertices.
 */
type BallContent = { kind: 'counters'; seed: number } | { kind: 'bits'; chosen: Uint32Array; scale: number }

interface BallOptions extends BallBounds {
  /** Bytes of one ball: 16, 64 or 256 registers, or 8 chosen vertices a byte. */
  width: 16 | 64 | 256
  threads?: number
  stepsMax: number
  /** Ends when no more than so many linking vertices have reached anything new in a step. */
  changesMax: number
  /** Where the state is kept every `keepEvery` steps, to go on from after a crash. */
  work?: { folder: WorkFolder; name: string; key: string; keepEvery: number }
  signal?: AbortSignal
  progress?: (progress: Progress) => void
}

interface BallResult {
  steps: number
  /** Linking vertices whose balls grew in the last step. */
  changes: number
}

interface Balls {
  /** Lets balls grow to their end; scores are added to those of earlier runs. */
  run(content: BallContent): Promise<BallResult>
  /** Harmonic centrality by id: for each vertex what its ball gained at each distance, divided by that distance. */
  scores(): Promise<Float64Array>
  close(): Promise<void>
}

const chunkRows = 2_048

/** Opens the memories and the crew for balls over a graph. Results do not depend on the threads, the memories or the chunks. */
export async function openBalls(graph: Graph, options: BallOptions): Promise<Balls> {
  const { width, stepsMax, changesMax, work, signal, progress } = options
  const { memories, chunks, bytes } = await planBalls(graph, width, options)
  const last = memories.length - 1
  for (const { memory, logs } of memories) new Float64Array(memory.buffer, logs, width + 1).set(Array.from({ length: width + 1 }, (_, empty) => (empty === 0 ? 0 : width * Math.log(width / empty))))
  const danglingScores = new Float64Array(graph.vertexCount - graph.linkingCount)
  const grown = { memories, danglingScores, width }
  const modules = { ball: Buffer.from(wasm, 'base64') }
  const crew: Crew | null = graph.linkingCount === 0 ? null : await openCrew({ modules, memories: memories.map(({ memory }) => memory), threads: options.threads }).catch((error: unknown) => {
    giveBack(bytes)
    throw error
  })

  async function begin(content: BallContent): Promise<void> {
    if (content.kind === 'counters') {
      await crew!.run(memories.map(({ rowFirst, rowEnd, reached }, memory) => ({ module: 'ball', call: 'start', memory, chunks: Math.ceil((rowEnd - rowFirst) / chunkRows), numbers: [chunkRows, rowEnd - rowFirst, width, rowFirst, reached[0], content.seed] })), { signal })
    } else {
      for (const { memory, rowFirst, rowEnd, reached } of memories) {
        const bytes = new Uint8Array(memory.buffer, reached[0], (rowEnd - rowFirst) * width).fill(0)
        content.chosen.forEach((row, bit) => {
          if (row >= rowFirst && row < rowEnd) bytes[(row - rowFirst) * width + (bit >>> 3)]! |= 1 << (bit & 7)
        })
      }
    }
  }

  /** Phases for one chunk: gather in each memory, one behind the other, then end the step where the rows are at home. */
  function phasesOf(chunk: RowChunk, tileCounts: readonly number[], buffer: 0 | 1, side: 0 | 1, step: number, content: BallContent): Phase[] {
    const counters = content.kind === 'counters' ? 1 : 0
    const scale = content.kind === 'counters' ? alpha(width) * width * width : content.scale
    const seed = content.kind === 'counters' ? content.seed : 0
    const call = counters ? 'gatherCounters' : 'gatherBits'
    const pieces = Math.ceil(chunk.rowCount / chunkRows)
    const phases: Phase[] = memories.map((memory, place) => {
      // In the first step everything is new; dangling rows keep nothing, so they need everything each time.
      const changed = chunk.dangling || step === 1 ? 0 : memory.changed[side]
      const bring = place === 0 ? [] : [{ memory: place - 1, from: memories[place - 1]!.gathered, into: memory.gathered, chunkBytes: chunkRows * width, totalBytes: chunk.rowCount * width }]
      return { module: 'ball', call, memory: place, chunks: pieces, bring, numbers: [chunkRows / 1024, chunk.rowCount, width, memory.tables[buffer], tileCounts[place]!, memory.reached[side], changed, memory.gathered, place === 0 ? 1 : 0] }
    })
    if (chunk.dangling) {
      const { gathered, sizes, logs } = memories[last]!
      return [...phases, { module: 'ball', call: 'measure', memory: last, chunks: pieces, numbers: [chunkRows, chunk.rowCount, width, counters, gathered, chunk.rowFirst, sizes, seed, scale, logs] }]
    }
    for (const [place, home] of memories.entries()) {
      const first = Math.max(chunk.rowFirst, home.rowFirst)
      const count = Math.min(chunk.rowFirst + chunk.rowCount, home.rowEnd) - first
      if (count <= 0) continue
      const gathered = (first - chunk.rowFirst) * width
      const row = first - home.rowFirst
      const bring = place === last ? [] : [{ memory: last, from: memories[last]!.gathered + gathered, into: home.gathered + gathered, chunkBytes: chunkRows * width, totalBytes: count * width }]
      phases.push({
        module: 'ball', call: 'settle', memory: place, chunks: Math.ceil(count / chunkRows), bring,
        numbers: [chunkRows, count, width, counters, home.gathered + gathered, home.reached[side] + row * width, home.reached[1 - side]! + row * width, home.changed[1 - side]! + row, home.scores + 8 * row, home.tally, step, scale, home.logs],
      })
    }
    return phases
  }

  /** One step; gives how many linking rows changed. Linking rows come first, so that dangling ones know whether it is the last. */
  async function takeStep(step: number, content: BallContent): Promise<number> {
    const side = ((step - 1) & 1) as 0 | 1
    let changes = 0
    let rowsDone = 0
    let buffer: 0 | 1 = 0
    let ahead = chunks.length === 0 ? null : readChunk(graph, memories, chunks[0]!, buffer)
    try {
      for (const [place, chunk] of chunks.entries()) {
        signal?.throwIfAborted()
        const tileCounts = await ahead!
        const now: 0 | 1 = buffer
        buffer = now === 0 ? 1 : 0
        const next = chunks[place + 1]
        ahead = next === undefined ? null : readChunk(graph, memories, next, buffer)
        ahead?.catch(() => undefined)
        await crew!.run(phasesOf(chunk, tileCounts, now, side, step, content), { signal })
        if (chunk.dangling) addSizes(memories[last]!, chunk, step, step === stepsMax || changes <= changesMax)
        else changes += tallyOf(chunk)
        rowsDone += chunk.rowCount
        progress?.({ stage: `letting balls grow, step ${step}`, done: rowsDone, total: graph.vertexCount, unit: 'vertices' })
      }
    } finally {
      // Memory must not be filled any more when this returns.
      await ahead?.catch(() => undefined)
    }
    return changes
  }

  function tallyOf(chunk: RowChunk): number {
    let sum = 0
    for (const { memory, rowFirst, rowEnd, tally } of memories) {
      const count = Math.min(chunk.rowFirst + chunk.rowCount, rowEnd) - Math.max(chunk.rowFirst, rowFirst)
      if (count > 0) for (const changes of new Uint32Array(memory.buffer, tally, Math.ceil(count / chunkRows))) sum += changes
    }
    return sum
  }

  /** A size counts from its step on until the next: the sum of gains by distance, taken apart. */
  function addSizes({ memory, sizes }: BallMemory, chunk: RowChunk, step: number, isLast: boolean): void {
    const weight = isLast ? 1 / step : 1 / step - 1 / (step + 1)
    const from = new Float64Array(memory.buffer, sizes, chunk.rowCount)
    const at = chunk.rowFirst - graph.linkingCount
    for (let row = 0; row < chunk.rowCount; row += 1) danglingScores[at + row]! += weight * from[row]!
  }

  return {
    async run(content) {
      if (crew === null) return { steps: 0, changes: 0 }
      const kept = work === undefined ? null : await readKept(work.folder, work.name, work.key)
      let step = kept?.step ?? 0
      let changes = kept?.changes ?? Infinity
      if (kept === null) await begin(content)
      else await readState(work!.folder, kept, grown, signal)
      while (step < stepsMax && changes > changesMax) {
        step += 1
        changes = await takeStep(step, content)
        if (work !== undefined && step % work.keepEvery === 0) await keepState(work.folder, work.name, { key: work.key, step, changes }, grown, signal)
      }
      return { steps: step, changes }
    },
    async scores() {
      const bits = await graph.readLinkingBits()
      const scores = new Float64Array(graph.vertexCount)
      const parts = memories.map(({ memory, scores: at, rowFirst, rowEnd }) => new Float64Array(memory.buffer, at, rowEnd - rowFirst))
      let part = 0
      let row = 0
      let dangling = 0
      for (let id = 0; id < scores.length; id += 1) {
        if (isLinking(bits, id)) {
          while (row === parts[part]!.length) {
            part += 1
            row = 0
          }
          scores[id] = parts[part]![row]!
          row += 1
        } else {
          scores[id] = danglingScores[dangling]!
          dangling += 1
        }
      }
      return scores
    },
    async close() {
      await crew?.close()
    },
  }
}

/** Bias constants of HyperLogLog (Flajolet and others, 2007). */
function alpha(registers: number): number {
  return registers === 16 ? 0.673 : registers === 64 ? 0.709 : 0.7213 / (1 + 1.079 / registers)
}
