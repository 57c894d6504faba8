import { parseJsonList } from '../lib/json-list.js'
import type { FileKind } from '../lib/section-file.js'
import { slices, type Pause } from '../lib/slices.js'
import { listOfText, textOfList } from './judged-rows.js'
import { columnKinds, columnNames, listNames, numberKinds, wordNames, type JudgedColumns, type JudgedTable, type KnownSources } from './judged-table.js'
import type { TextColumn } from './judged-text.js'
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
      const bytes = Buffer.from(slab)
      slabBytes.push(bytes.length)
      await file.append(bytes)
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

async function readPages(buffer: ArrayBuffer, slabBytes: readonly number[], ends: Uint32Array, pause: Pause): Promise<TextColumn> {
  const slabs: string[] = []
  let at = 0
  for (const length of slabBytes) {
    slabs.push(Buffer.from(buffer, at, length).toString('utf8'))
    at += length
    await pause()
  }
  return { slabs, ends }
}
