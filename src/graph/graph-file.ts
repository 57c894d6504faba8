import { readContents, sectionIsWhole, SectionsError, type Section } from '../lib/section-file.js'
import { CitewellError } from '../model/error.js'
import type { Graph, RandomBytes, Tile } from '../model/graph.js'
import type { Progress } from '../model/operation.js'
import { checkHeader, graphKind, sectionNames, type CheckedHeader } from './graph-header.js'
import { nameReader, readBytes } from './name-reader.js'
import { neighboursOfRow, type TileIndexes } from './neighbours.js'
import { idOfRow, rankGroup, rowOf, toIds, type NumberingBytes } from './numbering.js'

/** A graph with what its file says beside the contract of the model. */
export interface GraphFile extends Graph {
  readonly bytes: number
  /** Links of a vertex to itself in the input; edges of this graph if they were kept. */
  readonly selfLinks: number
  readonly selfLinksKept: boolean
  readonly duplicates: number
  readonly inputs: ReadonlyArray<{ name: string; bytes: number }>
  readonly program: string
  /** Names of the vertices from `first` up to `end`, in the order of ids, some at a time. */
  names(first?: number, end?: number): AsyncIterable<string[]>
}

/** Opens a graph file. What is foreign, of another version, unfinished or damaged in its table of contents is refused. */
export async function openGraph(bytes: RandomBytes): Promise<GraphFile> {
  const { checked, checksum } = await readHeader(bytes)
  const { header, tiles, sections } = checked
  const { vertexCount, linkingCount, naming } = header
  const indexes: TileIndexes = new Map()
  const at = (name: string) => sections.get(name)!
  let ranks: Promise<Uint32Array> | null = null
  let bits: Promise<Uint8Array> | null = null
  const bitsSection = at(sectionNames.linkingBits)
  const numbering: NumberingBytes = {
    vertexCount,
    linkingCount,
    async readBits(offset, length) {
      if (bitsSection.length > bitsHeldMax) return readBytes(bytes, bitsSection.offset + offset, length)
      bits ??= readBytes(bytes, bitsSection.offset, bitsSection.length).catch((error: unknown) => {
        bits = null
        throw error
      })
      return (await bits).subarray(offset, offset + length)
    },
    readRanks: () => (ranks ??= readRanks(bytes, at(sectionNames.linkingRanks), linkingCount)),
  }
  const names = naming === 'id' ? null : nameReader({ bytes, vertexCount, names: at(sectionNames.names), index: at(sectionNames.nameIndex), order: sections.get(sectionNames.nameOrder) ?? null })
  const known = (id: number) => {
    if (!Number.isInteger(id) || id < 0 || id >= vertexCount) throw new CitewellError('not_found', `${bytes.name} has no vertex ${id}; its ${vertexCount} vertices are numbered from 0.`)
  }
  const degree = async (section: string, first: number) => (await readPart(bytes, at(section), first, 1))[0]!
  const tilesOf = (side: Tile['side'], row: number) => tiles.filter((tile) => tile.side === side && row >= tile.rowFirst && row < tile.rowFirst + tile.rowCount)

  return {
    name: bytes.name,
    bytes: bytes.size,
    release: header.release,
    level: header.level,
    naming,
    vertexCount,
    edgeCount: header.edgeCount,
    linkingCount,
    selfLinks: header.selfLinks,
    selfLinksKept: header.selfLinksKept,
    duplicates: header.duplicates,
    inputs: header.inputs,
    program: header.program,
    tiles,
    checksum,
    readTile: (tile, from, into) => bytes.read(tile.offset + from, into),
    readOutDegrees: (first, into) => readInto(bytes, at(sectionNames.outDegrees), first, into),
    readInDegrees: (first, into) => readInto(bytes, at(sectionNames.inDegrees), first, into),
    readLinkingBits: () => readWords(bytes, at(sectionNames.linkingBits)),
    async rowOf(id) {
      known(id)
      return rowOf(numbering, id)
    },
    async idOfRow(row) {
      known(row)
      return idOfRow(numbering, row)
    },
    async nameOf(id) {
      known(id)
      return names ? names.nameOf(id) : String(id)
    },
    names: (first, end) => (names ? names.names(first, end) : numbersAsNames(first ?? 0, Math.min(end ?? vertexCount, vertexCount))),
    async idOf(name) {
      if (names) return names.idOf(name)
      const id = /^\d{1,10}$/u.test(name) ? Number(name) : vertexCount
      return id < vertexCount ? id : undefined
    },
    async neighbours(id, side, { max = Infinity, from = 0 } = {}) {
      known(id)
      const row = await rowOf(numbering, id)
      if (side === 'out') return row < linkingCount ? neighboursOfRow(bytes, indexes, tilesOf('out', row), row, from, max) : new Uint32Array(0)
      const linking = await neighboursOfRow(bytes, indexes, tilesOf('in', row), row, from, max)
      await toIds(numbering, linking)
      return linking
    },
    async inDegree(id) {
      known(id)
      return degree(sectionNames.inDegrees, await rowOf(numbering, id))
    },
    async outDegree(id) {
      known(id)
      const row = await rowOf(numbering, id)
      return row < linkingCount ? degree(sectionNames.outDegrees, row) : 0
    },
    close: () => bytes.close(),
  }
}

