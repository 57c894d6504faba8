import { openCrew, type Crew } from '../lib/crew.js'
import { giveBack, type SharedMemory } from '../lib/web-assembly.js'
import type { Graph, WorkFolder } from '../model/graph.js'
import type { Progress } from '../model/operation.js'
import { readFilledRows } from './filled-rows.js'
import { beginValues, type LinearStart } from './linear-begin.js'
import { linearCheckpoint } from './linear-checkpoint.js'
import { doubleSteps } from './linear-doubles.js'
import { layOutLinear, readDanglingTiles, type DanglingTiles, type LinearLayout } from './linear-layout.js'
import { giveScores } from './linear-scores.js'
import { shortSteps } from './linear-shorts.js'
import { readResults } from './linear-steps.js'
import { linkingBelowOf } from './linking-below.js'
import { loadMemories } from './load-memories.js'
import { wasm as pull } from './printed/pull.js'
import { wasm as rests } from './printed/rests.js'
import { wasm as settle } from './printed/settle.js'
import { wasm as slices } from './printed/slices.js'

/** A vertex that is jumped to, and how often compared with others. */
export interface Seed {
  id: number
  weight: number
}

/**
 * One vector to be solved for: x = damping·Tᵀx + (1 − damping)·v, where T has equal parts for the links of a vertex and
 * nothing for dangling ones. Normalised to sum 1 this is PageRank with the mass of dangling vertices following the
 * jump; as it stands it is linear in v, which spam mass needs.
 */
export interface LinearVector {
  damping: number
  /** The jump v: so much spread over all vertices evenly, and weights of single ones, each vertex once. */
  even: number
  seeds: readonly Seed[]
  /**
   * Ends when the normalised vector changed by no more than this (sum of absolute differences over linking vertices, its scale apart where
   * shorts are given); 0: never.
   */
  tolerance: number
  iterationsMax: number
  /** Takes the steps as they are written above, in doubles, without the factor that brings them to their end sooner. */
  plain?: boolean
}

export interface LinearProblem {
  /** `in`: everybody gives to those they link to. `out`: to those who link to them, as if all links were turned round. */
  side: 'in' | 'out'
  /** At most `lanesMax` vectors. Each comes out the same whatever the others are; of three that are not in doubles, within its tolerance the same as alone. */
  vectors: readonly LinearVector[]
}

export interface LinearOptions {
  threads?: number
  /**
   * Doubles all through, as plain vectors always have it. Default: for graphs of up to 2²¹ linking vertices; else neighbours give shorts, and what
   * those cannot say is given later (linear-shorts.ts).
   */
  precise?: boolean
  memoryBytesMax: number
  oneMemoryBytesMax?: number
  /** Keeps the vectors every so many iterations, to go on from there if the work is broken off. */
  work?: WorkFolder
  checkpointEvery?: number
  signal?: AbortSignal
  progress?: (progress: Progress) => void
  /** Told after each iteration, for measuring. */
  iterated?: (iteration: number) => void
}

/** How a vector came to its end. */
export interface LinearEnd {
  iterations: number
  /** Change in each iteration, in order. */
  changes: number[]
}

/** Values of the vertices from `first` on, one array for each vector, not normalised. The arrays are used again. */
export type TakeScores = (first: number, values: readonly Float64Array[]) => Promise<void> | void

/** Linking vertices up to which vectors are kept in doubles. */
const preciseLinkingMax = 2 ** 21

export function preciseByDefault(linkingCount: number): boolean {
  return linkingCount <= preciseLinkingMax
}

/** Where one vector is. */
export interface Lane extends LinearEnd {
  vector: LinearVector
  under: boolean
  /** Sum of all values after the last iteration. */
  norm: number
  /** Sum of the values of linking vertices with somebody to give to, after the last iteration. */
  givers: number
  /** What linking vertices gave in the last iteration; 0 before the first. Of doubles only. */
  gave: number
  /** Of shorts only: what comes to those who give in any case, and the share of all values that comes back to them. */
  due: number
  share: number
  /** The jump in sum: over all vertices, and over the linking ones. */
  jump: number
  linkingJump: number
  /**
   * Side `out` only: what is given in each iteration by dangling vertices, whose value never changes, since nobody
   * gives to them; and the sum of their values. All that is given there goes to linking vertices.
   */
  fixed: { given: number; total: number } | null
}

/**
 * Solves for some vectors in one pass over the graph after another, then gives their values in the order of ids. Only
 * linking vertices take part in the passes; the dangling ones are worked out from them once, at the end.
 *
 * All sums are made in an order that depends on the graph alone, so the values are the same for any number of threads,
 * any memory allowed, and whether or not the work was broken off in between.
 */
