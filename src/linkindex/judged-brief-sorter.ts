import { readSync, writeSync } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { slices } from '../lib/slices.js'
import type { BriefLink } from '../model/facts.js'
import { blockLinks, packBlock } from './judged-brief-block.js'
import { briefOfLine, idAt, idChars, idOfLine, lineOfBrief } from './judged-brief-line.js'
import { briefsFile, type BlockIndex } from './judged-briefs.js'
import { writeSections } from './sections.js'

/** By the first two digits of the id. */
const bucketCount = 256
/** Bytes of one bucket that wait in memory. */
const waitingBytesMax = 64 * 1024
const lineBreak = 10

/**
 * Judged links with their brief judgements, on their way into a file in order of id. They come in any order; ids are
 * hashes, so 256 buckets by their first digits fill evenly, and only one bucket at a time is in memory to be sorted.
 * What was said last of a link counts.
 *
 * Lines wait as bytes and not as texts: a gigabyte of texts would be moved about by every collection of garbage.
 */
export interface BriefSorter {
  add(brief: BriefLink): void
  /** The same of a link that is written already. */
  addText(text: string): void
  /** What was added, by its number in the order of adding, from 0. */
  added(numbers: Iterable<number>): Promise<BriefLink[]>
  finish(path: string): Promise<void>
  close(): Promise<void>
}

interface Bucket {
  /** Lines that wait, and how many bytes of it are filled. Their place in the file is theirs already. */
  waiting: Buffer | undefined
  used: number
  offset: number
  extents: Array<{ offset: number; length: number }>
}

