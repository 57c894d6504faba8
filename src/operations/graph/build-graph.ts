import { buildGraph } from '../../graph/build-graph.js'
import type { GraphMade } from '../../graph/build-state.js'
import { namesOf as textsOf, type NameChunk } from '../../graph/readers/name-chunk.js'
import { readRanksText, type RankRow } from '../../graph/readers/read-ranks-text.js'
import { countWords } from '../../lib/number-words.js'
import { CitewellError } from '../../model/error.js'
import type { FileInput } from '../../model/file-input.js'
import type { EdgeChunk, Graph, GraphPlace, HeldWork } from '../../model/graph.js'
import { placeInWords } from '../../model/graph-place.js'
import { icannSuffixes } from '../../model/public-suffixes.js'
import type { Context, Progress } from '../../model/operation.js'
import type { KernelId } from '../../rank/kernel-ids.js'
import { writeRanks, type KernelMade } from '../../rank/write-ranks.js'
import type { Built } from './build.js'
import { keyOf, readGraphInput, releaseOf, type GraphInputs } from './graph-input.js'
import { stageClock } from './stage-clock.js'
import { countInWords } from './words.js'

export interface BuildTo {
  place: GraphPlace
  /** Null: as the files are called. */
  release: string | null
  /** Null: kept in graphs of pages, where they are links like others; dropped in those of domains and hosts, where they say nothing. */
  selfLinks: 'keep' | 'drop' | null
  /** Leaves what was begun and not finished. */
  anew: boolean
  /** Ranking follows at once, so that ranks which are there need no word. */
  ranksNext?: boolean
  /** Linking vertices of a block, after each of which the state is kept; default: as measured best. */
  linkingPerBlock?: number
  /** Edges between two kept states; default: as measured best. */
  keptEdgesMin?: number
}

type BuildContext = Pick<Context, 'graphs' | 'lists' | 'program' | 'signal' | 'progress' | 'now'>
type BuiltHere = Omit<Built, 'graph'>

/** Builds a graph from files or from the link index, going on with a build of the same that was broken off. */
export async function buildFrom(inputs: GraphInputs, { place, release, selfLinks, anew, ranksNext, linkingPerBlock, keptEdgesMin }: BuildTo, { graphs, program, signal, progress }: Omit<BuildContext, 'lists'>): Promise<BuiltHere> {
  const clock = stageClock(progress)
  const startedAt = performance.now()
  return withWork(await graphs.work(place, 'graph'), async (work) => {
    const files = [...inputs.vertices, ...inputs.edges, ...inputs.bvgraph, ...inputs.list]
    // What came over standard input before is gone, so work on it can't be gone on with.
    if (anew || files.some(({ once }) => once)) await work.remove()
    clock.progress({ stage: 'looking at the input', done: 0, total: null, unit: 'edges' })
    const [names, links] = [counted(inputs.vertices), counted([...inputs.edges, ...inputs.bvgraph, ...inputs.list])]
    const input = await readGraphInput({ ...inputs, vertices: names.files, edges: links.files.slice(0, inputs.edges.length), bvgraph: inputs.bvgraph, list: links.files.slice(inputs.edges.length + inputs.bvgraph.length) }, signal)
    const named = release ?? releaseOf(files) ?? ''
    const kept = (selfLinks ?? (input.level === 'page' ? 'keep' : 'drop')) === 'keep'
    // Lists are turned round by their reader; files of vertices come as somebody made them.
    const looked = input.names === null || inputs.vertices.length === 0 ? null : lookedAt(input.names)
    const made = await beginAnewKnown(place, work, () => adviseList(inputs, () => buildGraph(input.edges, looked?.names ?? input.names, {
      work,
      inputKey: `${input.key} ${named} ${input.level}`,
      release: named,
      level: input.level,
      naming: input.naming,
      selfLinks: kept ? 'keep' : 'drop',
      ...(linkingPerBlock === undefined ? {} : { linkingPerBlock }),
      ...(keptEdgesMin === undefined ? {} : { keptEdgesMin }),
      ...(input.vertexCount === undefined ? {} : { vertexCount: input.vertexCount }),
      inputs: input.inputs,
      program,
      called: input.called,
      signal,
      progress: (told) => clock.progress(told.stage === 'reading names' ? names.asBytes(told) : told.stage === 'reading edges' ? (input.edgeCount === null ? links.asBytes(told) : { ...told, total: input.edgeCount }) : told),
    })))
    const stages = clock.stages()
    return { ...countsOf(made, kept), release: named, level: input.level, ranked: false, ...timesOf(startedAt, stages), problemCount: input.problems?.count ?? 0, problems: input.problems?.listed.slice(0, 100) ?? [], notes: [...input.notes, ...(looked?.notes() ?? []), ...(ranksNext ? [] : await staleNotes(graphs, place))] }
  })
}

