import { countWords } from '../../lib/number-words.js'
import { CitewellError } from '../../model/error.js'
import { csvReader, rankDelimiters, type CsvRow } from '../../lib/csv.js'
import { decodeText } from '../../lib/text-encoding.js'
import { domainOfHost } from '../../model/domain.js'
import type { FileInput } from '../../model/file-input.js'
import { limits } from '../../model/limits.js'
import { ProblemList } from '../../model/problem.js'
import { parseHost } from '../../model/url.js'
import { edgeHeader, isUnknownHeader } from './edge-header.js'
import { shown } from './edge-line.js'
import { orderGraph, type GraphOrder, type OrderedGraph } from './ordered-graph.js'
import { RememberedNumbers } from './remembered-numbers.js'
import { unpackedBytes } from './unpacked-bytes.js'

export interface NamedEdgesOptions {
  /** What the vertices are to be, whatever the rows name. */
  level: 'domain' | 'host'
  signal?: AbortSignal
}

/** Text looked at to see how columns are separated. */
const sampleChars = 64 * 1024
/** No name in the DNS is longer. */
const hostCharsMax = 253

/**
 * Edges between names from any tool: rows of two hosts, domains or URLs, separated by tabs, commas, semicolons, bars
 * or blanks, with a header (`from`, `to`, `source`, `target`) or without, in any order, plain or gzip. They are numbered
 * and put in order in memory, up to the limits.
 *
 * A row that names no two hosts is a problem that is listed; a table of other things, without any edge, is an error.
 */
export async function readNamedEdges(files: readonly FileInput[], options: NamedEdgesOptions): Promise<OrderedGraph & { notes: string[] }> {
  const order = orderGraph(files.map(({ name }) => name).join(', '))
  const problems = new ProblemList()
  const remembered = new RememberedNumbers()
  const taken: Taken = { directions: new Set(), folded: new Set() }
  for (const file of files) await readFile(file, options, order, remembered, problems, taken)
  return { ...order.finish(problems), notes: notesOf(taken) }
}

/** How rows were taken: a person has to see when it is not what was meant. */
interface Taken {
  directions: Set<string>
  /** Hosts that count as their domains, up to a bound. */
  folded: Set<string>
}

const foldedMax = 100_000
const directionsShown = 5

function notesOf({ directions, folded }: Taken): string[] {
  const [host] = folded
  return [
    ...[...directions].slice(0, directionsShown),
    ...(host === undefined ? [] : [`${folded.size === foldedMax ? 'More than ' : ''}${countWords(folded.size)} ${folded.size === 1 ? 'host counts as its domain' : 'hosts count as their domains'}, such as ${host} as ${domainOfHost(host)}; --level host keeps hosts apart.`]),
  ]
}

async function readFile(file: FileInput, { level, signal }: NamedEdgesOptions, order: GraphOrder, remembered: RememberedNumbers, problems: ProblemList, taken: Taken): Promise<void> {
  let line = 0
  let columns: { from: number; to: number } | null = null

  /** What a cell names: the number it has already, else the host or domain; undefined if it names none. */
  const read = (cell: string): number | string | undefined => {
    const known = remembered.get(cell)
    if (known !== undefined) return known
    const host = parseHost(cell)
    if (host !== undefined && host.length > hostCharsMax) return undefined
    if (host === undefined || level === 'host') return host
    const domain: string = domainOfHost(host)
    if (domain !== host && taken.folded.size < foldedMax) taken.folded.add(host)
    return domain
  }
  const numberOf = (cell: string, name: number | string): number => {
    if (typeof name === 'number') return name
    const number = order.numberOf(name)
    remembered.set(cell, number)
    return number
  }

  const take = (row: CsvRow): void => {
    line = row.line
    const { cells, fault } = row
    if (fault === 'row-too-long') return problems.add({ file: file.name, offset: null, line, cause: fault, message: `The row is longer than ${limits.graphLineBytesMax} characters; it was left out.` })
    if (cells.every((cell) => cell.trim() === '') || cells[0]!.trimStart().startsWith('#') || cells[0]!.trimStart().startsWith('%')) return
    if (columns === null) {
      if (/^WARC\/[01]\./u.test(cells[0]!)) throw new CitewellError('invalid', `${file.name} is a web archive and no list of links. Take its links in with citewell archives add, then build with --index.`)
      columns = edgeHeader(cells)
      if (columns !== null) {
        taken.directions.add(`Links go from ${shown(cells[columns.from]!.trim())} to ${shown(cells[columns.to]!.trim())}, by the heading.`)
        return
      }
      if (isUnknownHeader(cells)) throw new CitewellError('invalid', `${file.name}, line ${line}: which column links to which can't be told from the heading ${shown(cells.join(', '))}. Head the two columns "from" and "to". What a tool exports about one site is no list of links between many: citewell imports list says how it is read.`)
      columns = { from: 0, to: 1 }
      taken.directions.add('Links go from the first column to the second; there is no heading.')
    }
    const fromCell = cells[columns.from] ?? ''
    const toCell = cells[columns.to] ?? ''
    const from = read(fromCell)
    const to = read(toCell)
    // A row that is left out brings no vertex in.
    if (from !== undefined && to !== undefined) return order.add(numberOf(fromCell, from), numberOf(toCell, to))
    const cell = cells[from === undefined ? columns.from : columns.to]
    const message = cell === undefined ? `there is one column only: ${shown(cells.join(' '))}` : `${shown(cell)} is no host, domain or URL`
    problems.add({ file: file.name, offset: null, line, cause: 'bad-host', message: `${message}; the row was left out.` })
  }

  let reader: ReturnType<typeof csvReader> | undefined
  let sample = ''
  const start = (): void => {
    reader = csvReader({ delimiter: delimiterOf(sample), rowCharsMax: limits.graphLineBytesMax, columnsMax: limits.columnsMax })
    for (const row of reader.push(sample)) take(row)
    sample = ''
  }
  for await (const text of decodeText(unpackedBytes(file, () => `line ${countWords(line)}`, signal))) {
    if (reader) {
      for (const row of reader.push(text)) take(row)
    } else {
      sample += text
      if (sample.length >= sampleChars) start()
    }
  }
  if (!reader) start()
  for (const row of reader!.end()) take(row)
}

/** How columns are separated; by blanks if nothing else does it. */
function delimiterOf(sample: string): string {
  const lines = sample.split('\n', 200).filter((line) => !/^[ \t]*[#%]/u.test(line)).join('\n')
  return rankDelimiters(lines)[0] ?? ' '
}
