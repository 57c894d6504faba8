import type { MergedLink } from '../model/facts.js'
import type { ShortLink } from '../model/outside.js'
import { columnKinds, columnNames, listNames, numberKinds, wordColumns, wordNames, type JudgedColumns, type ListColumn, type WordColumn } from './judged-table.js'
import { textOfRow, type RowTexts } from './judged-row-texts.js'

/**
 * The judged links of one site in the order in which they were judged: by referring domain, oldest first. They have what
 * the table shows and what the audits of the whole profile read of a link, so that the rows of a few domains can be put
 * in place of their earlier ones and everything else follows without judging the rest again.
 */
export interface RowData {
  count: number
  columns: RowColumns
  /** Dictionaries of the columns of the table, as they are there; a list is one text, a line for each word. */
  words: Record<WordColumn | ListColumn, string[]>
  /** Dictionaries of what only audits read: values of any kind, which many links have in common. */
  values: Record<ValueColumn, unknown[]>
  texts: Record<TextName, RowTexts>
}

/** What a link has besides the columns of the table; a value is any JSON. */
export const plainValueNames = ['host', 'targetDomain', 'fallback', 'element', 'language', 'position', 'status', 'robots', 'cues', 'sightingCount'] as const
export type PlainValueColumn = (typeof plainValueNames)[number]
/** With the short answers (`judged-answers.ts`). */
export const valueNames = [...plainValueNames, 'shortType', 'shortAnchor', 'shortTier'] as const
export type ValueColumn = (typeof valueNames)[number]
export const textNames = ['page', 'before', 'after'] as const
export type TextName = (typeof textNames)[number]

export const dictionaryNames = [...wordNames, ...listNames] as const
export const rowColumnNames = [...columnNames, ...valueNames, 'hasContext'] as const
export type RowColumnName = (typeof rowColumnNames)[number]
export type RowColumns = JudgedColumns & Record<ValueColumn, Uint32Array> & { hasContext: Uint8Array }

export function kindOfColumn(name: RowColumnName): keyof typeof numberKinds {
  return name === 'hasContext' ? 'u8' : name in columnKinds ? columnKinds[name as keyof typeof columnKinds] : 'u32'
}

export function rowColumnsOf(room: number): RowColumns {
  return Object.fromEntries(rowColumnNames.map((name) => [name, new numberKinds[kindOfColumn(name)](room)])) as unknown as RowColumns
}

/** Where a column can lack a word, number 0 stands for that. */
export function isAbsentFirst(name: WordColumn | ListColumn): boolean {
  return name in wordColumns && wordColumns[name as WordColumn].absent
}

/** One separator for the words of a list: no rel, source or rule has a line break. */
const listSeparator = '\n'

export function listOfText(text: string): string[] {
  return text === '' ? [] : text.split(listSeparator)
}

export function textOfList(list: readonly string[]): string {
  return list.length === 1 ? list[0]! : list.join(listSeparator)
}

/**
 * What the audits of a whole profile read of each link, in the order of judging. Links are looked at through the columns:
 * of a million links only what an audit asks for is ever made. Figures of other tools and images, which no audit of a
 * profile reads, are not there, nor is evidence.
 */
export function shortLinksOf(rows: RowData): ShortLink[] {
  const lists = { rel: rows.words.rel.map(listOfText), seenBy: rows.words.seenBy.map(listOfText) }
  const told = { rows, lists, instants: new Map<number, string>() }
  return Array.from({ length: rows.count }, (_, row) => new LinkOfRow(told, row))
}

interface Told {
  rows: RowData
  lists: { rel: string[][]; seenBy: string[][] }
  instants: Map<number, string>
}

const instantsMax = 50_000

/** A row as a link and as what was judged of it: one small object for both, for there are a million. */
class LinkOfRow implements MergedLink, ShortLink {
  constructor(private readonly told: Told, private readonly row: number) {}

  // Columns by their names and not by one that is handed over: each audit of a profile reads every link.
  private value(values: readonly unknown[], column: Uint32Array): unknown {
    return values[column[this.row]!]
  }