/**
 * Files that count what was read of them: how many edges a text has nobody knows before its end, but how many of its
 * bytes are read tells how long it will take.
 */
function counted(files: readonly FileInput[]): { files: FileInput[]; asBytes(progress: Progress): Progress } {
  const sizes = files.map(({ size }) => size)
  const total = sizes.every((size) => size !== undefined) ? sizes.reduce<number>((sum, size) => sum + size!, 0) : null
  const read = files.map(() => 0)
  return {
    files: files.map((file, index) => ({
      ...file,
      async *open() {
        read[index] = 0
        for await (const bytes of file.open()) {
          read[index]! += bytes.byteLength
          yield bytes
        }
      },
    })),
    asBytes: (progress) => ({ ...progress, done: read.reduce((sum, bytes) => sum + bytes, 0), total, unit: 'bytes' }),
  }
}

/** Edges are numbers; whoever gives names finds that out in the first line. */
async function adviseList<Answer>({ edges }: GraphInputs, build: () => Promise<Answer>): Promise<Answer> {
  try {
    return await build()
  } catch (error) {
    if (edges.length > 0 && error instanceof CitewellError && error.code === 'invalid' && /, line [12]:/u.test(error.message)) throw new CitewellError('invalid', `${error.message} If its rows name hosts, domains or URLs, or are in any order, give it with --list instead of --edges.`, { cause: error })
    throw error
  }
}

/** What to do about work that was begun: the builder does not know how a person removes it, here we do. */
async function beginAnewKnown<Answer>(place: GraphPlace, work: HeldWork, build: () => Promise<Answer>): Promise<Answer> {
  try {
    return await build()
  } catch (error) {
    // Input that is wrong has to change, so nothing could go on from what was made of it.
    if (error instanceof CitewellError && error.code === 'invalid') await work.remove()
    if (error instanceof CitewellError && error.code === 'conflict') throw new CitewellError('conflict', `${placeInWords(place)}: ${error.message} To leave what was begun, add --anew.`, { cause: error })
    throw error
  }
}

