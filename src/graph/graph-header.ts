import { z } from 'zod'
import type { FileKind, Section } from '../lib/section-file.js'
import { tileArrays, type Tile } from '../model/graph.js'
import { limits } from '../model/limits.js'
import { nameGroup } from './names.js'

export const graphKind: FileKind = { magic: 'CWGRAPH', version: 1, called: 'graph file' }

const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)
const count32 = z.number().int().min(0).max(0xffff_ffff)

/** One tile as it stands in the header: side (0 `in`, 1 `out`), then the numbers of a `Tile` without its length. */
const tileRow = z.tuple([z.literal([0, 1]), count32, count32, count32, count.max(2 ** 24), count32, count32, count, count32])

const headerShape = z.object({
  release: z.string(),
  level: z.enum(['domain', 'host', 'page']),
  naming: z.enum(['reversed-host', 'name', 'id']),
  vertexCount: count.max(limits.graphVerticesMax),
  edgeCount: count,
  linkingCount: count32,
  /** Links of a vertex to itself in the input, and whether they are among the edges. */
  selfLinks: count,
  selfLinksKept: z.boolean(),
  duplicates: count,
  inputs: z.array(z.object({ name: z.string(), bytes: count })),
  program: z.string(),
  /** Names rise in the order of bytes, so that they can be looked up without `name-order`. */
  namesInOrder: z.boolean(),
  tiles: z.array(tileRow),
})

export type GraphHeader = z.output<typeof headerShape>

export const sectionNames = {
  outDegrees: 'out-degrees',
  inDegrees: 'in-degrees',
  linkingBits: 'linking-bits',
  linkingRanks: 'linking-ranks',
  names: 'names',
  nameIndex: 'name-index',
  nameOrder: 'name-order',
} as const

export function tileRowOf(tile: Tile): GraphHeader['tiles'][number] {
  return [tile.side === 'in' ? 0 : 1, tile.rowFirst, tile.rowCount, tile.neighbourFirst, tile.neighbourSpan, tile.edgeCount, tile.moreCount, tile.offset, tile.crc32]
}

export interface CheckedHeader {
  header: GraphHeader
  tiles: Tile[]
  sections: Map<string, Section>
}

/**
 * Reads the header and holds every number against the others before one is used: a file may say anything. Gives what is
 * wrong as text.
 */
export function checkHeader(raw: unknown, sections: readonly Section[], size: number): CheckedHeader | string {
  const parsed = headerShape.safeParse(raw)
  if (!parsed.success) return `its header does not have the right form (${parsed.error.issues[0]?.path.join('.') ?? ''})`
  const header = parsed.data
  const tiles = header.tiles.map(tileOf)
  const byName = new Map(sections.map((section) => [section.name, section]))
  const problem = wrongCounts(header) ?? wrongTiles(header, tiles) ?? wrongSections(header, byName) ?? wrongPlaces([...tiles, ...sections], size)
  return problem ?? { header, tiles, sections: byName }
}

function tileOf([side, rowFirst, rowCount, neighbourFirst, neighbourSpan, edgeCount, moreCount, offset, crc32]: GraphHeader['tiles'][number]): Tile {
  const { length } = tileArrays({ rowCount, edgeCount, moreCount })
  return { side: side === 0 ? 'in' : 'out', rowFirst, rowCount, neighbourFirst, neighbourSpan, edgeCount, moreCount, offset, length, crc32 }
}

function wrongCounts({ vertexCount, linkingCount, edgeCount }: GraphHeader): string | null {
  if (linkingCount > vertexCount) return 'its header names more linking vertices than vertices'
  if (linkingCount > edgeCount) return 'its header names more linking vertices than edges'
  return null
}

function wrongTiles({ vertexCount, linkingCount, edgeCount }: GraphHeader, tiles: readonly Tile[]): string | null {
  for (const [place, tile] of tiles.entries()) {
    if (tile.moreCount * 255 > tile.edgeCount || tile.moreCount > tile.rowCount) return `its tile ${place} has counts that do not fit together`
    if (tile.edgeCount > tile.rowCount * tile.neighbourSpan) return `its tile ${place} has more edges than room`
  }
  const inside = tiles.filter((tile) => tile.side === 'in')
  let next = 0
  for (let k = 0; k < inside.length; k += 2) {
    const [linking, dangling] = [inside[k]!, inside[k + 1]]
    if (!dangling || linking.rowFirst !== 0 || linking.rowCount !== linkingCount || dangling.rowFirst !== linkingCount || dangling.rowCount !== vertexCount - linkingCount) return 'its tiles of side in do not come in pairs'
    if (linking.neighbourFirst !== next || dangling.neighbourFirst !== next || linking.neighbourSpan !== dangling.neighbourSpan || linking.neighbourSpan === 0) return 'its tiles of side in do not follow one another'
    next += linking.neighbourSpan
  }
  if (next !== linkingCount) return 'its tiles of side in do not cover the linking vertices'
  let before: Tile | null = null
  const outside = tiles.filter((tile) => tile.side === 'out')
  for (const tile of outside) {
    if (tile.rowFirst + tile.rowCount > linkingCount || tile.neighbourFirst + tile.neighbourSpan > vertexCount) return 'its tiles of side out reach beyond the graph'
    const follows: boolean = before === null || tile.rowFirst === before.rowFirst + before.rowCount || (tile.rowFirst === before.rowFirst && tile.rowCount === before.rowCount && tile.neighbourFirst >= before.neighbourFirst + before.neighbourSpan)
    if (!follows || tile.edgeCount === 0) return 'its tiles of side out do not follow one another'
    before = tile
  }
  if ((outside[0]?.rowFirst ?? 0) !== 0 || (before ? before.rowFirst + before.rowCount : 0) !== linkingCount) return 'its tiles of side out do not cover the linking vertices'
  const sum = (list: readonly Tile[]) => list.reduce((total, tile) => total + tile.edgeCount, 0)
  if (sum(inside) !== edgeCount || sum(outside) !== edgeCount) return 'its tiles do not hold as many edges as its header names'
  return null
}

function wrongSections({ vertexCount, linkingCount, naming, namesInOrder }: GraphHeader, sections: Map<string, Section>): string | null {
  const named = naming !== 'id'
  const lengths: Array<[string, number | null]> = [
    [sectionNames.outDegrees, 4 * linkingCount],
    [sectionNames.inDegrees, 4 * vertexCount],
    [sectionNames.linkingBits, 8 * Math.ceil(vertexCount / 64)],
    [sectionNames.linkingRanks, 4 * Math.ceil(vertexCount / 512)],
    ...(named ? ([[sectionNames.names, null], [sectionNames.nameIndex, 8 * (Math.ceil(vertexCount / nameGroup) + 1)]] as Array<[string, number | null]>) : []),
    ...(named && !namesInOrder ? ([[sectionNames.nameOrder, 4 * vertexCount]] as Array<[string, number]>) : []),
  ]
  for (const [name, length] of lengths) {
    const section = sections.get(name)
    if (!section) return `its section ${name} is missing`
    if (length !== null && section.length !== length) return `its section ${name} has ${section.length} bytes and not ${length}`
  }
  return null
}

/** Nothing may lie outside of the file or over something else. */
function wrongPlaces(parts: ReadonlyArray<{ offset: number; length: number }>, size: number): string | null {
  let end = 64
  for (const part of [...parts].sort((a, b) => a.offset - b.offset || a.length - b.length)) {
    if (part.offset % 64 !== 0 || part.offset < end) return 'parts of it lie over one another'
    end = part.offset + part.length
  }
  return end > size - 64 ? 'a part of it lies outside of it' : null
}
