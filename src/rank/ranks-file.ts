import { placeInRising } from '../lib/rising.js'
import { readContents, sectionIsWhole, SectionsError, type Section } from '../lib/section-file.js'
import { CitewellError } from '../model/error.js'
import type { Graph, RandomBytes } from '../model/graph.js'
import { RanksHeader, ranksKind, sectionNames, unreached, type KernelColumn } from './ranks-header.js'

/**
 * The ranks of a graph, open for reading: scores, positions (1 is best), the order of the best, distances from the
 * seeds, and for the most linked vertices who leads among those that link to them. Opening reads the table of contents
 * only, and each question is a few small reads, so that a program that was closed a moment ago answers at once.
 */
export interface Ranks {
  readonly name: string
  readonly header: RanksHeader
  readonly checksum: string
  /** How a column was made, or undefined if the file does not have it. */
  column(name: string): KernelColumn | undefined
  scoreOf(column: string, id: number): Promise<number>
  scoresOf(column: string, ids: Uint32Array): Promise<Float64Array>
  /** Position by score, 1 is best; 0 where the vertex has no rank. */
  positionOf(column: string, id: number): Promise<number>
  positionsOf(column: string, ids: Uint32Array): Promise<Uint32Array>
  /** Ids of the best, best first, from place `from` (0 is the best) on. */
  best(column: string, max: number, from?: number): Promise<Uint32Array>
  /** Steps from the nearest seed; null where no seed reaches it within 254 or the file has no distances. */
  seedDistanceOf(id: number): Promise<number | null>
  /** The same for many; 255 where there is none. */
  seedDistancesOf(ids: Uint32Array): Promise<Uint8Array>
  /** The best of those that link to a much linked vertex, best first; null if it is not one of these: then ask the graph. */
  leadersOf(id: number, max?: number): Promise<Uint32Array | null>
  /** Whole runs of a column, by id, for exports. */
  readScores(column: string, first: number, into: Float64Array): Promise<void>
  readPositions(column: string, first: number, into: Uint32Array): Promise<void>
  readSeedDistances(first: number, into: Uint8Array): Promise<void>
  /** Reads all of it against its checksums; names the damaged sections. */
  check(): Promise<string[]>
  close(): Promise<void>
}

/** Opens a ranks file. With `graph`, ranks of another graph are refused: their ids would mean other vertices. */
export async function openRanks(file: RandomBytes, graph?: Pick<Graph, 'checksum' | 'name' | 'vertexCount'>): Promise<Ranks> {
  const { header, sections, checksum } = await readHeader(file)
  if (graph !== undefined && (header.graph.checksum !== graph.checksum || header.graph.vertexCount !== graph.vertexCount)) {
    throw new CitewellError('conflict', `${file.name} were made from another graph${header.graph.release === '' ? '' : ` (${header.graph.release})`}, or from this one before it was built anew. Rank the graph again.`)
  }
  const { vertexCount } = header.graph
  const section = (name: string): Section => {
    const found = sections.get(name)
    if (found === undefined) throw new CitewellError('not_found', `${file.name} has no ${name.replace('/', ' column ')}. It has: ${header.kernels.map(({ column }) => column).join(', ') || 'nothing'}. Rank the graph with the kernel you want.`)
    return found
  }
  const vertex = (id: number): number => {
    if (!Number.isInteger(id) || id < 0 || id >= vertexCount) throw new CitewellError('invalid', `${file.name}: there is no vertex ${id}; ids go from 0 to ${vertexCount - 1}.`)
    return id
  }
  const floats = async (name: string, first: number, into: Float64Array) => file.read(section(name).offset + 8 * first, new Uint8Array(into.buffer, into.byteOffset, into.byteLength))
  const words = async (name: string, first: number, into: Uint32Array) => file.read(section(name).offset + 4 * first, new Uint8Array(into.buffer, into.byteOffset, into.byteLength))
  let leaders: Promise<{ vertices: Uint32Array; starts: Uint32Array }> | undefined
  async function readLeaderTable(count: number): Promise<{ vertices: Uint32Array; starts: Uint32Array }> {
    const table = { vertices: new Uint32Array(count), starts: new Uint32Array(count + 1) }
    await Promise.all([words(sectionNames.leaderVertices, 0, table.vertices), words(sectionNames.leaderStarts, 0, table.starts)])
    return table
  }

  return {
    name: file.name,
    header,
    checksum,
    column: (name) => header.kernels.find(({ column }) => column === name),
    async scoreOf(column, id) {
      const into = new Float64Array(1)
      await floats(sectionNames.score(column), vertex(id), into)
      return into[0]!
    },
    async scoresOf(column, ids) {
      const bytes = await readEntries(file, section(sectionNames.score(column)).offset, 8, ids, vertex)
      return new Float64Array(bytes.buffer)
    },
    async positionOf(column, id) {
      const into = new Uint32Array(1)
      await words(sectionNames.position(column), vertex(id), into)
      return into[0]!
    },
    async positionsOf(column, ids) {
      const bytes = await readEntries(file, section(sectionNames.position(column)).offset, 4, ids, vertex)
      return new Uint32Array(bytes.buffer)
    },
    async best(column, max, from = 0) {
      const { length } = section(sectionNames.best(column))
      const into = new Uint32Array(Math.max(0, Math.min(max, length / 4 - from)))
      if (into.length > 0) await words(sectionNames.best(column), from, into)
      return into
    },
    async seedDistanceOf(id) {
      if (header.seedDistance === null) return null
      const into = new Uint8Array(1)
      await file.read(section(sectionNames.seedDistance).offset + vertex(id), into)
      return into[0] === unreached ? null : into[0]!
    },
    async seedDistancesOf(ids) {
      if (header.seedDistance === null) return new Uint8Array(ids.length).fill(unreached)
      return readEntries(file, section(sectionNames.seedDistance).offset, 1, ids, vertex)
    },
    async leadersOf(id, max = Infinity) {
      vertex(id)
      if (header.leaders === null || max < 0) return null
      leaders ??= readLeaderTable(header.leaders.vertexCount)
      const { vertices, starts } = await leaders
      const place = placeInRising(vertices, id)
      if (place === -1) return null
      const first = starts[place]!
      const count = starts[place + 1]! - first
      // The file may be damaged or made to mislead: starts that fall would ask for bytes elsewhere.
      if (count < 0 || first + count > header.leaders.entryCount) throw damaged(file, 'its leaders are out of order')
      const into = new Uint32Array(Math.min(max, count))
      await words(sectionNames.leaderIds, first, into)
      return into
    },
    readScores: async (column, first, into) => floats(sectionNames.score(column), checkRun(vertexCount, first, into.length), into),
    readPositions: async (column, first, into) => words(sectionNames.position(column), checkRun(vertexCount, first, into.length), into),
    readSeedDistances: async (first, into) => file.read(section(sectionNames.seedDistance).offset + checkRun(vertexCount, first, into.length), into),
    async check() {
      const broken: string[] = []
      for (const one of sections.values()) if (!(await sectionIsWhole(file, one))) broken.push(one.name)
      return broken
    },
    close: () => file.close(),
  }
}

