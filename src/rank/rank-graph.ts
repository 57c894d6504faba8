import type { Graph } from '../model/graph.js'
import { CitewellError } from '../model/error.js'
import antiTrust from './anti-trust.js'
import type { Kernel, KernelOptions } from './define-kernel.js'
import healthTrust from './health-trust.js'
import inversePagerank from './inverse-pagerank.js'
import { lanesMax } from './linear-layout.js'
import { preciseByDefault, solveLinear, type LinearOptions, type LinearVector, type Seed } from './linear.js'
import pagerank from './pagerank.js'
import { solvedInFolder, solvedInMemory, vectorKey, type Solved, type SolvedValues } from './solved-values.js'
import spamMass from './spam-mass.js'
import trustRank from './trust-rank.js'

/** The kernels that solve linear equations. */
export const kernels = [pagerank, healthTrust, trustRank, spamMass, antiTrust, inversePagerank] as const

export type LinearKernelId = 'pagerank' | 'health-trust' | 'trust-rank' | 'spam-mass' | 'anti-trust' | 'inverse-pagerank'

export interface KernelRequest {
  kernel: LinearKernelId
  /** Name of the column of scores; default the kernel's id. */
  column?: string
  /** For kernels that want some: vertices with weights above 0, which need not sum to anything. */
  seeds?: readonly Seed[]
  /** Options of this kernel alone. */
  options?: Readonly<Record<string, number>>
}

export interface RankOptions extends Omit<LinearOptions, 'memoryBytesMax'> {
  kernels: readonly KernelRequest[]
  /** In place of what each kernel declares. */
  damping?: number
  /** The same, for kernels that go on until nothing changes; those that take a set number of steps keep to it. */
  tolerance?: number
  iterationsMax?: number
  /** Default: 8 GB. */
  memoryBytesMax?: number
}

/** How a column of scores was made. */
export interface RankedColumn {
  column: string
  kernel: LinearKernelId
  version: number
  damping: number
  tolerance: number
  iterations: number
  /** Change of the last iteration. */
  change: number
  seedCount: number
  /** What the first vector of the kernel sums to before it is normalised. */
  norm: number
  note: string | null
}

const memoryBytesDefault = 8e9
const idsAtOnce = 2 ** 18

/**
 * Ranks a graph by some kernels. Vectors that look at the graph from the same side are solved for together, as many as
 * one pass carries, and a vector that two kernels need is solved for once. Scores by id are handed over column by
 * column, in the order asked for; the array is yours.
 */
export async function rankGraph(graph: Graph, options: RankOptions, take: (column: RankedColumn, scores: Float64Array) => Promise<void> | void): Promise<RankedColumn[]> {
  const precise = options.precise ?? preciseByDefault(graph.linkingCount)
  const jobs = options.kernels.map((request) => jobOf(graph, request, { ...options, precise }))
  const values = options.work ? await solvedInFolder(options.work, graph.vertexCount) : solvedInMemory(graph.vertexCount)
  await solveAll(graph, jobs, values, { ...options, precise })
  const columns: RankedColumn[] = []
  for (const [place, job] of jobs.entries()) {
    options.signal?.throwIfAborted()
    const solved = await Promise.all(job.keys.map(async (key) => (await values.find(key))!))
    const { iterations, changes } = solved.reduce((longest, one) => (one.end.iterations > longest.end.iterations ? one : longest)).end
    const column: RankedColumn = {
      column: job.request.column ?? job.kernel.id, kernel: job.request.kernel, version: job.kernel.version, damping: job.options.damping, tolerance: job.options.tolerance,
      iterations, change: changes.at(-1) ?? 0, seedCount: job.request.seeds?.length ?? 0, norm: solved[0]!.norm, note: job.kernel.id === 'spam-mass' ? `PageRank summed to ${solved[0]!.norm} before it was normalised` : null,
    }
    columns.push(column)
    await take(column, await scoresOf(job.kernel, solved, graph.vertexCount))
    const later = new Set(jobs.slice(place + 1).flatMap(({ keys }) => keys))
    for (const key of job.keys) if (!later.has(key)) await values.drop(key)
  }
  return columns
}

interface Job {
  request: KernelRequest
  kernel: Kernel
  options: KernelOptions
  vectors: readonly LinearVector[]
  /** Of its vectors; equal vectors have equal keys. */
  keys: string[]
}