export async function solveLinear(graph: Graph, problem: LinearProblem, options: LinearOptions, take: TakeScores): Promise<LinearEnd[]> {
  const { signal, progress } = options
  const bits = await graph.readLinkingBits()
  const linkingBelow = linkingBelowOf(bits)
  const begin: LinearStart = { graph, problem, bits, linkingBelow }
  const dangling = problem.side === 'in' ? await readDanglingTiles(graph) : { tiles: [], rowCount: 0, groupBytes: 0 }
  const layout = await planLinear(graph, problem, options, dangling, begin)
  const memories = await loadMemories(graph, layout.plan, { signal, progress })
  const crew = await openCrew({ modules: { pull: bytesOf(pull), rests: bytesOf(rests), settle: bytesOf(settle), slices: bytesOf(slices) }, memories, threads: options.threads }).catch((error: unknown) => {
    giveBack(layout.plan.bytes)
    throw error
  })
  try {
    const lanes = await beginValues(begin, layout, memories, signal)
    const checkpoint = options.work && linearCheckpoint(options.work, graph, problem, layout, memories)
    const steps = (layout.shape.precise ? doubleSteps : shortSteps)({ layout, memories, crew, lanes, vertexCount: graph.vertexCount, signal })
    await steps.begin()
    let iteration = (await checkpoint?.resume(lanes)) ?? 0
    let keptAt = iteration
    const every = options.checkpointEvery ?? Math.max(1, Math.round(checkpointEdges / Math.max(1, graph.edgeCount)))
    while (lanes.some(({ under }) => under)) {
      const part = (share: number) => progress?.(progressOf(graph, lanes, iteration, share))
      part(0)
      const { phases, results } = steps.round(iteration + 1)
      await crew.run(phases, { signal, progress: (done, total) => part(done / total) })
      iteration += 1
      steps.settle(readResults(results, memories, lanes.length), iteration)
      options.iterated?.(iteration)
      if (checkpoint && iteration - keptAt >= every) {
        await checkpoint.keep(lanes, iteration)
        keptAt = iteration
      }
    }
    if (checkpoint && iteration > keptAt) await checkpoint.keep(lanes, iteration)
    await steps.end()
    await giveScores({ ...begin, layout, memories, crew, dangling, lanes, signal, progress }, take)
    return lanes.map(({ iterations, changes }) => ({ iterations, changes }))
  } finally {
    await crew.close()
  }
}

/** Edges gone through between two checkpoints: about a minute's work. */
const checkpointEdges = 3e10

async function planLinear(graph: Graph, problem: LinearProblem, options: LinearOptions, dangling: DanglingTiles, { linkingBelow }: LinearStart): Promise<LinearLayout> {
  const shape = {
    side: problem.side,
    lanes: problem.vectors.length,
    precise: problem.vectors.some(({ plain }) => plain === true) || (options.precise ?? preciseByDefault(graph.linkingCount)),
    jumpCount: problem.vectors.reduce((sum, { seeds }) => sum + seeds.length, 0),
  }
  const planned = shape.side === 'in' && !shape.precise ? { ...graph, filledRows: await readFilledRows(graph, options.signal) } : graph
  return layOutLinear(planned, shape, dangling, { memoryBytesMax: options.memoryBytesMax, oneBytesMax: options.oneMemoryBytesMax }, linkingBelow)
}

/** Edges done and, as far as can be told from how the change shrinks, to do. */
function progressOf({ edgeCount }: Graph, lanes: readonly Lane[], iteration: number, share: number): Progress {
  const most = lanes.reduce((most, lane) => Math.max(most, expectedIterations(lane)), iteration + 1)
  const change = lanes.reduce((most, { changes, under }) => (under ? Math.max(most, changes.at(-1) ?? 1) : most), 0)
  return { stage: `ranking, iteration ${iteration + 1} of about ${most}, change ${change.toExponential(1)}`, done: Math.round((iteration + share) * edgeCount), total: most * edgeCount, unit: 'edges' }
}

function expectedIterations({ vector: { damping, tolerance, iterationsMax }, changes, under, iterations }: Pick<Lane, 'vector' | 'changes' | 'under' | 'iterations'>): number {
  if (!under) return iterations
  if (tolerance <= 0) return iterationsMax
  const last = changes.at(-1) ?? 1
  const earlier = changes.at(-4)
  const ratio = earlier !== undefined && last < earlier ? (last / earlier) ** (1 / 3) : damping
  const left = ratio > 0 && ratio < 1 ? Math.ceil(Math.log(tolerance / last) / Math.log(ratio)) : iterationsMax
  return Math.min(iterationsMax, iterations + Math.max(1, left))
}

function bytesOf(base64: string): Uint8Array {
  return Buffer.from(base64, 'base64')
}

/** What the steps of a solution work on. */
export interface LinearRun extends LinearStart {
  layout: LinearLayout
  memories: readonly SharedMemory[]
  crew: Crew
  dangling: DanglingTiles
  lanes: readonly Lane[]
  signal?: AbortSignal
  progress?: (progress: Progress) => void
}
