import { reversedName } from '../model/domain.js'
import { dictionaryNames, isAbsentFirst, rowColumnNames, rowColumnsOf, textNames, valueNames, type RowColumnName, type RowData } from './judged-rows.js'
import { TextCollector } from './judged-row-texts.js'

/** Rows that follow one another in the earlier (false) or the new (true) rows. */
interface Piece {
  isNew: boolean
  first: number
  last: number
}

/**
 * Earlier rows with those of some domains taken out, and newly judged rows of these put in, each domain where it would
 * stand had all been judged at once: referring domains come in the order of their reversed names.
 */
export function spliceRows(earlier: RowData, without: ReadonlySet<string>, fresh: RowData): RowData {
  const pieces = piecesOf(earlier, without, fresh)
  const count = pieces.reduce((sum, { first, last }) => sum + last - first, 0)
  const columns = rowColumnsOf(count)
  const words = {} as RowData['words']
  const values = {} as RowData['values']
  const places = new Map<RowColumnName, Uint32Array>()
  for (const name of dictionaryNames) {
    const joined = joinWords(earlier.words[name], fresh.words[name], (word) => word, isAbsentFirst(name) ? 1 : 0)
    words[name] = joined.all
    places.set(name, joined.places)
  }
  for (const name of valueNames) {
    const joined = joinWords(earlier.values[name], fresh.values[name], (value) => JSON.stringify(value), 0)
    values[name] = joined.all
    places.set(name, joined.places)
  }
  for (const name of rowColumnNames) {
    const into = columns[name]
    const place = places.get(name)
    let at = 0
    for (const { isNew, first, last } of pieces) {
      if (!isNew || place === undefined) into.set((isNew ? fresh : earlier).columns[name].subarray(first, last), at)
      else for (let row = first; row < last; row += 1) into[at + row - first] = place[fresh.columns[name][row]!]!
      at += last - first
    }
  }
  const texts = {} as RowData['texts']
  for (const name of textNames) {
    const collector = new TextCollector()
    for (const { isNew, first, last } of pieces) collector.addRun((isNew ? fresh : earlier).texts[name], first, last)
    texts[name] = collector.finish()
  }
  return { count, columns, words, values, texts }
}

function piecesOf(earlier: RowData, without: ReadonlySet<string>, fresh: RowData): Piece[] {
  const news = domainsOf(fresh)
  const pieces: Piece[] = []
  const add = (piece: Piece) => {
    const before = pieces.at(-1)
    if (before !== undefined && before.isNew === piece.isNew && before.last === piece.first) before.last = piece.last
    else pieces.push(piece)
  }
  let at = 0
  for (const { reversed, domain, first, last } of domainsOf(earlier)) {
    for (; at < news.length && news[at]!.reversed < reversed; at += 1) add({ isNew: true, first: news[at]!.first, last: news[at]!.last })
    if (!without.has(domain)) add({ isNew: false, first, last })
  }
  for (; at < news.length; at += 1) add({ isNew: true, first: news[at]!.first, last: news[at]!.last })
  return pieces
}

/** Runs of rows of one domain, as they follow one another. */
function domainsOf({ count, columns, words }: RowData): Array<{ domain: string; reversed: string; first: number; last: number }> {
  const runs = []
  for (let first = 0; first < count;) {
    const number = columns.domain[first]!
    let last = first + 1
    while (last < count && columns.domain[last] === number) last += 1
    const domain = words.domain[number]!
    runs.push({ domain, reversed: reversedName(domain), first, last })
    first = last
  }
  return runs
}

/**
 * All words of two dictionaries, and where each word of the second then is. The first `reserved` words stand for something
 * else in both, and stay where they are: no word is not the empty word.
 */
function joinWords<Value>(earlier: readonly Value[], fresh: readonly Value[], keyOf: (value: Value) => string, reserved: number): { all: Value[]; places: Uint32Array } {
  const waiting = new Map<string, number>()
  for (let number = reserved; number < fresh.length; number += 1) waiting.set(keyOf(fresh[number]!), number)
  const places = new Uint32Array(fresh.length)
  // The new words are few and the earlier ones many, so the earlier ones are looked up among the new.
  for (let place = reserved; place < earlier.length; place += 1) {
    const key = keyOf(earlier[place]!)
    const number = waiting.get(key)
    if (number === undefined) continue
    places[number] = place
    waiting.delete(key)
  }
  const all = [...earlier]
  for (const number of waiting.values()) {
    places[number] = all.length
    all.push(fresh[number]!)
  }
  return { all, places }
}
