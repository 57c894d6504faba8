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
export const valueNames = ['host', 'targetDomain', 'fallback', 'element', 'language', 'position', 'status', 'robots', 'cues', 'sightingCount', 'shortType', 'shortAnchor', 'shortTier'] as const
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

const noEvidence: never[] = []

/**
 * What the audits of a whole profile read of each link, in the order of judging. Links are looked at through the columns:
 * of a million links only what an audit asks for is ever made. Figures of other tools and images, which no audit of a
 * profile reads, are not there, nor is evidence.
 */
export function shortLinksOf(rows: RowData): ShortLink[] {
  const { columns, values } = rows
  const lists = { rel: rows.words.rel.map(listOfText), seenBy: rows.words.seenBy.map(listOfText) }
  const told = { rows, lists, instants: new Map<number, string>() }
  return Array.from({ length: rows.count }, (_, row) => ({
    link: new LinkOfRow(told, row),
    type: values.shortType[columns.shortType[row]!] as ShortLink['type'],
    anchor: values.shortAnchor[columns.shortAnchor[row]!] as ShortLink['anchor'],
    tier: values.shortTier[columns.shortTier[row]!] as ShortLink['tier'],
  }))
}

interface Told {
  rows: RowData
  lists: { rel: string[][]; seenBy: string[][] }
  instants: Map<number, string>
}

const instantsMax = 50_000

class LinkOfRow implements MergedLink {
  constructor(private readonly told: Told, private readonly row: number) {}

  private word(name: WordColumn): string {
    return this.told.rows.words[name][this.told.rows.columns[name][this.row]!]!
  }

  private wordOrNull(name: WordColumn): string | null {
    const number = this.told.rows.columns[name][this.row]!
    return number === 0 ? null : this.told.rows.words[name][number]!
  }

  private value(name: ValueColumn): unknown {
    return this.told.rows.values[name][this.told.rows.columns[name][this.row]!]
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

  get id() {
    return idOfRow(this.told.rows, this.row)
  }
  get referringPage() {
    return this.told.rows.columns.hasPage[this.row] === 0 ? null : textOfRow(this.told.rows.texts.page, this.row)
  }
  get referringHost() {
    return this.value('host') as string
  }
  get referringDomain() {
    return this.word('domain')
  }
  get target() {
    return this.wordOrNull('target')
  }
  get targetDomain() {
    return this.value('targetDomain') as string
  }
  get anchorText() {
    return this.wordOrNull('anchor')
  }
  get fallbackText() {
    return this.value('fallback') as string | null
  }
  get rel() {
    return this.told.lists.rel[this.told.rows.columns.rel[this.row]!]!
  }
  get area() {
    return this.wordOrNull('area') as MergedLink['area']
  }
  get context() {
    const { columns, texts } = this.told.rows
    return columns.hasContext[this.row] === 0 ? null : { before: textOfRow(texts.before, this.row), after: textOfRow(texts.after, this.row) }
  }
  get image() {
    return null
  }
  get element() {
    return this.value('element') as MergedLink['element']
  }
  get position() {
    return this.value('position') as number | null
  }
  get title() {
    return this.wordOrNull('title')
  }
  get language() {
    return this.value('language') as string | null
  }
  get status() {
    return this.value('status') as number | null
  }
  get robots() {
    return this.value('robots') as string[]
  }
  get cues() {
    return this.value('cues') as string[]
  }
  get state() {
    return this.word('state') as MergedLink['state']
  }
  get lostReason() {
    return this.wordOrNull('lostReason') as MergedLink['lostReason']
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
    return this.value('sightingCount') as number
  }
  get vendor() {
    return null
  }
}

export function idOfRow({ columns }: Pick<RowData, 'columns'>, row: number): string {
  return columns.idHigh[row]!.toString(16).padStart(8, '0') + columns.idLow[row]!.toString(16).padStart(8, '0')
}

/**
 * The short answers as they are kept, and the keys by which equal ones are known: of a million links the same few
 * thousand come again and again.
 */
export const shortAnswers = {
  shortType: {
    keyOf: ({ type }: ShortLink) => `${type.type} ${type.subtype} ${type.innerType} ${type.confidence} ${type.runnerUp.type} ${type.runnerUp.confidence} ${textOfList(type.flags)}`,
    valueOf: ({ type }: ShortLink) => ({ ...type, evidence: noEvidence, unknowns: noEvidence }),
  },
  shortAnchor: {
    keyOf: ({ anchor }: ShortLink) => `${anchor.kind} ${anchor.altKind} ${anchor.grade} ${textOfList(anchor.flags)} ${anchor.normalised}`,
    valueOf: ({ anchor }: ShortLink) => ({ ...anchor, evidence: noEvidence }),
  },
  shortTier: {
    keyOf: ({ tier }: ShortLink) => `${tier.tier} ${tier.confidence} ${tier.kind} ${tier.name}`,
    valueOf: ({ tier }: ShortLink) => ({ ...tier, evidence: noEvidence }),
  },
} as const
