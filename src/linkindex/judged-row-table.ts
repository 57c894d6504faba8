import { orderBy } from './judged-order.js'
import { dictionaryNames, isAbsentFirst, listOfText, valueNames, type RowData } from './judged-rows.js'
import { textOfRow } from './judged-row-texts.js'
import { columnKinds, columnNames, listNames, numberKinds, rowBytes, wordNames, type JudgedColumns, type JudgedTable, type KnownSources } from './judged-table.js'
import { joinTexts, searchText } from './judged-text.js'

/**
 * Numbers the words of all dictionaries in the order in which rows first have them, and forgets those that no row has any
 * more: the same rows then are the same bytes, however they came together.
 */
export function settleRows(rows: RowData): void {
  for (const name of dictionaryNames) rows.words[name] = settled(rows.columns[name], rows.words[name], isAbsentFirst(name))
  for (const name of valueNames) rows.values[name] = settled(rows.columns[name], rows.values[name], false)
}

function settled<Value>(column: Uint8Array | Uint32Array, values: readonly Value[], isAbsentFirst: boolean): Value[] {
  const numbers = new Int32Array(values.length).fill(-1)
  const kept: Value[] = []
  if (isAbsentFirst) {
    numbers[0] = 0
    kept.push(values[0]!)
  }
  for (let row = 0; row < column.length; row += 1) {
    const old = column[row]!
    let number = numbers[old]!
    if (number === -1) {
      number = numbers[old] = kept.length
      kept.push(values[old]!)
    }
    column[row] = number
  }
  return kept
}

/** The table of settled rows: best quality first, then by id. */
export function tableOfRows(rows: RowData, known: KnownSources): JudgedTable {
  const { columns, count, words } = rows
  const order = inOrder(rows)
  const sorted = Object.fromEntries(columnNames.map((name) => {
    const from = columns[name]
    const into = new numberKinds[columnKinds[name]](count)
    for (let at = 0; at < count; at += 1) into[at] = from[order[at]!]!
    return [name, into]
  })) as unknown as JudgedColumns
  const domains = sortDomains(sorted.domain, words.domain)
  const originals = new Map<number, string>()
  const searched = joinTexts(count, (at) => {
    const page = sorted.hasPage[at] === 0 ? null : textOfRow(rows.texts.page, order[at]!)
    const text = searchText(page ?? domains[sorted.domain[at]!]!)
    if (page !== null && (text !== page || text.includes('\n'))) originals.set(at, page)
    return text
  })
  return {
    rowCount: count,
    columns: sorted,
    words: { ...(Object.fromEntries(wordNames.map((name) => [name, words[name]])) as unknown as JudgedTable['words']), domain: domains },
    lists: Object.fromEntries(listNames.map((name) => [name, words[name].map(listOfText)])) as unknown as JudgedTable['lists'],
    pages: searched,
    pageOriginals: originals,
    known,
    bytes: count * rowBytes,
  }
}

/** Numbers of domains go by their names in the table, so that the order by domain is one of numbers. */
function sortDomains(column: Uint32Array, words: readonly string[]): string[] {
  const order = words.map((_, number) => number).sort((a, b) => (words[a]! < words[b]! ? -1 : 1))
  const places = new Uint32Array(words.length)
  for (const [place, number] of order.entries()) places[number] = place
  for (let row = 0; row < column.length; row += 1) column[row] = places[column[row]!]!
  return order.map((number) => words[number]!)
}

function inOrder({ columns, count }: RowData): Uint32Array {
  const rows = Uint32Array.from({ length: count }, (_, row) => row)
  return orderBy(orderBy(orderBy(rows, (row) => columns.idLow[row]!, false), (row) => columns.idHigh[row]!, false), (row) => columns.quality[row]!, true)
}
