import { countOf } from '../../lib/number-words.js'
import { CitewellError } from '../../model/error.js'
import type { Graph, GraphPlace, HeldWork, WorkFile } from '../../model/graph.js'
import type { Context } from '../../model/operation.js'
import { components } from '../../rank/components.js'
import { degrees } from '../../rank/degrees.js'
import { harmonicMethodOf } from '../../rank/harmonic-methods.js'
import { harmonic } from '../../rank/harmonic.js'
import type { KernelId } from '../../rank/kernel-ids.js'
import { findLeaders } from '../../rank/leaders.js'
import { kernels as linearKernels, rankGraph, type KernelRequest, type LinearKernelId } from '../../rank/rank-graph.js'
import type { Ranks } from '../../rank/ranks-file.js'
import { sectionNames, type HarmonicWay, type KernelColumn, type RanksHeader, type SeedsUsed } from '../../rank/ranks-header.js'
import { seedDistances } from '../../rank/seed-distance.js'
import { writeRanks, type KernelMade, type RanksWriter } from '../../rank/write-ranks.js'
import { withWork } from './build-graph.js'
import { withGraph } from './opened-graph.js'
import { authorityColumn } from './ranked-vertices.js'
import { stageClock } from './stage-clock.js'
import { isLinear, order, versionOf, wantedColumns, type RankContext, type RankWishes, type Wanted } from './wanted-columns.js'
import { harmonicInWords } from './words.js'

export interface RankedHere {
  release: string
  vertices: number
  edges: number
  columns: Array<{ column: string; harmonic: HarmonicWay | null; iterations: number | null; change: number | null; seeds: string | null; seedCount: number | null; kept: boolean; converged: boolean | null; tolerance: number | null; replaced: string | null }>
  seedsAbsent: Array<{ seeds: string; count: number; first: string[] }>
  /** Kernels that were not asked for by name and could not be made, with the reason. */
  leftOut: string[]
  leaders: number | null
  /** Whether the ranks can count in judgements: these ask for sites by name, and for their authority. */
  counts: boolean
  seconds: number
  stages: Array<{ stage: string; seconds: number }>
}

/**
 * Ranks a graph and keeps the ranks beside it. Columns that are there and made the same way are taken over, so a kernel
 * can be added later; what was broken off goes on after its last whole column and ends in the same bytes.
 */
export function rankHere(place: GraphPlace, wishes: RankWishes, context: RankContext): Promise<RankedHere> {
  const clock = stageClock(context.progress)
  const startedAt = performance.now()
  return withGraph(context.graphs, place, async ({ graph, ranks }) => {
    if (graph.vertexCount === 0) throw new CitewellError('invalid', `${graph.name} has no vertices, so there is nothing to rank. Build it from a file with links in it.`)
    if (graph.edgeCount === 0 && ranks?.header.kernels.some(isPublished)) throw new CitewellError('invalid', `${graph.name} has ranks as published and no links, so there is nothing to rank it by. Build a graph from the edges of the release.`)
    const { wanted, leftOut } = await wantedColumns(graph, wishes, { ...context, progress: clock.progress })
    const run = { graph, wishes, signal: context.signal, progress: clock.progress }
    const header = await withWork(await context.graphs.work(place, 'ranks'), async (work) => {
      if (wishes.anew) await work.remove()
      const earlier = wishes.anew ? null : ranks
      const plan = planOf(graph, wanted, earlier, wishes)
      if (earlier && plan.every(({ make }) => make === null)) return earlier.header
      const { state, made } = await stateOf(work, graph, plan, wanted, context.now)
      const file = await work.file('ranks')
      let kept = state
      const writer = await writeRanks(file, { graph: { checksum: graph.checksum, name: graph.name, release: graph.release, level: graph.level, vertexCount: graph.vertexCount }, made }, {
        state,
        keep: async (text) => {
          kept = text
          await work.writeState('ranks', text)
        },
      })
      await writeColumns({ ...run, work, writer, file, plan, earlier, keptState: () => kept })
      const { header } = writer
      await writer.finish()
      await file.close()
      await work.publish('ranks')
      await work.remove()
      return header
    })
    return { ...summaryOf(graph, header, wanted, ranks, wishes, startedAt, clock.stages()), leftOut }
  })
}

