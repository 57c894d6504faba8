import { parseJsonList } from '../lib/json-list.js'
import type { FileKind } from '../lib/section-file.js'
import { inRuns, slices, type Pause } from '../lib/slices.js'
import { listOfText, textOfList } from './judged-rows.js'
import { columnKinds, columnNames, listNames, numberKinds, wordNames, type JudgedColumns, type JudgedTable, type KnownSources } from './judged-table.js'
import { findEnds, slabRows, type TextColumn } from './judged-text.js'
import { readSections, writeSections } from './sections.js'

const kind: FileKind = { magic: 'CWJUDGED', version: 1, called: 'table of judged links' }

interface Header {
  rowCount: number
  /** Bytes of each slab of page addresses in section `pages`. */
  slabBytes: number[]
}

/** Writes the table as it is in memory, so that reading it again is no more than reading its bytes. */
export async function writeTable(path: string, table: JudgedTable): Promise<void> {
  const file = await writeSections(path, kind)
  const json = async (name: string, value: unknown) => {
    await file.begin(name)
    await file.append(Buffer.from(JSON.stringify(value)))
  }
  try {
    for (const name of columnNames) {
      const { buffer, byteOffset, byteLength } = table.columns[name]
      await file.begin(name)
      await file.append(new Uint8Array(buffer, byteOffset, byteLength))
    }
    for (const name of wordNames) await json(`words ${name}`, table.words[name])
    for (const name of listNames) await json(`lists ${name}`, table.lists[name].map(textOfList))
    await file.begin('pages')
    const slabBytes: number[] = []
    for (const slab of table.pages.slabs) {
      slabBytes.push(slab.length)
      await file.append(slab)
    }
    await file.begin('page ends')
    await file.append(new Uint8Array(table.pages.ends.buffer, table.pages.ends.byteOffset, table.pages.ends.byteLength))
    await json('page originals', [...table.pageOriginals])
    await json('known', table.known)
    const header: Header = { rowCount: table.rowCount, slabBytes }
    await file.end(header)
  } catch (error) {
    await file.abandon()
    throw error
  }
}

/** Reads a table with pauses: of a million links it takes a second, and others ask meanwhile. */
export async function readTable(path: string): Promise<JudgedTable> {
  const file = await readSections<Header>(path, kind)
  const pause = slices()
  try {
    const { rowCount, slabBytes } = file.header
    const list = async <Value>(name: string) => (await parseJsonList(new Uint8Array(await file.read(name)), pause)) as Value[]
    const columns: Record<string, unknown> = {}
    let bytes = 0
    for (const name of columnNames) {
      const buffer = await file.read(name)
      columns[name] = new numberKinds[columnKinds[name]](buffer)
      bytes += buffer.byteLength
    }
    const words: Record<string, string[]> = {}
    for (const name of wordNames) {
      words[name] = await list<string>(`words ${name}`)
      bytes += file.section(`words ${name}`).length + 32 * words[name].length
    }
    const lists: Record<string, string[][]> = {}
    for (const name of listNames) lists[name] = (await list<string>(`lists ${name}`)).map(listOfText)
    const pages = await readPages(await file.read('pages'), slabBytes, new Uint32Array(await file.read('page ends')), pause)
    bytes += file.section('pages').length + pages.ends.byteLength
    return {
      rowCount, pages, bytes,
      columns: columns as unknown as JudgedColumns,
      words: words as JudgedTable['words'],
      lists: lists as unknown as JudgedTable['lists'],
      pageOriginals: new Map(await list<[number, string]>('page originals')),
      known: JSON.parse(Buffer.from(await file.read('known')).toString('utf8')) as KnownSources,
    }
  } finally {
    await file.close()
  }
}

/** Domains of links by their ids: three columns of the file are read, and nothing of it stays in memory. */
export async function readDomainsOf(path: string, linkIds: Iterable<string>): Promise<Set<string>> {
  const lowsOf = new Map<number, Set<number>>()
  for (const id of linkIds) {
    const high = Number.parseInt(id.slice(0, 8), 16)
    const lows = lowsOf.get(high)
    if (lows === undefined) lowsOf.set(high, new Set([Number.parseInt(id.slice(8), 16)]))
    else lows.add(Number.parseInt(id.slice(8), 16))
  }
  const file = await readSections<Header>(path, kind)
  const pause = slices()
  try {
    const [highs, lows, domains] = [new Uint32Array(await file.read('idHigh')), new Uint32Array(await file.read('idLow')), new Uint32Array(await file.read('domain'))]
    const found = new Set<number>()
    await inRuns(highs.length, pause, (from, until) => {
      for (let row = from; row < until; row += 1) if (lowsOf.get(highs[row]!)?.has(lows[row]!) === true) found.add(domains[row]!)
    })
    if (found.size === 0) return new Set()
    const names = (await parseJsonList(new Uint8Array(await file.read('words domain')), pause)) as string[]
    return new Set(Array.from(found, (number) => names[number]!))
  } finally {
    await file.close()
  }
}

async function readPages(buffer: ArrayBuffer, slabBytes: readonly number[], ends: Uint32Array, pause: Pause): Promise<TextColumn> {
  const slabs: Buffer[] = []
  let at = 0
  for (const [number, length] of slabBytes.entries()) {
    const slab = Buffer.from(buffer, at, length)
    slabs.push(slab)
    at += length
    const endsHere = ends.subarray(number * slabRows, (number + 1) * slabRows)
    // Tables were once written with ends counted in characters, not in bytes.
    if (endsHere.at(-1) !== length) findEnds(slab, endsHere)
    await pause()
  }
  return { slabs, ends }
}
