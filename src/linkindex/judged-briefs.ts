import { open } from 'node:fs/promises'
import { promisify } from 'node:util'
import { deflateRaw, inflateRaw, inflateRawSync } from 'node:zlib'
import type { FileKind } from '../lib/section-file.js'
import { slices } from '../lib/slices.js'
import type { BriefLink } from '../model/facts.js'
import { damaged, readSections, writeSections, type SectionReader } from './sections.js'

const kind: FileKind = { magic: 'CWBRIEFS', version: 1, called: 'file of brief judgements' }
const deflate = promisify(deflateRaw)
const inflate = promisify(inflateRaw)

/** Links of one block: it is unpacked whole to read one. */
const blockLinks = 32
const blockBytesMax = 256 * 1024 * 1024
/** Blocks that a reader keeps unpacked, some thirty kilobytes each: whoever looks at links of a page or a domain comes back to them. */
const blocksKeptMax = 128
/** By the first two digits of the id. */
const bucketCount = 256
/** Characters of one bucket that wait in memory. */
const waitingCharsMax = 64 * 1024
const idChars = 16

/**
 * Judged links with their brief judgements, on their way into a file in order of id. They come in any order; ids are
 * hashes, so 256 buckets by their first digits fill evenly, and only one bucket at a time is in memory to be sorted.
 * What was said last of a link counts.
 */
export interface BriefSorter {
  add(brief: BriefLink): Promise<void> | undefined
  /** The same of a link that is written already. */
  addText(id: string, text: string): Promise<void> | undefined
  finish(path: string): Promise<void>
  close(): Promise<void>
}

export async function sortBriefs(spillPath: string): Promise<BriefSorter> {
  const handle = await open(spillPath, 'wx+')
  const buckets = Array.from({ length: bucketCount }, () => ({ waiting: [] as string[], chars: 0, extents: [] as Array<{ offset: number; length: number }> }))
  let size = 0
  const spill = async (bucket: (typeof buckets)[number]) => {
    const bytes = Buffer.from(bucket.waiting.join(''))
    bucket.waiting = []
    bucket.chars = 0
    const extent = { offset: size, length: bytes.length }
    size += bytes.length
    bucket.extents.push(extent)
    await handle.write(bytes, 0, bytes.length, extent.offset)
  }
  const linesOf = async ({ waiting, extents }: (typeof buckets)[number]) => {
    const text: string[] = []
    for (const { offset, length } of extents) {
      const bytes = Buffer.allocUnsafe(length)
      await handle.read(bytes, 0, length, offset)
      text.push(bytes.toString('utf8'))
    }
    const lines = [...text, ...waiting].join('').split('\n')
    lines.pop()
    return lines
  }
  const addText = (id: string, text: string) => {
    const bucket = buckets[Number.parseInt(id.slice(0, 2), 16)]!
    const line = `${id}${text}\n`
    bucket.waiting.push(line)
    bucket.chars += line.length
    return bucket.chars > waitingCharsMax ? spill(bucket) : undefined
  }
  return {
    add: (brief) => addText(brief.link.id, JSON.stringify(brief)),
    addText,
    async finish(path) {
      const file = await writeSections(path, kind)
      try {
        const index: BlockIndex = { firstIds: [], ends: [] }
        await file.begin('blocks')
        let waiting: string[] = []
        for (const [number, bucket] of buckets.entries()) {
          waiting.push(...lastOfEach(await linesOf(bucket)))
          const whole = number === bucketCount - 1 ? waiting.length : waiting.length - (waiting.length % blockLinks)
          const blocks = Array.from({ length: Math.ceil(whole / blockLinks) }, (_, at) => waiting.slice(at * blockLinks, Math.min(whole, (at + 1) * blockLinks)))
          waiting = waiting.slice(whole)
          const packed = await Promise.all(blocks.map((lines) => deflate(lines.map((line) => line.slice(idChars)).join('\n'), { level: 1 })))
          for (const [at, bytes] of packed.entries()) {
            index.firstIds.push(ownText(blocks[at]![0]!.slice(0, idChars)))
            index.ends.push((index.ends.at(-1) ?? 0) + bytes.length)
          }
          await file.append(Buffer.concat(packed))
        }
        await file.begin('index')
        await file.append(Buffer.from(JSON.stringify(index)))
        await file.end({})
      } catch (error) {
        await file.abandon()
        throw error
      }
    },
    close: () => handle.close(),
  }
}

/** A text that stands by itself: one that was cut out of a longer one keeps all of that in memory. */
function ownText(cut: string): string {
  return Buffer.from(cut, 'latin1').toString('latin1')
}

/** Lines by id; of several with one id the last that came. */
function lastOfEach(lines: string[]): string[] {
  const latest = new Map(lines.map((line) => [line.slice(0, idChars), line]))
  return [...latest].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line)
}

/** Where the blocks of links end, and with which link each begins. */
interface BlockIndex {
  firstIds: string[]
  ends: number[]
}