/** A column of the file to be: made now, or taken over from the ranks there are. */
interface Planned {
  column: string
  kernel: KernelId
  make: Wanted | null
}

/** Asked for and not there made the same way: to be made. Not asked for, but there: kept. */
function planOf(graph: Graph, wanted: readonly Wanted[], earlier: Ranks | null, wishes: RankWishes): Planned[] {
  const plan: Planned[] = wanted.map((one) => ({ column: one.column, kernel: one.kernel, make: isThere(graph, one, earlier, wishes) ? null : one }))
  for (const { column, kernel } of earlier?.header.kernels ?? []) if (!plan.some((one) => one.column === column)) plan.push({ column, kernel, make: null })
  if (earlier?.header.seedDistance && !plan.some(({ kernel }) => kernel === 'seed-distance')) plan.push({ column: 'seed-distance', kernel: 'seed-distance', make: null })
  const place = ({ kernel }: Planned) => order.indexOf(kernel)
  return plan.sort((left, right) => place(left) - place(right) || (left.column < right.column ? -1 : 1))
}

function isThere(graph: Graph, { column, kernel, seeds }: Wanted, earlier: Ranks | null, wishes: RankWishes): boolean {
  if (kernel === 'seed-distance') return earlier?.header.seedDistance?.seeds.hash === seeds?.used.hash && earlier?.header.seedDistance != null
  const there = earlier?.column(column)
  if (!there || isPublished(there)) return false
  return there.kernel === kernel && there.version === versionOf(kernel) && sameOptions(graph, there, wishes) && (there.seeds?.hash ?? null) === (seeds?.used.hash ?? null)
}

/** Whether a column was made with the options asked for, and came to its end by the tolerance, or by the very number of iterations that is allowed now. */
function sameOptions(graph: Graph, { kernel, damping, tolerance, iterations, change, harmonic: way }: KernelColumn, wishes: RankWishes): boolean {
  if (kernel === 'harmonic') return way?.method === (wishes.harmonic ?? harmonicMethodOf(graph))
  const linear = linearKernels.find(({ id }) => id === kernel)
  if (!linear) return true
  const options = optionsOf(linear, wishes)
  return damping === options.damping && tolerance === options.tolerance && (iterations === null || iterations === options.iterationsMax || (tolerance > 0 && change !== null && change <= tolerance))
}

/** Tolerance and iterations are for kernels that converge; others take a number of steps of their own. */
function optionsOf({ options }: (typeof linearKernels)[number], { damping, tolerance, iterationsMax }: RankWishes): { damping: number; tolerance: number; iterationsMax: number } {
  const converges = options.tolerance > 0
  return { damping: damping ?? options.damping, tolerance: converges ? (tolerance ?? options.tolerance) : options.tolerance, iterationsMax: converges ? (iterationsMax ?? options.iterationsMax) : options.iterationsMax }
}

/** What was begun here before, if it was the same; else all of it is dropped. The day of the first run is kept, or the bytes would differ. */
async function stateOf(work: HeldWork, graph: Graph, plan: readonly Planned[], wanted: readonly Wanted[], now: string): Promise<{ state: string | null; made: string }> {
  const request = JSON.stringify([graph.checksum, plan.map(({ column, make }) => [column, make !== null]), wanted.map(({ key }) => key)])
  const begun = await work.readState('request')
  if (begun !== null) {
    const { request: earlier, made } = JSON.parse(begun) as { request: string; made: string }
    if (earlier === request) return { state: await work.readState('ranks'), made }
    await work.remove()
  }
  await work.writeState('request', JSON.stringify({ request, made: now }))
  return { state: null, made: now }
}

interface Run {
  graph: Graph
  wishes: RankWishes
  signal: AbortSignal
  progress: Context['progress']
  work: HeldWork
  writer: RanksWriter
  file: WorkFile
  plan: readonly Planned[]
  earlier: Ranks | null
  /** State of the writer as kept last. */
  keptState(): string | null
}

