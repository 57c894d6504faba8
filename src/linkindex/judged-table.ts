import { rulesOfFound, type ListedLink } from '../model/listed-link.js'
import { linkTypes } from '../model/link-types.js'
import { textAt, type TextColumn } from './judged-text.js'

/**
 * The judged links of one site as columns in memory, in the order most asked for: best quality first, then by id. What
 * repeats is a number in a row and a word in a dictionary, so a million links take some two hundred megabytes, any
 * filter is one pass over bytes, and a page at any place is there at once.
 *
 * Since rows stand in the order by quality and id, a lower row number settles every tie of another order.
 */
export interface JudgedTable {
  rowCount: number
  columns: JudgedColumns
  /** Dictionaries; number 0 stands for "not known" where a column can lack a value. */
  words: Record<WordColumn, readonly string[]>
  lists: Record<ListColumn, ReadonlyArray<readonly string[]>>
  /** What a search finds of a row: the address of its page, or its domain where no page is known, in lower case. */
  pages: TextColumn
  /** Addresses as they are written, of the rows where that is not what is searched. */
  pageOriginals: ReadonlyMap<number, string>
  /** Sources that name a referring domain without a page, and what each source saw when. */
  known: KnownSources
  /** About how much memory it takes. */
  bytes: number
}

export interface KnownSources {
  domains: Record<string, string[]>
  spans: Array<{ seenBy: string; sightings: number; firstSeen: string; lastSeen: string }>
}

/** Kinds of numbers: the file has them as they are in memory, little endian. */
export const numberKinds = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array, f64: Float64Array } as const
export type NumberKind = keyof typeof numberKinds

/** Columns whose values are words; `absent` where a row can lack one. */
export const wordColumns = {
  domain: { kind: 'u32', absent: false },
  target: { kind: 'u32', absent: true },
  anchor: { kind: 'u32', absent: true },
  title: { kind: 'u32', absent: true },
  anchorKey: { kind: 'u32', absent: false },
  runnerUp: { kind: 'u32', absent: false },
  type: { kind: 'u8', absent: false },
  area: { kind: 'u8', absent: true },
  state: { kind: 'u8', absent: false },
  anchorKind: { kind: 'u8', absent: false },
  lostReason: { kind: 'u8', absent: true },
} as const satisfies Record<string, { kind: NumberKind; absent: boolean }>
export type WordColumn = keyof typeof wordColumns

/** Columns whose values are lists of words. */
export const listColumns = { rel: 'u32', seenBy: 'u32', findings: 'u32', corrected: 'u32' } as const satisfies Record<string, NumberKind>
export type ListColumn = keyof typeof listColumns

export const plainColumns = {
  idHigh: 'u32',
  idLow: 'u32',
  tier: 'u8',
  quality: 'u8',
  /** In thousandths. */
  confidence: 'u16',
  followed: 'u8',
  /** 0 where only the domain is known. */
  hasPage: 'u8',
  firstMs: 'f64',
  lastMs: 'f64',
} as const satisfies Record<string, NumberKind>

export const columnKinds = {
  ...plainColumns,
  ...listColumns,
  ...(Object.fromEntries(Object.entries(wordColumns).map(([name, { kind }]) => [name, kind])) as { [Name in WordColumn]: (typeof wordColumns)[Name]['kind'] }),
} as const
export type ColumnName = keyof typeof columnKinds
export type JudgedColumns = { [Name in ColumnName]: InstanceType<(typeof numberKinds)[(typeof columnKinds)[Name]]> }

export const columnNames = Object.keys(columnKinds) as ColumnName[]
export const wordNames = Object.keys(wordColumns) as WordColumn[]
export const listNames = Object.keys(listColumns) as ListColumn[]

/** A column of columns: bytes of one row. */
export const rowBytes = columnNames.reduce((sum, name) => sum + numberKinds[columnKinds[name]].BYTES_PER_ELEMENT, 0)

export function idOf({ columns }: JudgedTable, row: number): string {
  return hex8(columns.idHigh[row]!) + hex8(columns.idLow[row]!)
}

function hex8(number: number): string {
  return number.toString(16).padStart(8, '0')
}

/** The listed link of a row. */
export function listedOf(table: JudgedTable, row: number): ListedLink {
  const { columns, words, lists } = table
  const word = (name: WordColumn) => words[name][columns[name][row]!]!
  const wordOrNull = (name: WordColumn) => (columns[name][row] === 0 ? null : word(name))
  const list = (name: ListColumn) => [...lists[name][columns[name][row]!]!]
  const type = word('type') as ListedLink['type']
  return {
    referringPage: pageOf(table, row),
    referringDomain: word('domain'),
    target: wordOrNull('target'),
    anchorText: wordOrNull('anchor'),
    anchorKind: word('anchorKind') as ListedLink['anchorKind'],
    rel: list('rel'),
    area: wordOrNull('area') as ListedLink['area'],
    type,
    typeName: linkTypes[type].name,
    typeConfidence: columns.confidence[row]! / 1000,
    runnerUp: word('runnerUp'),
    tier: columns.tier[row] as ListedLink['tier'],
    quality: columns.quality[row]!,
    findings: rulesOfFound(lists.findings[columns.findings[row]!]!),
    state: word('state') as ListedLink['state'],
    firstSeen: new Date(columns.firstMs[row]!).toISOString(),
    lastSeen: new Date(columns.lastMs[row]!).toISOString(),
    seenBy: list('seenBy'),
    lostReason: wordOrNull('lostReason') as ListedLink['lostReason'],
    corrected: list('corrected'),
    id: idOf(table, row),
  }
}

function pageOf({ columns, pages, pageOriginals }: JudgedTable, row: number): string | null {
  if (columns.hasPage[row] === 0) return null
  return pageOriginals.get(row) ?? textAt(pages, row)
}
