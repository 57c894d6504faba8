import { bindModule, compileModule, ownMemory } from '../lib/web-assembly.js'
import { wasm } from './printed/find-text.js'

/**
 * Marks with a 1 each text that has the wanted bytes; gives how many there are. Texts lie one behind the other with one
 * byte between, which is none of the wanted; `ends` says where each ends. Marks are zero before, and wanted is not empty.
 */
export type MarkTexts = (texts: Buffer, ends: Uint32Array, wanted: Buffer, marks: Uint8Array) => number

/** The obvious way, text by text: what the kernel is compared with, and for what its memory can't hold. */
export const markTextsSlowly: MarkTexts = (texts, ends, wanted, marks) => {
  let found = 0
  for (let row = 0, start = 0; row < ends.length; start = ends[row]! + 1, row += 1) {
    if (!texts.subarray(start, ends[row]).includes(wanted)) continue
    marks[row] = 1
    found += 1
  }
  return found
}

/** Texts are looked at in pieces that the nearest memory of a processor holds. */
const pieceBytesMax = 256 * 1024
const pieceTextsMax = 16 * 1024
const wantedBytesMax = 32 * 1024
/** What is read behind the end of texts and wanted bytes. */
const spare = 64

let opened: Promise<MarkTexts> | undefined

/** Opens the kernel once for the whole thread: a search is over before another begins. */
export function openTextFinder(): Promise<MarkTexts> {
  return (opened ??= open())
}

async function open(): Promise<MarkTexts> {
  const at = { wanted: 0, texts: wantedBytesMax + spare, ends: wantedBytesMax + pieceBytesMax + 2 * spare, marks: wantedBytesMax + pieceBytesMax + 2 * spare + 4 * pieceTextsMax }
  const memory = ownMemory(at.marks + pieceTextsMax)
  const kernel = bindModule(await compileModule(Buffer.from(wasm, 'base64')), memory)
  const bytes = new Uint8Array(memory.buffer)
  const endsOfPiece = new Uint32Array(memory.buffer, at.ends, pieceTextsMax)
  const marksOfPiece = bytes.subarray(at.marks, at.marks + pieceTextsMax)
  return (texts, ends, wanted, marks) => {
    if (wanted.length > wantedBytesMax) return markTextsSlowly(texts, ends, wanted, marks)
    bytes.set(wanted, at.wanted)
    let found = 0
    for (let first = 0; first < ends.length;) {
      const start = first === 0 ? 0 : ends[first - 1]! + 1
      const until = lastWithin(ends, first, Math.min(ends.length, first + pieceTextsMax), start + pieceBytesMax)
      const count = until - first
      if (count === 0) {
        const one = Uint32Array.of(ends[first]! - start)
        found += markTextsSlowly(texts.subarray(start, ends[first]), one, wanted, marks.subarray(first, first + 1))
        first += 1
        continue
      }
      bytes.set(texts.subarray(start, ends[until - 1]), at.texts)
      endsOfPiece.set(ends.subarray(first, until))
      marksOfPiece.fill(0, 0, count)
      const foundHere = kernel.markTexts!(at.texts, at.ends, start, count, at.wanted, wanted.length, at.marks)
      if (foundHere > 0) marks.set(marksOfPiece.subarray(0, count), first)
      found += foundHere
      first = until
    }
    return found
  }
}

/** Behind the last of the texts from `first` on that ends at or before `end`. */
function lastWithin(ends: Uint32Array, first: number, until: number, end: number): number {
  let [low, high] = [first, until]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (ends[middle]! <= end) low = middle + 1
    else high = middle
  }
  return low
}
