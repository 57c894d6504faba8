import type { FileKind } from '../lib/section-file.js'
import { slices } from '../lib/slices.js'
import type { BriefLink } from '../model/facts.js'
import { unpackBlock } from './judged-brief-block.js'
import { briefOfLine, idOfLine } from './judged-brief-line.js'
import { damaged, readSections, type SectionReader } from './sections.js'

export const briefsFile: FileKind = { magic: 'CWBRIEFS', version: 2, called: 'file of brief judgements' }

/** Blocks that a reader keeps unpacked, some fifty kilobytes each: whoever looks at links of a page or a domain comes back to them. */
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
  const unpack = (bytes: Buffer): string => {
    try {
      return unpackBlock(bytes)
    } catch (error) {
      throw damaged(briefsFile, error instanceof Error ? error.message : String(error))
    }
  }
  async function* lines(): AsyncGenerator<string> {
    // What is made of a million briefs takes longer than reading them, and nobody else had a turn meanwhile.
    const pause = slices()
    for (let at = 0; at < index.ends.length; at += blocksAtOnce) {
      for (const bytes of await packed(at, Math.min(index.ends.length, at + blocksAtOnce))) {
        await pause()
        yield* unpack(bytes).split('\n')
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
      const text = kept.get(at) ?? unpack((await packed(at, at + 1))[0]!)
      const line = keep(at, text).split('\n').find((one) => idOfLine(one) === id)
      return line === undefined ? undefined : briefOfLine(line)
    },
    async *all() {
      for await (const line of lines()) yield briefOfLine(line)
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
        const read = await Promise.all(Array.from(blocks.keys(), async (block) => kept.get(block) ?? (await packed(block, block + 1))[0]!))
        for (const [place, [block, wanted]] of [...blocks].entries()) {
          await pause()
          const found = read[place]!
          const text = typeof found === 'string' ? found : unpack(found)
          if (ids.length <= blocksKeptMax) keep(block, text)
          for (const line of text.split('\n')) if (wanted.has(idOfLine(line))) yield briefOfLine(line)
        }
      }
    },
    async *texts() {
      for await (const text of lines()) yield { id: idOfLine(text), text }
    },
    close: () => file.close(),
  }
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