/** Reads the table of contents and makes sure that every section it promises is there and has the size it must have. */
async function readHeader(file: RandomBytes): Promise<{ header: RanksHeader; sections: Map<string, Section>; checksum: string }> {
  const { contents, checksum } = await readContents<unknown>(file, ranksKind).catch((error: unknown) => {
    if (error instanceof SectionsError) throw new CitewellError('invalid', `${file.name} can't be used: ${error.message}. Rank the graph again.`, { cause: error })
    if (error instanceof SyntaxError || error instanceof TypeError) throw damaged(file, 'its table of contents is damaged')
    throw error
  })
  const parsed = RanksHeader.safeParse(contents.header)
  if (!parsed.success) throw damaged(file, 'its header is not understood')
  const header = parsed.data
  const sections = new Map(contents.sections.map((section) => [section.name, section]))
  const { vertexCount } = header.graph
  const expected: Array<[name: string, length: number]> = header.kernels.flatMap(({ column, bestCount }) => [
    [sectionNames.score(column), 8 * vertexCount], [sectionNames.position(column), 4 * vertexCount], [sectionNames.best(column), 4 * bestCount],
  ])
  if (header.seedDistance !== null) expected.push([sectionNames.seedDistance, vertexCount])
  if (header.leaders !== null) expected.push([sectionNames.leaderVertices, 4 * header.leaders.vertexCount], [sectionNames.leaderStarts, 4 * (header.leaders.vertexCount + 1)], [sectionNames.leaderIds, 4 * header.leaders.entryCount])
  for (const [name, length] of expected) {
    if (sections.get(name)?.length !== length) throw damaged(file, `its section ${name} is missing or has the wrong size`)
  }
  return { header, sections, checksum }
}

function damaged(file: RandomBytes, what: string): CitewellError {
  return new CitewellError('invalid', `${file.name} can't be used: ${what}. Rank the graph again.`)
}

function checkRun(vertexCount: number, first: number, count: number): number {
  if (!Number.isInteger(first) || first < 0 || first + count > vertexCount) throw new CitewellError('invalid', `There are no vertices ${first} to ${first + count - 1}; ids go from 0 to ${vertexCount - 1}.`)
  return first
}

/** Entries that lie closer than this are read at one go. */
const gapBytesMax = 16 * 1024
const runBytesMax = 1024 * 1024
const readsAtOnce = 32

/** Entries of `width` bytes for any ids, in their order. Neighbours of a vertex cluster, so near ones share a read. */
async function readEntries(file: RandomBytes, offset: number, width: number, ids: Uint32Array, vertex: (id: number) => number): Promise<Uint8Array<ArrayBuffer>> {
  const places = placesByRisingId(ids)
  const bytes = new Uint8Array(width * ids.length)
  const runs: Array<[first: number, last: number]> = []
  for (let place = 0; place < places.length; place += 1) {
    const id = vertex(ids[places[place]!]!)
    const run = runs.at(-1)
    const near = run !== undefined && width * (id - ids[places[run[1]]!]!) <= gapBytesMax && width * (id - ids[places[run[0]]!]!) <= runBytesMax
    if (near) run[1] = place
    else runs.push([place, place])
  }
  let next = 0
  const reader = async (): Promise<void> => {
    while (next < runs.length) {
      const [first, last] = runs[next]!
      next += 1
      const idFirst = ids[places[first]!]!
      const part = new Uint8Array(width * (ids[places[last]!]! - idFirst + 1))
      await file.read(offset + width * idFirst, part)
      for (let place = first; place <= last; place += 1) {
        const at = width * (ids[places[place]!]! - idFirst)
        for (let byte = 0; byte < width; byte += 1) bytes[width * places[place]! + byte] = part[at + byte]!
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(readsAtOnce, runs.length) }, reader))
  return bytes
}

function placesByRisingId(ids: Uint32Array): Uint32Array {
  const places = Uint32Array.from(ids.keys())
  for (let place = 1; place < ids.length; place += 1) {
    if (ids[place]! < ids[place - 1]!) return places.sort((a, b) => ids[a]! - ids[b]! || a - b)
  }
  return places
}