async function writeColumns(run: Run): Promise<void> {
  const { writer, plan, earlier, progress } = run
  const missing = plan.filter(({ column }) => !writer.has(column))
  for (let at = 0; at < missing.length;) {
    const { column, kernel, make } = missing[at]!
    run.signal.throwIfAborted()
    if (make === null) {
      progress({ stage: 'taking over ranks', done: at, total: missing.length, unit: 'columns' })
      await takeOver(writer, earlier!, column)
      at += 1
    } else if (isLinear(kernel)) {
      // Those that follow and look at the graph from the same side are solved for in the same passes.
      const side = sideOf(kernel)
      let end = at
      while (end < missing.length && missing[end]!.make !== null && sideOf(missing[end]!.kernel) === side) end += 1
      await rankTogether(run, missing.slice(at, end).map((one) => one.make!))
      at = end
    } else {
      await makeOther(run, make)
      at += 1
    }
  }
  await addLeaders(run)
}

function sideOf(kernel: KernelId): 'in' | 'out' | null {
  return linearKernels.find(({ id }) => id === kernel)?.side ?? null
}

async function takeOver(writer: RanksWriter, earlier: Ranks, column: string): Promise<void> {
  const { vertexCount } = earlier.header.graph
  if (column === 'seed-distance') {
    const distances = new Uint8Array(vertexCount)
    await earlier.readSeedDistances(0, distances)
    await writer.addSeedDistances(earlier.header.seedDistance!.seeds, distances)
    return
  }
  const { quantiles: _, bestCount: __, rankedCount, ...made } = earlier.column(column)!
  const scores = new Float64Array(vertexCount)
  await earlier.readScores(column, 0, scores)
  const positions = new Uint32Array(vertexCount)
  await earlier.readPositions(column, 0, positions)
  await writer.addScores(made, scores, isPublished(made) ? { positions, rankedCount } : undefined)
}

function isPublished({ note }: Pick<KernelColumn, 'note'>): boolean {
  return note?.startsWith('as published') ?? false
}

async function rankTogether({ graph, wishes, signal, progress, work, writer }: Run, wanted: readonly Wanted[]): Promise<void> {
  const requests = wanted.map(({ column, kernel, seeds }): KernelRequest => ({ kernel: kernel as LinearKernelId, column, ...(seeds ? { seeds: Array.from(seeds.ids, (id, index) => ({ id, weight: seeds.weights[index]! })) } : {}) }))
  await rankGraph(graph, {
    kernels: requests,
    damping: wishes.damping,
    tolerance: wishes.tolerance,
    iterationsMax: wishes.iterationsMax,
    threads: wishes.threads,
    memoryBytesMax: memoryOf(wishes),
    ...(wishes.checkpointEvery === undefined ? {} : { checkpointEvery: wishes.checkpointEvery }),
    work, signal, progress,
  }, async ({ column, kernel, version, damping, tolerance, iterations, change, norm, note }, scores) => {
    progress({ stage: 'writing ranks', done: 0, total: null, unit: 'vertices' })
    await writer.addScores({ column, kernel, version, damping, tolerance, iterations, change, norm, note, seeds: wanted.find((one) => one.column === column)!.seeds?.used ?? null }, scores)
  })
}

/** Two thirds of what the machine, or the container, can give. */
function memoryOf({ memoryBytesMax }: RankWishes): number {
  return memoryBytesMax ?? Math.floor((process.availableMemory() * 2) / 3)
}

async function makeOther({ graph, wishes, signal, progress, work, writer }: Run, { column, kernel, seeds }: Wanted): Promise<void> {
  const made: KernelMade = { column, kernel, version: versionOf(kernel), damping: null, tolerance: null, iterations: null, change: null, seeds: seeds?.used ?? null, note: null }
  const options = { signal, progress, memoryBytesMax: memoryOf(wishes) }
  if (kernel === 'seed-distance') {
    await writer.addSeedDistances(seeds!.used, await seedDistances(graph, seeds!.ids, { signal, progress }))
  } else if (kernel === 'harmonic') {
    const { scores, method, size, seed, steps, note } = await harmonic(graph, { ...options, method: wishes.harmonic, ...(wishes.checkpointEvery === undefined ? {} : { keepEvery: wishes.checkpointEvery }), ...(wishes.threads === undefined ? {} : { threads: wishes.threads }), work })
    await writer.addScores({ ...made, harmonic: { method, size, seed }, iterations: steps, note }, scores)
  } else if (kernel === 'components') {
    const { leastIds, count, largest } = await components(graph, options)
    await writer.addScores({ ...made, note: `${countOf(count, 'component')}, the largest of ${countOf(largest, 'vertex', 'vertices')}; the score is the least number in a component` }, Float64Array.from(leastIds))
  } else {
    await writer.addScores(made, await degrees(graph, kernel === 'in-degree' ? 'in' : 'out', { signal }))
  }
}

