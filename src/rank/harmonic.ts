import { CitewellError } from '../model/error.js'
import type { Graph, WorkFolder } from '../model/graph.js'
import type { Progress } from '../model/operation.js'
import type { BallBounds } from './ball-memories.js'
import { openBalls } from './balls.js'
import { checkTiles } from './check-tiles.js'
import { chosenRows } from './chosen-rows.js'
import { harmonicMethodOf, type HarmonicMethod } from './harmonic-methods.js'
import { othersLinking } from './others-linking.js'

export interface HarmonicOptions extends Partial<BallBounds> {
  /** Default: `exact` where that is little work, else `sample`. */
  method?: HarmonicMethod
  /** Registers of a counter, or bytes of chosen vertices, 8 in each. */
  registers?: 16 | 64 | 256
  seed?: number
  threads?: number
  stepsMax?: number
  /** Ends when no larger share of the linking vertices has reached anything new in a step. */
  changedShareMax?: number
  work?: WorkFolder
  /** Steps between two kept states. */
  keepEvery?: number
  signal?: AbortSignal
  progress?: (progress: Progress) => void
}

export interface HarmonicResult {
  /** By id. */
  scores: Float64Array
  method: HarmonicMethod
  /** Vertices that were followed, or registers of a counter. */
  size: number
  seed: number
  steps: number
  /** Linking vertices that reached something new in the last step. */
  changes: number
  /** How the scores were made, for the header of a ranks file. */
  note: string
}

/** Raised when the same graph and options would give other scores. */
export const harmonicVersion = 2

/** Linking vertices × edges up to which the exact way takes an hour or so. */
const exactWorkAllowed = 5e13

export async function harmonic(graph: Graph, { method, registers = 64, seed = 1, threads, stepsMax = 254, changedShareMax = 1e-5, work, keepEvery = 3, signal, progress, memoryBytesMax = 8e9, ...bounds }: HarmonicOptions = {}): Promise<HarmonicResult> {
  await checkTiles(graph, { signal, progress })
  const { linkingCount } = graph
  const chosen = method ?? harmonicMethodOf(graph)
  if (chosen === 'exact' && linkingCount * graph.edgeCount > exactWorkAllowed) throw new CitewellError('refused', `${graph.name}: exact harmonic centrality follows each of ${linkingCount} vertices through ${graph.edgeCount} edges, which takes many hours. Ask for a sample (--harmonic sample), which is some percent off, nearly the same for all vertices.`)
  const width = chosen === 'exact' ? (linkingCount > 512 ? 256 : 64) : registers
  const key = JSON.stringify([harmonicVersion, graph.checksum, chosen, width, seed, stepsMax, changedShareMax])
  const balls = await openBalls(graph, {
    ...bounds, memoryBytesMax, width, threads, stepsMax: chosen === 'exact' ? Infinity : stepsMax, changesMax: chosen === 'exact' ? 0 : Math.floor(changedShareMax * linkingCount), signal, progress,
    // The exact way has no state to keep: it is over in seconds.
    work: work === undefined || chosen === 'exact' ? undefined : { folder: work, name: 'harmonic', key, keepEvery },
  })
  try {
    if (chosen === 'ball') {
      const { steps, changes } = await balls.run({ kind: 'counters', seed })
      return { scores: await balls.scores(), method: chosen, size: width, seed, steps, changes, note: `HyperBall, ${width} registers, seed ${seed}, ${steps} steps` }
    }
    if (chosen === 'sample') {
      const rows = chosenRows(linkingCount, 8 * width, seed)
      const scale = rows.length === 0 ? 0 : linkingCount / rows.length
      const { steps, changes } = await balls.run({ kind: 'bits', chosen: rows, scale, withoutNearest: true })
      const scores = await othersLinking(graph, signal)
      // Sums of thirds, fifths and so on, made in different orders, are brought to one grid: equals are to stay equal.
      const farther = await balls.scores()
      for (let id = 0; id < scores.length; id += 1) scores[id]! += scale * (Math.round((farther[id]! / scale) * 2 ** 32) / 2 ** 32)
      return { scores, method: chosen, size: rows.length, seed, steps, changes, note: `from ${rows.length} of ${linkingCount} linking vertices, chosen with seed ${seed}, and all direct links; ${steps} steps` }
    }
    let steps = 0
    for (let first = 0; first < linkingCount; first += 8 * width) {
      const rows = Uint32Array.from({ length: Math.min(8 * width, linkingCount - first) }, (_, place) => first + place)
      steps = Math.max(steps, (await balls.run({ kind: 'bits', chosen: rows, scale: 1 })).steps)
    }
    return { scores: await balls.scores(), method: chosen, size: linkingCount, seed, steps, changes: 0, note: 'exact' }
  } finally {
    await balls.close()
  }
}