/** Compares all checksums; names what is damaged. An empty list: the file is whole. */
export async function checkGraph(bytes: RandomBytes, { signal, progress }: { signal?: AbortSignal; progress?: (progress: Progress) => void } = {}): Promise<string[]> {
  const { checked } = await readHeader(bytes)
  const problems: string[] = []
  const parts: Array<{ name: string; offset: number; length: number; crc32: number }> = [
    ...checked.tiles.map((tile, place) => ({ ...tile, name: `tile ${place} (${tile.side}, rows from ${tile.rowFirst}, neighbours from ${tile.neighbourFirst})` })),
    ...checked.sections.values(),
  ]
  let done = 0
  for (const part of parts) {
    signal?.throwIfAborted()
    if (!(await sectionIsWhole(bytes, part))) problems.push(part.name)
    progress?.({ stage: 'comparing checksums', done: (done += part.length), total: bytes.size, unit: 'bytes' })
  }
  return problems
}

async function readHeader(bytes: RandomBytes): Promise<{ checked: CheckedHeader; checksum: string }> {
  try {
    const { contents, checksum } = await readContents(bytes, graphKind)
    const checked = checkHeader(contents.header, contents.sections, bytes.size)
    if (typeof checked === 'string') throw new SectionsError('damaged', checked)
    return { checked, checksum }
  } catch (error) {
    if (!(error instanceof SectionsError)) throw error
    throw new CitewellError('invalid', `${bytes.name} cannot be read: ${error.message}. ${adviceOn(error)}`, { cause: error })
  }
}

function adviceOn(error: SectionsError): string {
  switch (error.problem) {
    case 'foreign':
      return 'Give a file made by graph build.'
    case 'unfinished':
      return 'Copy it again, or build it again.'
    default:
      return 'Build it again.'
  }
}

async function* numbersAsNames(first: number, end: number): AsyncIterable<string[]> {
  for (let id = first; id < end; id += 1024) yield Array.from({ length: Math.min(1024, end - id) }, (_, k) => String(id + k))
}

/** Looking rows up relies on these rising, by no more than a group has vertices. */
async function readRanks(bytes: RandomBytes, section: Section, linkingCount: number): Promise<Uint32Array> {
  const ranks = await readWords(bytes, section)
  let before = 0
  for (const [group, rank] of ranks.entries()) {
    if (rank < before || rank > before + (group === 0 ? 0 : rankGroup) || rank > linkingCount) throw new CitewellError('invalid', `${bytes.name} is damaged in its section ${section.name}. Build it again.`)
    before = rank
  }
  return ranks
}

/** Bits of so many vertices are held once some are asked for: a list of neighbours needs them from all over the graph. */
const bitsHeldMax = 32 * 1024 * 1024

async function readWords(bytes: RandomBytes, section: Section): Promise<Uint32Array> {
  return readPart(bytes, section, 0, section.length / 4)
}

async function readPart(bytes: RandomBytes, section: Section, first: number, count: number): Promise<Uint32Array> {
  const words = new Uint32Array(count)
  await readInto(bytes, section, first, words)
  return words
}

const readBytesMax = 256 * 1024 * 1024

async function readInto(bytes: RandomBytes, section: Section, first: number, into: Uint32Array): Promise<void> {
  if (4 * (first + into.length) > section.length) throw new RangeError(`${section.name}: ${first} to ${first + into.length} reaches beyond its end`)
  const view = new Uint8Array(into.buffer, into.byteOffset, into.byteLength)
  for (let at = 0; at < view.length; at += readBytesMax) await bytes.read(section.offset + 4 * first + at, view.subarray(at, at + readBytesMax))
}
