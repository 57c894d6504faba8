import { promisify } from 'node:util'
import { inflateRaw, inflateRawSync } from 'node:zlib'
import type { FileKind } from '../lib/section-file.js'
import { slices } from '../lib/slices.js'
import type { BriefLink } from '../model/facts.js'
import { damaged, readSections, type SectionReader } from './sections.js'

export const briefsFile: FileKind = { magic: 'CWBRIEFS', version: 1, called: 'file of brief judgements' }
const inflate = promisify(inflateRaw)

/** Characters of the id of a link. */
export const idChars = 16
const blockBytesMax = 256 * 1024 * 1024
/** Blocks that a reader keeps unpacked, some thirty kilobytes each: whoever looks at links of a page or a domain comes back to them. */
const blocksKeptMax = 128
/** Where the blocks of links end, and with which link each begins. */
export interface BlockIndex {
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
  const file = await readSections<object>(path, briefsFile)
  let index: BlockIndex
  try {
    index = JSON.parse(Buffer.from(await file.read('index')).toString('utf8')) as BlockIndex
  } catch (error) {
    await file.close()
    throw error
  }
  const { offset } = file.section('blocks')
  const packed = (first: number, last: number) => packedBlocks(file, offset, index, first, last)
  const unpack = (error: unknown) => damaged(briefsFile, error instanceof Error ? error.message : String(error))
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