export interface BriefReader {
  one(id: string): Promise<BriefLink | undefined>
  /** Every link in order of id. */
  all(): AsyncGenerator<BriefLink>
  /** Those of these ids, which are in order, as far as they are there. */
  some(ids: readonly string[]): AsyncGenerator<BriefLink>
  /** The same as they are written. */
  texts(): AsyncGenerator<BriefText>
  close(): Promise<void>
}

export interface BriefText {
  id: string
  text: string
}

export async function readBriefs(path: string): Promise<BriefReader> {
  const file = await readSections<object>(path, kind)
  let index: BlockIndex
  try {
    index = JSON.parse(Buffer.from(await file.read('index')).toString('utf8')) as BlockIndex
  } catch (error) {
    await file.close()
    throw error
  }
  const { offset } = file.section('blocks')
  const packed = (first: number, last: number) => packedBlocks(file, offset, index, first, last)
  const unpack = (error: unknown) => damaged(kind, error instanceof Error ? error.message : String(error))
  async function* lines(): AsyncGenerator<string> {
    // What is made of a million briefs takes longer than reading them, and nobody else had a turn meanwhile.
    const pause = slices()
    for (let at = 0; at < index.ends.length; at += blocksAtOnce) {
      const texts = await Promise.all((await packed(at, Math.min(index.ends.length, at + blocksAtOnce))).map((bytes) => inflate(bytes, { maxOutputLength: blockBytesMax }))).catch((error: unknown) => {
        throw unpack(error)
      })
      for (const text of texts) {
        await pause()
        yield* text.toString('utf8').split('\n')
      }
    }
  }
  const kept = new Map<number, string>()
  const keep = (block: number, text: string) => {
    kept.delete(block)
    kept.set(block, text)
    if (kept.size > blocksKeptMax) kept.delete(kept.keys().next().value!)
    return text
  }
  return {
    async one(id) {
      const at = blockOf(index, id)
      if (at < 0) return undefined
      let text = kept.get(at)
      if (text === undefined) {
        const [bytes] = await packed(at, at + 1)
        try {
          text = inflateRawSync(bytes!, { maxOutputLength: blockBytesMax }).toString('utf8')
        } catch (error) {
          throw unpack(error)
        }
      }
      const line = keep(at, text).split('\n').find((one) => idOfText(one) === id)
      return line === undefined ? undefined : (JSON.parse(line) as BriefLink)
    },
    async *all() {
      for await (const line of lines()) yield JSON.parse(line) as BriefLink
    },
    async *some(ids) {
      const pause = slices()
      for (let at = 0; at < ids.length;) {
        // Blocks that are wanted, a few at a time: each is unpacked once, whatever of it is wanted.
        const blocks = new Map<number, Set<string>>()
        for (; at < ids.length; at += 1) {
          const block = blockOf(index, ids[at]!)
          if (block < 0) continue
          const wanted = blocks.get(block)
          if (wanted !== undefined) wanted.add(ids[at]!)
          else if (blocks.size === blocksAtOnce) break
          else blocks.set(block, new Set([ids[at]!]))
        }
        const texts = await Promise.all(Array.from(blocks.keys(), async (block) => {
          const known = kept.get(block)
          if (known !== undefined) return known
          const [bytes] = await packed(block, block + 1)
          const text = (await inflate(bytes!, { maxOutputLength: blockBytesMax })).toString('utf8')
          return ids.length > blocksKeptMax ? text : keep(block, text)
        })).catch((error: unknown) => {
          throw unpack(error)
        })
        for (const [place, wanted] of [...blocks.values()].entries()) {
          await pause()
          for (const line of texts[place]!.split('\n')) if (wanted.has(idOfText(line))) yield JSON.parse(line) as BriefLink
        }
      }
    },
    async *texts() {
      for await (const text of lines()) yield { id: idOfText(text), text }
    },
    close: () => file.close(),
  }
}

/** A link is what a brief begins with, and its id what the link begins with. */
const idPrefix = '{"link":{"id":"'

function idOfText(text: string): string {
  return text.startsWith(idPrefix) ? text.slice(idPrefix.length, idPrefix.length + idChars) : (JSON.parse(text) as BriefLink).link.id
}

const blocksAtOnce = 64

async function packedBlocks(file: SectionReader<object>, offset: number, { ends }: BlockIndex, first: number, last: number): Promise<Buffer[]> {
  const start = first === 0 ? 0 : ends[first - 1]!
  const bytes = Buffer.allocUnsafe(ends[last - 1]! - start)
  await file.readPart(offset + start, bytes)
  return ends.slice(first, last).map((end, at) => bytes.subarray((at === 0 ? start : ends[first + at - 1]!) - start, end - start))
}

/** The last block that begins with this id or a lower one, or -1. */
function blockOf({ firstIds }: BlockIndex, id: string): number {
  let low = 0
  let high = firstIds.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (firstIds[middle]! <= id) low = middle + 1
    else high = middle
  }
  return low - 1
}