/** A graph without edges from a published list of ranks, with the ranks beside it: enough for authority. */
export async function buildFromRanks(file: FileInput, { place, release, anew, level, rankedCount }: Omit<BuildTo, 'selfLinks'> & { level: Graph['level'] | undefined; rankedCount: number | null }, { graphs, lists, program, signal, progress, now }: BuildContext): Promise<BuiltHere> {
  if (file.once) throw new CitewellError('invalid', 'A list of ranks is read twice, and standard input can be read once only. Save it to a file first.')
  const clock = stageClock(progress)
  const startedAt = performance.now()
  const named = release ?? releaseOf([file]) ?? /cc-main-[a-z0-9-]{4,80}?(?=-(?:domain|host)|\.|$)/u.exec(file.name)?.[0] ?? ''
  const kind = level ?? (/host/u.test(file.name) ? 'host' : 'domain')
  const known = lists.table(`graph-vertices/${kind}`)[named]
  const key = await keyOf('ranks', [file])
  const reach = { rows: 0, last: 0 }
  const checked = async function* (): AsyncGenerator<RankRow[]> {
    for await (const rows of readRanksText(file, { signal })) {
      reach.rows += rows.length
      for (const { harmonicPosition, pageRankPosition } of rows) reach.last = Math.max(reach.last, harmonicPosition ?? 0, pageRankPosition ?? 0)
      yield rows
    }
    checkRanked(file.name, reach, rankedCount, known)
  }
  const made = await withWork(await graphs.work(place, 'graph'), async (work) => {
    if (anew) await work.remove()
    return beginAnewKnown(place, work, () => buildGraph(noEdges(), namesOf(checked()), { work, inputKey: `${key} ${named} ${kind}`, release: named, level: kind, naming: 'reversed-host', inputs: [{ name: file.name, bytes: file.size ?? 0 }], program, called: file.name, signal, progress: clock.progress }))
  })
  await withWork(await graphs.work(place, 'ranks'), async (work) => {
    await work.remove()
    await takeRanks(work, file, { checksum: made.checksum, name: placeInWords(place), release: named, level: kind, vertexCount: made.vertexCount }, { rankedCount: rankedCount ?? (known !== undefined && known >= reach.last ? known : null), signal, now, progress: clock.progress })
  })
  return { ...countsOf(made, false), release: named, level: kind, ranked: true, ...timesOf(startedAt, clock.stages()), problemCount: 0, problems: [], notes: excerptNotes(reach, rankedCount, known) }
}

/** An excerpt tells ranks and not of how many; without that number every authority would be wrong. */
function checkRanked(name: string, { rows, last }: { rows: number; last: number }, ranked: number | null, known: number | undefined): void {
  if (ranked !== null && ranked < Math.max(last, rows)) throw new CitewellError('invalid', `--ranked ${ranked} can't be: ${name} has ${countWords(rows)} rows and a rank of ${countWords(last)}. Give how many vertices the release has in all.`)
  if (ranked === null && last > rows && (known === undefined || known < last)) throw new CitewellError('invalid', `${name} has ${countWords(rows)} rows and a rank of ${countWords(last)}, so it is the beginning of a longer list. Say how many were ranked in all: --ranked with the number of vertices of the release (or --release with its name, if it is one that Common Crawl published).`)
}

function excerptNotes({ rows }: { rows: number }, ranked: number | null, known: number | undefined): string[] {
  const all = ranked ?? known
  if (all === undefined || all <= rows) return []
  return [`The list names the first ${countWords(rows)} of ${countInWords(all)}${ranked === null ? ', as the release is known to have' : ''}; of the others nothing is known.`]
}

/** What a graph built in place of an older one leaves behind. */
async function staleNotes(graphs: BuildContext['graphs'], place: GraphPlace): Promise<string[]> {
  const shown = placeInWords(place)
  const current = await graphs.current().catch(() => null)
  const isUsed = current !== null && placeInWords(current) === shown
  if (isUsed) return [`${shown} is the graph in use: judgements go without its ranks until it is ranked again.`]
  return (await graphs.has(place, 'ranks')) ? [`There are ranks beside ${shown} that are of the graph before; they are not used.`] : []
}

const namesLookedAt = 1_000

/** Published names are reversed (`gov.nih`). Names the other way round would be built and never found, so it is said. */
function lookedAt(names: AsyncIterable<NameChunk>): { names: AsyncIterable<NameChunk>; notes(): string[] } {
  let notes: string[] = []
  async function* watched(): AsyncGenerator<NameChunk> {
    let isFirst = true
    for await (const chunk of names) {
      if (isFirst) {
        const sample = textsOf({ ...chunk, count: Math.min(chunk.count, namesLookedAt) })
        const isTop = (label: string | undefined) => label !== undefined && ` ${icannSuffixes} `.includes(` ${label} `)
        const [ahead, behind] = [sample.filter((name) => isTop(name.split('.')[0])).length, sample.filter((name) => isTop(name.split('.').at(-1))).length]
        if (behind > sample.length / 2 && ahead < sample.length / 4) notes = [`Names look as people write them (${sample[0]}), and a graph has them as published (${sample[0]!.split('.').reverse().join('.')}): look-ups will not find them. Turn them round and build again.`]
      }
      isFirst = false
      yield chunk
    }
  }
  return { names: watched(), notes: () => notes }
}