/** The best among those that link to much linked vertices, by the column that authority is read from. */
async function addLeaders({ graph, signal, progress, writer, file, keptState }: Run): Promise<void> {
  const column = authorityColumn({ column: (name) => writer.header.kernels.find((one) => one.column === name) })
  if (column === null || writer.has('leaders') || graph.edgeCount === 0) return
  const state = keptState()
  const { sections } = JSON.parse(state ?? '{"sections":[]}') as { sections: Array<{ name: string; offset: number }> }
  const section = sections.find(({ name }) => name === sectionNames.position(column.column))
  if (!section) throw new CitewellError('internal', `the positions of ${column.column} were written and can't be found`)
  const positions = new Uint32Array(graph.vertexCount)
  await file.read(section.offset, new Uint8Array(positions.buffer))
  await writer.addLeaders(column.column, await findLeaders(graph, positions, { signal, progress }))
}

function summaryOf(graph: Graph, header: RanksHeader, wanted: readonly Wanted[], earlier: Ranks | null, wishes: RankWishes, startedAt: number, stages: RankedHere['stages']): Omit<RankedHere, 'leftOut'> {
  const columnOf = ({ column, harmonic: way, iterations, change, tolerance, seeds }: { column: string; harmonic?: HarmonicWay | undefined; iterations: number | null; change: number | null; tolerance: number | null; seeds: SeedsUsed | null }) => {
    const kept = !wishes.anew && wanted.some((one) => one.column === column && isThere(graph, one, earlier, wishes))
    return {
      column, iterations, change, tolerance, kept,
      harmonic: way ?? null,
      seeds: seeds === null ? null : `${seeds.name} ${seeds.version}`.trim(),
      seedCount: seeds?.count ?? null,
      converged: tolerance === null || tolerance === 0 || change === null ? null : change <= tolerance,
      replaced: kept ? null : madeInWords(earlier, column),
    }
  }
  const asked = new Set(wanted.map(({ column }) => column))
  const absent = new Map(wanted.flatMap(({ seeds }) => (seeds && seeds.absentCount > 0 ? [[seeds.used.name, { seeds: seeds.used.name, count: seeds.absentCount, first: seeds.absent }] as const] : [])))
  return {
    release: graph.release,
    vertices: graph.vertexCount,
    edges: graph.edgeCount,
    columns: [
      ...header.kernels.filter(({ column }) => asked.has(column)).map(columnOf),
      ...(header.seedDistance && asked.has('seed-distance') ? [columnOf({ column: 'seed-distance', iterations: null, change: null, tolerance: null, seeds: header.seedDistance.seeds })] : []),
    ],
    seedsAbsent: [...absent.values()],
    leaders: header.leaders?.vertexCount ?? null,
    counts: graph.naming === 'reversed-host' && graph.level !== 'page' && authorityColumn({ column: (name) => header.kernels.find((one) => one.column === name) }) !== null,
    seconds: Math.round(performance.now() - startedAt) / 1000,
    stages,
  }
}

/** How a column that was there before was made, as far as it may differ; null if there was none. */
function madeInWords(earlier: Ranks | null, column: string): string | null {
  const there = column === 'seed-distance' ? earlier?.header.seedDistance : earlier?.column(column)
  if (!there) return null
  const seeds = there.seeds === null ? [] : [`from ${countOf(there.seeds.count, 'seed')} of ${`${there.seeds.name} ${there.seeds.version}`.trim()}`]
  const run = 'harmonic' in there && there.harmonic ? [harmonicInWords(there.harmonic)] : !('damping' in there) || there.damping === null ? [] : [`damping ${there.damping}`, `tolerance ${there.tolerance}`, ...(there.iterations === null ? [] : [countOf(there.iterations, 'iteration')])]
  return `the earlier one${seeds.length + run.length === 0 ? '' : ` (${[...seeds, ...run].join(', ')})`}`
}
