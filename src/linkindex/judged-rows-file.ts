import type { FileKind } from '../lib/section-file.js'
import { dictionaryNames, kindOfColumn, rowColumnNames, textNames, valueNames, type RowData } from './judged-rows.js'
import { numberKinds } from './judged-table.js'
import { readSections, writeSections } from './sections.js'

const kind: FileKind = { magic: 'CWJROWS', version: 1, called: 'file of judged rows' }

interface Header {
  count: number
  /** Bytes of each long text. */
  slabBytes: Record<string, number[]>
}

/** Writes judged rows as they are in memory, for those who judge a part of them again. */
export async function writeRows(path: string, rows: RowData): Promise<void> {
  const file = await writeSections(path, kind)
  const bytesOf = ({ buffer, byteOffset, byteLength }: Uint8Array | Uint16Array | Uint32Array | Float64Array) => new Uint8Array(buffer, byteOffset, byteLength)
  const json = async (name: string, value: unknown) => {
    await file.begin(name)
    await file.append(Buffer.from(JSON.stringify(value)))
  }
  try {
    for (const name of rowColumnNames) {
      await file.begin(name)
      await file.append(bytesOf(rows.columns[name]))
    }
    for (const name of dictionaryNames) await json(`words ${name}`, rows.words[name])
    for (const name of valueNames) await json(`values ${name}`, rows.values[name])
    const slabBytes: Header['slabBytes'] = {}
    for (const name of textNames) {
      await file.begin(`texts ${name}`)
      slabBytes[name] = []
      for (const slab of rows.texts[name].slabs) {
        const bytes = Buffer.from(slab)
        slabBytes[name].push(bytes.length)
        await file.append(bytes)
      }
      await file.begin(`ends ${name}`)
      await file.append(bytesOf(rows.texts[name].ends))
    }
    await file.end({ count: rows.count, slabBytes } satisfies Header)
  } catch (error) {
    await file.abandon()
    throw error
  }
}

export async function readRows(path: string): Promise<RowData> {
  const file = await readSections<Header>(path, kind)
  try {
    const { count, slabBytes } = file.header
    const json = async (name: string): Promise<unknown[]> => JSON.parse(Buffer.from(await file.read(name)).toString('utf8')) as unknown[]
    const columns: Record<string, unknown> = {}
    for (const name of rowColumnNames) columns[name] = new numberKinds[kindOfColumn(name)](await file.read(name))
    const words: Record<string, unknown[]> = {}
    for (const name of dictionaryNames) words[name] = await json(`words ${name}`)
    const values: Record<string, unknown[]> = {}
    for (const name of valueNames) values[name] = await json(`values ${name}`)
    const texts: Record<string, unknown> = {}
    for (const name of textNames) {
      const buffer = await file.read(`texts ${name}`)
      let at = 0
      const slabs = slabBytes[name]!.map((length) => {
        at += length
        return Buffer.from(buffer, at - length, length).toString('utf8')
      })
      texts[name] = { slabs, ends: new Uint32Array(await file.read(`ends ${name}`)) }
    }
    return { count, columns: columns as unknown as RowData['columns'], words: words as RowData['words'], values: values as RowData['values'], texts: texts as RowData['texts'] }
  } finally {
    await file.close()
  }
}