function jobOf(graph: Graph, request: KernelRequest, given: RankOptions & { precise: boolean }): Job {
  const kernel: Kernel | undefined = kernels.find(({ id }) => id === request.kernel)
  if (kernel === undefined) throw new CitewellError('invalid', `There is no kernel '${request.kernel}'. Choose among: ${kernels.map(({ id }) => id).join(', ')}.`)
  const common = kernel.options.tolerance > 0 ? { damping: given.damping, tolerance: given.tolerance, iterationsMax: given.iterationsMax } : { damping: given.damping }
  const options: KernelOptions = { ...kernel.options, ...defined(common), ...request.options }
  const { damping, tolerance, iterationsMax } = options
  if (!(damping >= 0 && damping < 1)) throw new CitewellError('invalid', `${kernel.id}: damping is ${damping}; give a number from 0 to below 1.`)
  if (!(tolerance >= 0) || !(Number.isInteger(iterationsMax) && iterationsMax >= 1 && iterationsMax <= 10_000)) throw new CitewellError('invalid', `${kernel.id}: give a tolerance of 0 or more, and 1 to 10000 iterations.`)
  const vectors = kernel.vectors(options, kernel.seeds === 'none' ? [] : seedsOf(graph, kernel, request.seeds ?? []))
  return { request, kernel, options, vectors, keys: vectors.map((vector) => vectorKey(graph, kernel.side, isPrecise(vector, given.precise), vector)) }
}

function defined(options: Record<string, number | undefined>): Record<string, number> {
  return Object.fromEntries(Object.entries(options).filter((entry): entry is [string, number] => entry[1] !== undefined))
}

function seedsOf(graph: Graph, kernel: Kernel, seeds: readonly Seed[]): Seed[] {
  const weights = new Map<number, number>()
  for (const { id, weight } of seeds) {
    if (!(Number.isInteger(id) && id >= 0 && id < graph.vertexCount)) throw new CitewellError('invalid', `${kernel.id}: seed ${id} is no vertex of ${graph.name}, which has the ids 0 to ${graph.vertexCount - 1}.`)
    if (!(weight > 0 && weight < Infinity)) throw new CitewellError('invalid', `${kernel.id}: seed ${id} has the weight ${weight}; give one above 0.`)
    weights.set(id, (weights.get(id) ?? 0) + weight)
  }
  if (weights.size === 0) throw new CitewellError('invalid', `${kernel.id} begins at ${kernel.seeds} vertices, and none of ${graph.name} was given. Give seeds that are in this graph.`)
  return [...weights].map(([id, weight]) => ({ id, weight })).sort((a, b) => a.id - b.id)
}

async function solveAll(graph: Graph, jobs: readonly Job[], values: SolvedValues, options: RankOptions & { precise: boolean }): Promise<void> {
  for (const side of ['in', 'out'] as const) {
    const wanted = new Map(jobs.filter(({ kernel }) => kernel.side === side).flatMap(({ keys, vectors }) => keys.map((key, place) => [key, vectors[place]!] as const)))
    for (const key of wanted.keys()) if ((await values.find(key)) !== null) wanted.delete(key)
    const waiting = [true, false].flatMap((precise) => groupsOf([...wanted].filter(([, vector]) => isPrecise(vector, options.precise) === precise), lanesMax(precise)))
    while (waiting.length > 0) {
      const group = waiting.shift()!
      try {
        await solveGroup(graph, side, group, values, options)
      } catch (error) {
        // What does not fit together may fit one after the other.
        if (!(error instanceof CitewellError && error.code === 'refused' && group.length > 1)) throw error
        waiting.unshift(...groupsOf(group, Math.ceil(group.length / 2)))
      }
    }
  }
}

/** Plain vectors are always solved for in doubles; see linear.ts. */
function isPrecise({ plain }: LinearVector, others: boolean): boolean {
  return plain === true || others
}

function groupsOf<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, group) => items.slice(group * size, (group + 1) * size))
}

async function solveGroup(graph: Graph, side: 'in' | 'out', group: ReadonlyArray<readonly [string, LinearVector]>, values: SolvedValues, options: RankOptions): Promise<void> {
  const writers = await Promise.all(group.map(([key]) => values.write(key)))
  const norms = group.map(() => 0)
  const ends = await solveLinear(graph, { side, vectors: group.map(([, vector]) => vector) }, { ...options, memoryBytesMax: options.memoryBytesMax ?? memoryBytesDefault }, async (_, some) => {
    for (const [lane, column] of some.entries()) {
      norms[lane]! += column.reduce((sum, value) => sum + value, 0)
      await writers[lane]!.append(column)
    }
  })
  for (const [lane, writer] of writers.entries()) await writer.finish({ norm: norms[lane]!, end: ends[lane]! })
}

async function scoresOf(kernel: Kernel, solved: readonly Solved[], vertexCount: number): Promise<Float64Array> {
  const scores = new Float64Array(vertexCount)
  const norms = solved.map(({ norm }) => norm)
  const values = solved.map(() => 0)
  const parts = solved.map(() => new Float64Array(Math.min(idsAtOnce, vertexCount)))
  for (let first = 0; first < vertexCount; first += idsAtOnce) {
    const count = Math.min(idsAtOnce, vertexCount - first)
    await Promise.all(solved.map((one, vector) => one.read(first, parts[vector]!.subarray(0, count))))
    for (let place = 0; place < count; place += 1) {
      for (let vector = 0; vector < values.length; vector += 1) values[vector] = parts[vector]![place]!
      scores[first + place] = kernel.score(values, norms)
    }
  }
  return scores
}