async function takeRanks(work: HeldWork, file: FileInput, graph: { checksum: string; name: string; release: string; level: Graph['level']; vertexCount: number }, options: { rankedCount: number | null; signal: AbortSignal; now: string; progress: BuildContext['progress'] }): Promise<void> {
  const taken = (['harmonic', 'pagerank'] as const).map((kernel) => ({ kernel, scores: new Float64Array(graph.vertexCount), positions: new Uint32Array(graph.vertexCount), found: false, last: 0 }))
  let id = 0
  for await (const rows of readRanksText(file, { signal: options.signal })) {
    for (const row of rows) {
      for (const column of taken) {
        const [position, score] = column.kernel === 'harmonic' ? [row.harmonicPosition, row.harmonic] : [row.pageRankPosition, row.pageRank]
        column.scores[id] = score ?? 0
        column.positions[id] = position ?? 0
        column.found ||= position !== null
        column.last = Math.max(column.last, position ?? 0)
      }
      id += 1
    }
    options.progress({ stage: 'taking over the ranks', done: id, total: graph.vertexCount, unit: 'vertices' })
  }
  const into = await work.file('ranks')
  const writer = await writeRanks(into, { graph, made: options.now })
  for (const { kernel, scores, positions, found, last } of taken) {
    if (found) await writer.addScores(publishedColumn(kernel), scores, { positions, rankedCount: Math.max(options.rankedCount ?? 0, last) })
  }
  await writer.finish()
  await work.publish('ranks')
  await work.remove()
}

function publishedColumn(kernel: KernelId): KernelMade {
  return { column: kernel, kernel, version: 1, damping: null, tolerance: null, iterations: null, change: null, seeds: null, note: 'as published with the release' }
}

async function* noEdges(): AsyncGenerator<EdgeChunk> {
  // A list of ranks tells of no links.
}

async function* namesOf(batches: AsyncIterable<RankRow[]>): AsyncGenerator<NameChunk> {
  let first = 0
  for await (const rows of batches) {
    const names = rows.map(({ name }) => Buffer.from(name))
    const ends = new Uint32Array(names.length)
    let end = 0
    names.forEach((name, index) => (ends[index] = end += name.length))
    yield { first, count: rows.length, bytes: Buffer.concat(names), ends, hostCounts: null }
    first += rows.length
  }
}

/** Lets go of a work folder whatever happens; what is in it stays for the next run unless it was removed. */
export async function withWork<Answer>(work: HeldWork, run: (work: HeldWork) => Promise<Answer>): Promise<Answer> {
  try {
    return await run(work)
  } finally {
    await work.close()
  }
}

function countsOf(made: GraphMade, kept: boolean): Pick<BuiltHere, 'vertices' | 'edges' | 'linking' | 'dangling' | 'selfLinksDropped' | 'selfLinksKept' | 'duplicatesDropped' | 'bytes' | 'checksum'> {
  return {
    vertices: made.vertexCount,
    edges: made.edgeCount,
    linking: made.linkingCount,
    dangling: made.vertexCount - made.linkingCount,
    selfLinksDropped: kept ? 0 : made.selfLinks,
    selfLinksKept: kept ? made.selfLinks : 0,
    duplicatesDropped: made.duplicates,
    bytes: made.bytes,
    checksum: made.checksum,
  }
}

function timesOf(startedAt: number, stages: Array<{ stage: string; seconds: number }>): Pick<BuiltHere, 'seconds' | 'stages'> {
  return { seconds: Math.round(performance.now() - startedAt) / 1000, stages }
}
