import { openCrew, type Crew, type Phase } from '../lib/crew.js'
import { giveBack } from '../lib/web-assembly.js'
import { tileGroupRows, type Graph, type WorkFolder } from '../model/graph.js'
import type { Progress } from '../model/operation.js'
import { pieceRows, planBalls, readChunk, tableEntryBytes, type BallBounds, type BallMemory, type RowChunk } from './ball-memories.js'
import { keepState, readKept, readState } from './ball-state.js'
import { isLinking } from './numbering.js'
import { wasm } from './printed/ball.js'

/**
 * What grows around each vertex: HyperLogLog counters of all who reach it, or one bit for each of some chosen linking
 * vertices, each of which stands for `scale` of them. `withoutNearest` leaves out of the scores who reaches a vertex in
 * one step.
 */
type BallContent = { kind: 'counters'; seed: number } | { kind: 'bits'; chosen: Uint32Array; scale: number; withoutNearest?: boolean }

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

/** Opens the memories and the crew for balls over a graph. Results do not depend on the threads, the memories or the chunks. */
export async function openBalls(graph: Graph, options: BallOptions): Promise<Balls> {
  const { width, stepsMax, changesMax, work, signal, progress } = options
  const { memories, chunks, bytes } = await planBalls(graph, width, options)
  const last = memories.length - 1
  for (const { memory, logs } of memories) new Float64Array(memory.buffer, logs, width + 1).set(Array.from({ length: width + 1 }, (_, empty) => (empty === 0 ? 0 : width * Math.log(width / empty))))
  const danglingScores = new Float64Array(graph.vertexCount - graph.linkingCount)
  const spreading = new Uint8Array(width)
  const grown = { memories, danglingScores, spreading, width }
  const modules = { ball: Buffer.from(wasm, 'base64') }
  const crew: Crew | null = graph.linkingCount === 0 ? null : await openCrew({ modules, memories: memories.map(({ memory }) => memory), threads: options.threads }).catch((error: unknown) => {
    giveBack(bytes)
    throw error
  })

  async function begin(content: BallContent): Promise<void> {
    if (content.kind === 'counters') {
      await crew!.run(memories.map(({ rowFirst, rowEnd, reached }, memory) => ({ module: 'ball', call: 'start', memory, chunks: Math.ceil((rowEnd - rowFirst) / pieceRows), numbers: [pieceRows, rowEnd - rowFirst, width, rowFirst, reached[0], content.seed] })), { signal })
    } else {
      spreading.set(firstBits(content.chosen.length, width))
      for (const { memory, rowFirst, rowEnd, reached, changed } of memories) {
        const flags = new Uint8Array(memory.buffer, changed[0], rowEnd - rowFirst).fill(0)
        const bytes = new Uint8Array(memory.buffer, reached[0], (rowEnd - rowFirst) * width).fill(0)
        content.chosen.forEach((row, bit) => {
          if (row < rowFirst || row >= rowEnd) return
          bytes[(row - rowFirst) * width + (bit >>> 3)]! |= 1 << (bit & 7)
          flags[row - rowFirst] = 1
        })
      }
    }
  }

  /** Phases for one chunk: gather in each memory, one behind the other, then end the step where the rows are at home. */
  function phasesOf(chunk: RowChunk, tileCounts: readonly number[], buffer: 0 | 1, side: 0 | 1, step: number, content: BallContent): Phase[] {
    const counters = content.kind === 'counters' ? 1 : 0
    const scale = content.kind === 'counters' ? alpha(width) * width * width : content.scale
    const seed = content.kind === 'counters' ? content.seed : 0
    const pieces = Math.ceil(chunk.rowCount / pieceRows)
    // Bits of linking rows begin with what they have, to know when a row needs no more.
    const begun = !counters && !chunk.dangling
    const phases: Phase[] = begun ? homesOf(chunk).map(({ home, place, first, count }) => ({ memory: 0, chunks: Math.ceil(count / pieceRows), bring: [{ memory: place, from: home.reached[side] + (first - home.rowFirst) * width, into: memories[0]!.gathered + (first - chunk.rowFirst) * width, chunkBytes: pieceRows * width, totalBytes: count * width }] })) : []
    for (const [place, memory] of memories.entries()) {
      // In the first step everything is new, but for bits; dangling rows keep nothing, so they need everything each time.
      const changed = chunk.dangling || (counters && step === 1) ? 0 : memory.changed[side]
      if (place > 0) phases.push({ memory: place, chunks: pieces, bring: [{ memory: place - 1, from: memories[place - 1]!.gathered, into: memory.gathered, chunkBytes: pieceRows * width, totalBytes: chunk.rowCount * width }] })
      else if (!begun) phases.push({ module: 'ball', call: 'clear', memory: 0, chunks: pieces, numbers: [pieceRows, chunk.rowCount, width, memory.gathered] })
      // Tile by tile, so that what is read lies close together for a while.
      for (let tile = 0; tile < tileCounts[place]!; tile += 1) {
        const numbers = [pieceRows / tileGroupRows, chunk.rowCount, width, memory.tables[buffer] + tile * tableEntryBytes, memory.reached[side], changed, memory.gathered, memory.lists]
        phases.push(counters ? { module: 'ball', call: 'gatherCounters', memory: place, chunks: pieces, numbers } : { module: 'ball', call: 'gatherBits', memory: place, chunks: pieces, numbers: [...numbers, chunk.dangling ? memory.everything : memory.spreading] })
      }
    }
    if (chunk.dangling) {
      const { gathered, sizes, logs } = memories[last]!
      return [...phases, { module: 'ball', call: 'measure', memory: last, chunks: pieces, numbers: [pieceRows, chunk.rowCount, width, counters, gathered, chunk.rowFirst, sizes, seed, scale, logs] }]
    }
    for (const { home, place, first, count } of homesOf(chunk)) {
      const gathered = (first - chunk.rowFirst) * width
      const row = first - home.rowFirst
      const bring = place === last ? [] : [{ memory: last, from: memories[last]!.gathered + gathered, into: home.gathered + gathered, chunkBytes: pieceRows * width, totalBytes: count * width }]
      phases.push({
        module: 'ball', call: 'settle', memory: place, chunks: Math.ceil(count / pieceRows), bring,
        numbers: [pieceRows, count, width, counters, home.gathered + gathered, home.reached[side] + row * width, home.reached[1 - side]! + row * width, home.changed[1 - side]! + row, home.scores + 8 * row, home.tally, home.spread, step, isLeftOut(content, step) ? 0 : scale, home.logs],
      })
    }
    return phases
  }

  /** Which linking rows of a chunk are at home in which memory. */
  function homesOf(chunk: RowChunk): Array<{ home: BallMemory; place: number; first: number; count: number }> {
    return memories.flatMap((home, place) => {
      const first = Math.max(chunk.rowFirst, home.rowFirst)
      const count = Math.min(chunk.rowFirst + chunk.rowCount, home.rowEnd) - first
      return count > 0 ? [{ home, place, first, count }] : []
    })
  }

  /** One step; gives how many linking rows changed. Linking rows come first, so that dangling ones know whether it is the last. */
  async function takeStep(step: number, content: BallContent): Promise<number> {
    const side = ((step - 1) & 1) as 0 | 1
    let changes = 0
    let rowsDone = 0
    let buffer: 0 | 1 = 0
    let ahead = chunks.length === 0 ? null : readChunk(graph, memories, chunks[0]!, buffer)
    for (const memory of memories) {
      new Uint8Array(memory.memory.buffer, memory.spreading, width).set(spreading)
      if (content.kind === 'bits') new Uint8Array(memory.memory.buffer, memory.everything, width).set(firstBits(content.chosen.length, width))
    }
    spreading.fill(0)
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
        if (chunk.dangling) addSizes(memories[last]!, chunk, step, step === stepsMax || changes <= changesMax, isLeftOut(content, step))
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

  /** How many rows of a chunk changed; which bits are new to some of them goes to `spreading`. */
  function tallyOf(chunk: RowChunk): number {
    let sum = 0
    for (const { home: { memory, tally, spread }, count } of homesOf(chunk)) {
      const pieces = Math.ceil(count / pieceRows)
      for (const changes of new Uint32Array(memory.buffer, tally, pieces)) sum += changes
      new Uint8Array(memory.buffer, spread, pieces * width).forEach((bits, at) => (spreading[at % width]! |= bits))
    }
    return sum
  }

  /** A size counts from its step on until the next: the sum of gains by distance, taken apart. */
  function addSizes({ memory, sizes }: BallMemory, chunk: RowChunk, step: number, isLast: boolean, leftOut: boolean): void {
    const weight = (leftOut ? 0 : 1 / step) - (isLast ? 0 : 1 / (step + 1))
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

function firstBits(count: number, width: number): Uint8Array {
  return Uint8Array.from({ length: width }, (_, byte) => (1 << Math.max(0, Math.min(8, count - 8 * byte))) - 1)
}

function isLeftOut(content: BallContent, step: number): boolean {
  return step === 1 && content.kind === 'bits' && content.withoutNearest === true
}

/** Bias constants of HyperLogLog (Flajolet and others, 2007). */
function alpha(registers: number): number {
  return registers === 16 ? 0.673 : registers === 64 ? 0.709 : 0.7213 / (1 + 1.079 / registers)
}
