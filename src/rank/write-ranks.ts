import assert from 'node:assert/strict'
import { crc32 } from 'node:zlib'
import { beginSections, endSections, padSection, type Section } from '../lib/section-file.js'
import type { WorkFile } from '../model/graph.js'
import type { Leaders } from './leaders.js'
import { orderByScore } from './positions.js'
import { quantilesOf } from './quantiles.js'
import { ranksKind, sectionNames, unreached, type KernelColumn, type RanksHeader, type SeedsUsed } from './ranks-header.js'

/** What the maker of a column says of it; the rest of its entry in the header follows from the scores. */
export type KernelMade = Omit<KernelColumn, 'rankedCount' | 'quantiles' | 'bestCount'>

export interface RanksWriter {
  /** True if a column is in the file already: it was written before the work was broken off. */
  has(column: string): boolean
  readonly header: RanksHeader
  /**
   * Adds the scores of all vertices by id, their positions and the order of the best. Ranks that somebody else
   * published come with `positions` of their own, 0 for vertices without, and with how many were ranked in all.
   */
  addScores(made: KernelMade, scores: Float64Array, published?: { positions: Uint32Array; rankedCount: number }): Promise<{ positions: Uint32Array }>
  addSeedDistances(seeds: SeedsUsed, distances: Uint8Array): Promise<void>
  addLeaders(column: string, leaders: Leaders): Promise<void>
  /** Finishes the file and gives its checksum. */
  finish(): Promise<string>
}

interface RanksWriterOptions {
  /** State that `keep` was given last, to go on from there. */
  state?: string | null
  /** Called when a part is safely in the file, with what is needed to go on after it. */
  keep?(state: string): Promise<void>
  /** Ids kept in order for "the best of all". */
  bestMax?: number
}

const appendBytesMax = 16 * 1024 * 1024

/**
 * Writes a ranks file part by part: one part a column, so that a broken run goes on after the last whole one and ends
 * in the same bytes. What is written last is the table of contents; a file without it is refused.
 */
export async function writeRanks(file: WorkFile, about: Pick<RanksHeader, 'graph' | 'made'>, { state, keep, bestMax = 1_000_000 }: RanksWriterOptions = {}): Promise<RanksWriter> {
  let sections: Section[] = []
  let header: RanksHeader = { ...about, kernels: [], seedDistance: null, leaders: null }
  const before = state === null || state === undefined ? null : (JSON.parse(state) as { size: number; sections: Section[]; header: RanksHeader })
  if (before !== null && before.size <= file.size && before.header.graph.checksum === about.graph.checksum) {
    ;({ sections, header } = before)
    await file.truncate(before.size)
  } else {
    await file.truncate(0)
    await beginSections(file, ranksKind)
  }
  const { vertexCount } = header.graph

  async function add(name: string, array: Float64Array | Uint32Array | Uint8Array): Promise<void> {
    const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
    const offset = await padSection(file)
    let sum = 0
    for (let at = 0; at < bytes.length; at += appendBytesMax) {
      const part = bytes.subarray(at, at + appendBytesMax)
      sum = crc32(part, sum)
      await file.append(part)
    }
    sections.push({ name, offset, length: bytes.length, crc32: sum })
  }

  async function kept(): Promise<void> {
    if (keep === undefined) return
    await file.sync()
    await keep(JSON.stringify({ size: file.size, sections, header }))
  }

  return {
    header,
    has: (column) => (column === 'seed-distance' ? header.seedDistance !== null : column === 'leaders' ? header.leaders !== null : header.kernels.some((kernel) => kernel.column === column)),
    async addScores(made, scores, published) {
      assert(scores.length === vertexCount && (published === undefined || published.positions.length === vertexCount), 'a score for every vertex')
      assert(!header.kernels.some(({ column }) => column === made.column), 'a column is written once')
      const { order, positions } = orderByScore(scores)
      const quantiles = quantilesOf(scores, order)
      assert(Number.isFinite(quantiles.highest) && Number.isFinite(quantiles.least), 'scores are finite')
      const best = published === undefined ? order.subarray(0, bestMax) : bestPublished(published.positions, bestMax)
      await add(sectionNames.score(made.column), scores)
      await add(sectionNames.position(made.column), published?.positions ?? positions)
      await add(sectionNames.best(made.column), best)
      header.kernels.push({ ...made, rankedCount: published?.rankedCount ?? vertexCount, quantiles, bestCount: best.length })
      await kept()
      return { positions: published?.positions ?? positions }
    },
    async addSeedDistances(seeds, distances) {
      assert(distances.length === vertexCount && header.seedDistance === null, 'one distance for every vertex, once')
      await add(sectionNames.seedDistance, distances)
      let reachedCount = 0
      let farthest = 0
      for (const distance of distances) {
        if (distance === unreached) continue
        reachedCount += 1
        if (distance > farthest) farthest = distance
      }
      header.seedDistance = { seeds, reachedCount, farthest }
      await kept()
    },
    async addLeaders(column, { vertices, starts, ids, inDegreeMin, leadersMax }) {
      assert(header.leaders === null && starts.length === vertices.length + 1, 'leaders are written once')
      await add(sectionNames.leaderVertices, vertices)
      await add(sectionNames.leaderStarts, starts)
      await add(sectionNames.leaderIds, ids)
      header.leaders = { column, inDegreeMin, leadersMax, vertexCount: vertices.length, entryCount: ids.length }
      await kept()
    },
    finish: () => endSections(file, ranksKind, { header, sections }),
  }
}

/** Ids by published positions, best first; without those that have none. */
function bestPublished(positions: Uint32Array, max: number): Uint32Array {
  const ids: number[] = []
  positions.forEach((position, id) => {
    if (position > 0 && position <= max) ids.push(id)
  })
  return Uint32Array.from(ids.sort((a, b) => positions[a]! - positions[b]! || a - b))
}
