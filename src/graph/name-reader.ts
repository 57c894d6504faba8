import { crc32 } from 'node:zlib'
import type { Section } from '../lib/section-file.js'
import { CitewellError } from '../model/error.js'
import type { CachedBytes } from './cached-bytes.js'
import { nameGroup, namesOfGroup } from './names.js'

export interface NameReader {
  nameOf(id: number): Promise<string>
  idOf(name: string): Promise<number | undefined>
  /** Names of the ids from `first` up to `end`, some at a time. */
  names(first?: number, end?: number): AsyncIterable<string[]>
}

interface NameSections {
  /** Name of the file, for messages. */
  name: string
  vertexCount: number
  cache: CachedBytes
  names: Section
  index: Section
  order: Section | null
}

/** Looks names up by a few small reads: groups of 64 through their index. */
export function nameReader(sections: NameSections): NameReader {
  const { vertexCount, order } = sections
  return {
    async nameOf(id) {
      return Buffer.from(await nameBytes(sections, id)).toString('utf8')
    },
    async idOf(name) {
      const wanted = Buffer.from(name)
      return order ? idByOrder(sections, order, wanted) : idInOrder(sections, wanted)
    },
    async *names(first = 0, end = vertexCount) {
      const last = Math.min(end, vertexCount)
      for (let id = first; id < last;) {
        const group = await readGroup(sections, Math.floor(id / nameGroup))
        const part = group.slice(id % nameGroup, (id % nameGroup) + last - id)
        yield part.map((name) => Buffer.from(name).toString('utf8'))
        id += part.length
      }
    },
  }
}

async function nameBytes(sections: NameSections, id: number): Promise<Uint8Array> {
  const group = await readGroup(sections, Math.floor(id / nameGroup))
  return group[id % nameGroup]!
}

/** The last group whose first name is not behind the one wanted has it, if any does. */
async function idInOrder(sections: NameSections, wanted: Buffer): Promise<number | undefined> {
  let low = 0
  let high = Math.ceil(sections.vertexCount / nameGroup) - 1
  if (high < 0) return undefined
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    if (Buffer.compare(await nameBytes(sections, middle * nameGroup), wanted) <= 0) low = middle
    else high = middle - 1
  }
  const place = (await readGroup(sections, low)).findIndex((name) => Buffer.compare(name, wanted) === 0)
  return place < 0 ? undefined : low * nameGroup + place
}

/** By the section `name-order`: checksum first, then bytes. */
async function idByOrder(sections: NameSections, order: Section, wanted: Buffer): Promise<number | undefined> {
  const { vertexCount, cache } = sections
  const sum = crc32(wanted)
  let low = 0
  let high = vertexCount - 1
  while (low <= high) {
    const middle = (low + high) >>> 1
    const id = Buffer.from((await cache.read(order.offset + 4 * middle, 4)).buffer).readUInt32LE(0)
    if (id >= vertexCount) throw damaged(sections.name, order.name)
    const name = await nameBytes(sections, id)
    const difference = crc32(name) - sum || Buffer.compare(name, wanted)
    if (difference === 0) return id
    if (difference < 0) low = middle + 1
    else high = middle - 1
  }
  return undefined
}

async function readGroup({ name, vertexCount, cache, names, index }: NameSections, group: number): Promise<Uint8Array[]> {
  const entry = Buffer.from((await cache.read(index.offset + 8 * group, 16)).buffer)
  const [from, to] = [Number(entry.readBigUInt64LE(0)), Number(entry.readBigUInt64LE(8))]
  const count = Math.min(nameGroup, vertexCount - group * nameGroup)
  const found = from <= to && to <= names.length && to - from <= groupBytesMax ? namesOfGroup(await cache.read(names.offset + from, to - from), count) : null
  if (!found) throw damaged(name, names.name)
  return found
}

function damaged(name: string, section: string): CitewellError {
  return new CitewellError('invalid', `${name} is damaged in its section ${section}. Build the graph again.`)
}

const groupBytesMax = 1024 * 1024