  private instant(ms: number): string {
    const { instants } = this.told
    let text = instants.get(ms)
    if (text === undefined) {
      if (instants.size >= instantsMax) instants.clear()
      instants.set(ms, (text = new Date(ms).toISOString()))
    }
    return text
  }

  get link() {
    return this
  }
  get type() {
    const { columns, values } = this.told.rows
    return this.value(values.shortType, columns.shortType) as ShortLink['type']
  }
  get anchor() {
    const { columns, values } = this.told.rows
    return this.value(values.shortAnchor, columns.shortAnchor) as ShortLink['anchor']
  }
  get tier() {
    const { columns, values } = this.told.rows
    return this.value(values.shortTier, columns.shortTier) as ShortLink['tier']
  }
  get id() {
    return idOfRow(this.told.rows, this.row)
  }
  get referringPage() {
    return this.told.rows.columns.hasPage[this.row] === 0 ? null : textOfRow(this.told.rows.texts.page, this.row)
  }
  get referringHost() {
    const { columns, values } = this.told.rows
    return this.value(values.host, columns.host) as string
  }
  get referringDomain() {
    const { words, columns } = this.told.rows
    return words.domain[columns.domain[this.row]!]!
  }
  get target() {
    const { words, columns } = this.told.rows
    return orNull(words.target, columns.target[this.row]!)
  }
  get targetDomain() {
    const { columns, values } = this.told.rows
    return this.value(values.targetDomain, columns.targetDomain) as string
  }
  get anchorText() {
    const { words, columns } = this.told.rows
    return orNull(words.anchor, columns.anchor[this.row]!)
  }
  get fallbackText() {
    const { columns, values } = this.told.rows
    return this.value(values.fallback, columns.fallback) as string | null
  }
  get rel() {
    return this.told.lists.rel[this.told.rows.columns.rel[this.row]!]!
  }
  get area() {
    const { words, columns } = this.told.rows
    return orNull(words.area, columns.area[this.row]!) as MergedLink['area']
  }
  get context() {
    const { columns, texts } = this.told.rows
    return columns.hasContext[this.row] === 0 ? null : { before: textOfRow(texts.before, this.row), after: textOfRow(texts.after, this.row) }
  }
  get image() {
    return null
  }
  get element() {
    const { columns, values } = this.told.rows
    return this.value(values.element, columns.element) as MergedLink['element']
  }
  get position() {
    const { columns, values } = this.told.rows
    return this.value(values.position, columns.position) as number | null
  }
  get title() {
    const { words, columns } = this.told.rows
    return orNull(words.title, columns.title[this.row]!)
  }
  get language() {
    const { columns, values } = this.told.rows
    return this.value(values.language, columns.language) as string | null
  }
  get status() {
    const { columns, values } = this.told.rows
    return this.value(values.status, columns.status) as number | null
  }
  get robots() {
    const { columns, values } = this.told.rows
    return this.value(values.robots, columns.robots) as string[]
  }
  get cues() {
    const { columns, values } = this.told.rows
    return this.value(values.cues, columns.cues) as string[]
  }
  get state() {
    const { words, columns } = this.told.rows
    return words.state[columns.state[this.row]!]! as MergedLink['state']
  }
  get lostReason() {
    const { words, columns } = this.told.rows
    return orNull(words.lostReason, columns.lostReason[this.row]!) as MergedLink['lostReason']
  }
  get firstSeen() {
    return this.instant(this.told.rows.columns.firstMs[this.row]!)
  }
  get lastSeen() {
    return this.instant(this.told.rows.columns.lastMs[this.row]!)
  }
  get seenBy() {
    return this.told.lists.seenBy[this.told.rows.columns.seenBy[this.row]!]!
  }
  get sightingCount() {
    const { columns, values } = this.told.rows
    return this.value(values.sightingCount, columns.sightingCount) as number
  }
  get vendor() {
    return null
  }
}

/** A word of a column that can lack one. */
function orNull(words: readonly string[], number: number): string | null {
  return number === 0 ? null : words[number]!
}

export function idOfRow({ columns }: Pick<RowData, 'columns'>, row: number): string {
  return columns.idHigh[row]!.toString(16).padStart(8, '0') + columns.idLow[row]!.toString(16).padStart(8, '0')
}