export async function sortBriefs(spillPath: string): Promise<BriefSorter> {
  const handle = await open(spillPath, 'wx+')
  const buckets = Array.from({ length: bucketCount }, (): Bucket => ({ waiting: undefined, used: 0, offset: 0, extents: [] }))
  const places = new Places()
  let size = 0
  // A few dozen kilobytes on their way to memory of the system: handing them to another thread takes longer than writing them.
  const spill = (bucket: Bucket, bytes: Buffer, offset: number): void => {
    bucket.extents.push({ offset, length: bytes.length })
    for (let at = 0; at < bytes.length;) at += writeSync(handle.fd, bytes, at, bytes.length - at, offset + at)
  }
  /** Writes what waits; what comes next has a place of its own. */
  const empty = (bucket: Bucket): void => {
    spill(bucket, bucket.waiting!.subarray(0, bucket.used), bucket.offset)
    begin(bucket)
  }
  /** How many of those added first are in the file for sure. */
  let writtenCount = 0
  const emptyAll = (): void => {
    for (const bucket of buckets) if (bucket.used > 0) empty(bucket)
    writtenCount = places.count
  }
  const begin = (bucket: Bucket): Buffer => {
    bucket.used = 0
    bucket.offset = size
    size += waitingBytesMax
    return (bucket.waiting ??= Buffer.allocUnsafeSlow(waitingBytesMax))
  }
  /** A line that may not fit: what waits is written first, and a line that is too long even then has a place of its own. */
  const addLong = (bucket: Bucket, text: string): void => {
    const line = Buffer.from(`${text}\n`)
    if (bucket.used > 0 && bucket.used + line.length > waitingBytesMax) empty(bucket)
    if (line.length > waitingBytesMax) {
      places.add(size, line.length)
      size += line.length
      spill(bucket, line, size - line.length)
      return
    }
    const waiting = bucket.waiting ?? begin(bucket)
    line.copy(waiting, bucket.used)
    places.add(bucket.offset + bucket.used, line.length)
    bucket.used += line.length
  }
  const addText = (text: string): void => {
    const bucket = buckets[Number.parseInt(idOfLine(text).slice(0, 2), 16)]!
    // No character takes more than three bytes.
    if (bucket.used + 1 + 3 * text.length > waitingBytesMax) {
      addLong(bucket, text)
      return
    }
    const waiting = bucket.waiting ?? begin(bucket)
    const { used } = bucket
    let end = used + waiting.write(text, used)
    waiting[end] = lineBreak
    end += 1
    places.add(bucket.offset + used, end - used)
    bucket.used = end
  }
  const bytesOf = async ({ waiting, used, extents }: Bucket): Promise<Buffer> => {
    const bytes = Buffer.allocUnsafe(extents.reduce((sum, { length }) => sum + length, used))
    let at = 0
    for (const { offset, length } of extents) {
      await readAll(handle, bytes.subarray(at, at + length), offset)
      at += length
    }
    if (used > 0) waiting!.copy(bytes, at, 0, used)
    return bytes
  }
  return {
    add: (brief) => addText(lineOfBrief(brief)),
    addText,
    async added(numbers) {
      const pause = slices()
      const briefs: BriefLink[] = []
      for (const number of numbers) {
        if (number >= writtenCount) emptyAll()
        const bytes = Buffer.allocUnsafe(places.length(number))
        // Just written, so that nearly all of it is still in memory: a thread for each would take longer than reading it.
        for (let at = 0; at < bytes.length;) {
          const read = readSync(handle.fd, bytes, at, bytes.length - at, places.offset(number) + at)
          if (read === 0) throw new Error('a spilled link ends too early')
          at += read
        }
        briefs.push(briefOfLine(bytes.toString('utf8', 0, bytes.length - 1)))
        await pause()
      }
      return briefs
    },
    async finish(path) {
      const file = await writeSections(path, briefsFile)
      try {
        const index: BlockIndex = { firstIds: [], ends: [] }
        await file.begin('blocks')
        const pause = slices()
        let waiting: BriefLine[] = []
        for (const [number, bucket] of buckets.entries()) {
          const lines = [...waiting, ...linesOf(await bytesOf(bucket))]
          const whole = number === bucketCount - 1 ? lines.length : lines.length - (lines.length % blockLinks)
          waiting = lines.slice(whole)
          const packed: Buffer[] = []
          for (let first = 0; first < whole; first += blockLinks) {
            const block = lines.slice(first, Math.min(whole, first + blockLinks))
            const bytes = packBlock(joined(block))
            index.firstIds.push(block[0]!.id)
            index.ends.push((index.ends.at(-1) ?? 0) + bytes.length)
            packed.push(bytes)
            await pause()
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

/** Where the lines are that were added: a number of eight bytes and one of four for each. */
class Places {
  count = 0
  private offsets = new Float64Array(1_024)
  private lengths = new Uint32Array(1_024)

  add(offset: number, length: number): void {
    if (this.count === this.offsets.length) {
      const [offsets, lengths] = [new Float64Array(2 * this.count), new Uint32Array(2 * this.count)]
      offsets.set(this.offsets)
      lengths.set(this.lengths)
      this.offsets = offsets
      this.lengths = lengths
    }
    this.offsets[this.count] = offset
    this.lengths[this.count] = length
    this.count += 1
  }

  offset(number: number): number {
    return this.offsets[number]!
  }

  length(number: number): number {
    return this.lengths[number]!
  }
}

async function readAll(handle: FileHandle, into: Buffer, offset: number): Promise<void> {
  for (let at = 0; at < into.length;) {
    const { bytesRead } = await handle.read(into, at, into.length - at, offset + at)
    if (bytesRead === 0) throw new Error('the spilled links end too early')
    at += bytesRead
  }
}

/** A link in the bytes of its bucket: its id, and the bytes of its line. */
interface BriefLine {
  id: string
  text: Buffer
}

/** Lines by id; of several with one id the last that came. */
function linesOf(bytes: Buffer): BriefLine[] {
  const latest = new Map<string, BriefLine>()
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf(lineBreak, at)
    const text = bytes.subarray(at, end)
    const id = text.toString('latin1', idAt, idAt + idChars)
    latest.set(id, { id, text })
    at = end + 1
  }
  return [...latest.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** Lines one below the other, without a line break at the end. */
function joined(lines: readonly BriefLine[]): Buffer {
  const bytes = Buffer.allocUnsafe(lines.reduce((sum, { text }) => sum + text.length + 1, -1))
  let at = 0
  for (const { text } of lines) {
    if (at > 0) bytes[at++] = lineBreak
    text.copy(bytes, at)
    at += text.length
  }
  return bytes
}
