import type { BriefLink } from '../model/facts.js'
import { isFollowed } from '../model/link.js'
import { listJudgedLink } from '../model/listed-link.js'
import { columnKinds, columnNames, listNames, numberKinds, rowBytes, wordColumns, wordNames, type ColumnName, type JudgedColumns, type JudgedTable, type KnownSources, type ListColumn, type WordColumn } from './judged-table.js'
import { joinTexts, searchText } from './judged-text.js'
import { orderBy } from './judged-order.js'

/** Words of a column and their numbers, in the order in which they came. */
interface Dictionary {
  words: string[]
  numbers: Map<string, number>
}

const listSeparator = '\n'

/**
 * Takes judged links one by one, in any order, and makes the table of them. A link that comes again takes the place of
 * what was first said of it.
 */
export class JudgedCollector {
  private count = 0
  private room = 4_096
  private columns = columnsOf(this.room)
  private readonly pages: Array<string | null> = []
  private readonly dictionaries = Object.fromEntries(
    [...wordNames, ...listNames].map((name) => [name, name in wordColumns && wordColumns[name as WordColumn].absent ? { words: [''], numbers: new Map<string, number>() } : { words: [], numbers: new Map<string, number>() }]),
  ) as unknown as Record<WordColumn | ListColumn, Dictionary>
  /** Ids of the rows from `amendedFrom` on: they take the place of earlier ones. */
  private amendedFrom = Infinity
  private readonly amended = new Set<string>()

  /** From here on links come again. */
  beginAmending(): void {
    this.amendedFrom = this.count
  }

  add(brief: BriefLink): void {
    if (this.count === this.room) this.grow()
    const listed = listJudgedLink(brief)
    const row = this.count
    const { columns } = this
    const word = (name: WordColumn, value: string | null) => {
      columns[name][row] = value === null ? 0 : numberOf(this.dictionaries[name], value)
    }
    const list = (name: ListColumn, values: readonly string[]) => {
      columns[name][row] = numberOf(this.dictionaries[name], values.length === 1 ? values[0]! : values.join(listSeparator))
    }
    if (row >= this.amendedFrom) this.amended.add(listed.id)
    columns.idHigh[row] = Number.parseInt(listed.id.slice(0, 8), 16)
    columns.idLow[row] = Number.parseInt(listed.id.slice(8), 16)
    columns.tier[row] = listed.tier
    columns.quality[row] = listed.quality
    columns.confidence[row] = Math.round(listed.typeConfidence * 1000)
    columns.followed[row] = isFollowed(listed.rel, brief.link.robots) ? 1 : 0
    columns.hasPage[row] = listed.referringPage === null ? 0 : 1
    columns.firstMs[row] = Date.parse(listed.firstSeen)
    columns.lastMs[row] = Date.parse(listed.lastSeen)
    word('domain', listed.referringDomain)
    word('target', listed.target)
    word('anchor', listed.anchorText)
    word('title', brief.link.title)
    word('anchorKey', brief.anchor.normalised)
    word('runnerUp', listed.runnerUp)
    word('type', listed.type)
    word('area', listed.area)
    word('state', listed.state)
    word('anchorKind', listed.anchorKind)
    word('lostReason', listed.lostReason)
    list('rel', listed.rel)
    list('seenBy', listed.seenBy)
    list('findings', listed.findings)
    list('corrected', listed.corrected)
    this.pages.push(listed.referringPage)
    this.count += 1
  }

  private grow(): void {
    this.room *= 2
    const larger = columnsOf(this.room)
    for (const name of columnNames) larger[name].set(this.columns[name])
    this.columns = larger
  }

  /** The table, in its order. */
  finish(known: KnownSources): JudgedTable {
    const { columns, pages } = this
    this.sortDomains()
    const order = this.inOrder()
    const sorted = columnsOf(order.length)
    for (const name of columnNames) for (let at = 0; at < order.length; at += 1) sorted[name][at] = columns[name][order[at]!]!
    const originals = new Map<number, string>()
    const domains = this.dictionaries.domain.words
    const searched = joinTexts(order.length, (at) => {
      const page = pages[order[at]!]!
      const text = searchText(page ?? domains[sorted.domain[at]!]!)
      if (page !== null && (text !== page || text.includes('\n'))) originals.set(at, page)
      return text
    })
    return {
      rowCount: order.length,
      columns: sorted,
      words: Object.fromEntries(wordNames.map((name) => [name, this.dictionaries[name].words])) as unknown as JudgedTable['words'],
      lists: Object.fromEntries(listNames.map((name) => [name, this.dictionaries[name].words.map(listOfText)])) as unknown as JudgedTable['lists'],
      pages: searched,
      pageOriginals: originals,
      known,
      bytes: order.length * rowBytes,
    }
  }

  /** Numbers of domains go by their names, so that the order by domain is one of numbers. */
  private sortDomains(): void {
    const { words } = this.dictionaries.domain
    const order = words.map((_, number) => number).sort((a, b) => (words[a]! < words[b]! ? -1 : 1))
    const places = new Uint32Array(words.length)
    for (const [place, number] of order.entries()) places[number] = place
    const { domain } = this.columns
    for (let row = 0; row < this.count; row += 1) domain[row] = places[domain[row]!]!
    this.dictionaries.domain.words = order.map((number) => words[number]!)
  }

  /** Row numbers by quality, then id, without those whose link came again. */
  private inOrder(): Uint32Array {
    const { columns, count } = this
    let rows = Uint32Array.from({ length: count }, (_, row) => row)
    if (this.amended.size > 0) rows = rows.filter((row) => row >= this.amendedFrom || !this.amended.has(columns.idHigh[row]!.toString(16).padStart(8, '0') + columns.idLow[row]!.toString(16).padStart(8, '0')))
    return orderBy(orderBy(orderBy(rows, (row) => columns.idLow[row]!, false), (row) => columns.idHigh[row]!, false), (row) => columns.quality[row]!, true)
  }
}

/** A list of words out of the text that stands for it. */
export function listOfText(text: string): string[] {
  return text === '' ? [] : text.split(listSeparator)
}

export function textOfList(list: readonly string[]): string {
  return list.join(listSeparator)
}

function numberOf({ words, numbers }: Dictionary, word: string): number {
  let number = numbers.get(word)
  if (number === undefined) {
    numbers.set(word, (number = words.length))
    words.push(word)
  }
  return number
}

function columnsOf(count: number): JudgedColumns {
  return Object.fromEntries(columnNames.map((name: ColumnName) => [name, new numberKinds[columnKinds[name]](count)])) as unknown as JudgedColumns
}
