import { crc32 } from 'node:zlib'
import type { Section } from '../lib/section-file.js'
import { CitewellError } from '../model/error.js'
import { limits } from '../model/limits.js'
import type { RandomBytes } from '../model/graph.js'
import { hasHidden } from './name-characters.js'
import { nameGroup, nameInGroup, namesOfGroup } from './names.js'

export interface NameReader {
  nameOf(id: number): Promise<string>
  idOf(name: string): Promise<number | undefined>
  /** Names of the ids from `first` up to `end`, some at a time. */
  names(first?: number, end?: number): AsyncIterable<string[]>
}

interface NameSections {
  bytes: RandomBytes
  vertexCount: number
  names: Section
  index: Section
  order: Section | null
}

/** Looks names up by a few small reads: groups of 64 through their index. */
export function nameReader(sections: NameSections): NameReader {
  const { vertexCount, order } = sections
  const firsts: Firsts = new Map()
  return {
    async nameOf(id) {
      return textOf(sections, await nameBytes(sections, id))
    },
    async idOf(name) {
      const wanted = Buffer.from(name)
      return order ? idByOrder(sections, order, wanted) : idInOrder(sections, firsts, wanted)
    },
    async *names(first = 0, end = vertexCount) {
      const last = Math.min(end, vertexCount)
      for (let id = first; id < last;) {
        const group = await readGroup(sections, Math.floor(id / nameGroup))
        const part = group.slice(id % nameGroup, (id % nameGroup) + last - id)
        yield part.map((name) => textOf(sections, name))
        id += part.length
      }
    },
  }
}

/** A file that was not made by us may hold names that no reader lets in. */
function textOf({ bytes: file, names }: NameSections, bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8')
  if (hasHidden(text)) throw damaged(file.name, names.name)
  return text
}

async function nameBytes(sections: NameSections, id: number): Promise<Uint8Array> {
  const { bytes, names } = sections
  const { from, length } = await placeOf(sections, Math.floor(id / nameGroup))
  const name = nameInGroup(await readBytes(bytes, names.offset + from, length), id % nameGroup)
  if (!name) throw damaged(bytes.name, names.name)
  return name
}

/** The last group whose first name is not behind the one wanted has it, if any does. */
async function idInOrder(sections: NameSections, firsts: Firsts, wanted: Buffer): Promise<number | undefined> {
  let low = 0
  let high = Math.ceil(sections.vertexCount / nameGroup) - 1
  if (high < 0) return undefined
  for (let step = 0; low < high; step += 1) {
    const middle = (low + high + 1) >>> 1
    let first = firsts.get(middle)
    if (first === undefined) {
      first = await firstName(sections, middle)
      if (step < stepsKept) firsts.set(middle, first)
    }
    if (Buffer.compare(first, wanted) <= 0) low = middle
    else high = middle - 1
  }
  const place = (await readGroup(sections, low)).findIndex((name) => Buffer.compare(name, wanted) === 0)
  return place < 0 ? undefined : low * nameGroup + place
}

/** By the section `name-order`: checksum first, then bytes. */
async function idByOrder(sections: NameSections, order: Section, wanted: Buffer): Promise<number | undefined> {
  const { vertexCount, bytes } = sections
  const sum = crc32(wanted)
  let low = 0
  let high = vertexCount - 1
  while (low <= high) {
    const middle = (low + high) >>> 1
    const id = Buffer.from((await readBytes(bytes, order.offset + 4 * middle, 4)).buffer).readUInt32LE(0)
    if (id >= vertexCount) throw damaged(bytes.name, order.name)
    const name = await nameBytes(sections, id)
    const difference = crc32(name) - sum || Buffer.compare(name, wanted)
    if (difference === 0) return id
    if (difference < 0) low = middle + 1
    else high = middle - 1
  }
  return undefined
}

async function readGroup(sections: NameSections, group: number): Promise<Uint8Array[]> {
  const { vertexCount, bytes, names } = sections
  const { from, length } = await placeOf(sections, group)
  const found = namesOfGroup(await readBytes(bytes, names.offset + from, length), Math.min(nameGroup, vertexCount - group * nameGroup))
  if (!found) throw damaged(bytes.name, names.name)
  return found
}

/** The first name of a group, which is whole, without taking the others apart. */
async function firstName(sections: NameSections, group: number): Promise<Uint8Array> {
  const { bytes, names } = sections
  const { from, length } = await placeOf(sections, group)
  const first = nameInGroup(await readBytes(bytes, names.offset + from, Math.min(length, limits.vertexNameBytesMax + firstBytesMore)), 0)
  if (!first) throw damaged(bytes.name, names.name)
  return first
}

async function placeOf({ bytes, names, index }: NameSections, group: number): Promise<{ from: number; length: number }> {
  const entry = Buffer.from((await readBytes(bytes, index.offset + 8 * group, 16)).buffer)
  const [from, to] = [Number(entry.readBigUInt64LE(0)), Number(entry.readBigUInt64LE(8))]
  if (from > to || to > names.length || to - from > groupBytesMax) throw damaged(bytes.name, names.name)
  return { from, length: to - from }
}

export async function readBytes(bytes: RandomBytes, offset: number, length: number): Promise<Uint8Array> {
  const part = new Uint8Array(length)
  await bytes.read(offset, part)
  return part
}

function damaged(name: string, section: string): CitewellError {
  return new CitewellError('invalid', `${name} is damaged in its section ${section}. Build the graph again.`)
}

const groupBytesMax = 1024 * 1024
/** The two numbers before the first name of a group. */
const firstBytesMore = 6
/** Looking for a name begins with the same groups each time: the first names of so many steps, 4,095 at most, are kept. */
const stepsKept = 12
type Firsts = Map<number, Uint8Array>
