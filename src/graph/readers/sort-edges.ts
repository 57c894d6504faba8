import { countWords } from '../../lib/number-words.js'
import { CitewellError } from '../../model/error.js'
import type { EdgeChunk } from '../../model/graph.js'
import { limits } from '../../model/limits.js'

const chunkEdges = 128 * 1024
const digitBits = 16
const digits = 1 << digitBits

/** Edges gathered in memory to be put in order. */
export class EdgeList {
  from: Uint32Array = new Uint32Array(64 * 1024)
  to: Uint32Array = new Uint32Array(64 * 1024)
  count = 0

  /** `name` of the file is for the message when there are too many. */
  push(from: number, to: number, name: string): void {
    if (this.count === this.from.length) this.grow(name)
    this.from[this.count] = from
    this.to[this.count] = to
    this.count += 1
  }

  private grow(name: string): void {
    if (this.count >= limits.orderedEdgesMax) {
      throw new CitewellError('invalid', `${name}: there are more than ${countWords(limits.orderedEdgesMax)} edges, which is what can be put in order in memory. Sort them outside, for example with "LC_ALL=C sort -n -k1,1 -k2,2" on lines "from<TAB>to" of vertex ids, and read that file as sorted.`)
    }
    const size = Math.min(2 * this.from.length, limits.orderedEdgesMax)
    this.from = grown(this.from, size)
    this.to = grown(this.to, size)
  }
}

function grown(array: Uint32Array, size: number): Uint32Array {
  const larger = new Uint32Array(size)
  larger.set(array)
  return larger
}

/**
 * Edges in any order, put in order by `from` and then `to`, in memory up to the limit. Duplicates and self-links stay;
 * the builder drops and counts them.
 */
export async function* sortEdges(edges: AsyncIterable<EdgeChunk>, name: string): AsyncGenerator<EdgeChunk> {
  const list = new EdgeList()
  for await (const { from, to, count } of edges) {
    for (let index = 0; index < count; index += 1) list.push(from[index]!, to[index]!, name)
  }
  sortList(list)
  yield* chunksOf(list)
}

/** Edges of a list in chunks, which are views of it. */
export async function* chunksOf({ from, to, count }: EdgeList): AsyncGenerator<EdgeChunk> {
  for (let at = 0; at < count; at += chunkEdges) {
    const end = Math.min(count, at + chunkEdges)
    yield { from: from.subarray(at, end), to: to.subarray(at, end), count: end - at }
  }
}

/**
 * Puts a list in order digit by digit from the lowest, in base 2¹⁶, each time keeping the order of equal digits. A
 * digit that all have in common costs no moving.
 */
export function sortList(list: EdgeList): void {
  if (isSorted(list)) return
  let other: { from: Uint32Array; to: Uint32Array } = { from: new Uint32Array(list.count), to: new Uint32Array(list.count) }
  for (const [key, shift] of [['to', 0], ['to', digitBits], ['from', 0], ['from', digitBits]] as const) {
    const starts = digitStarts(list[key], list.count, shift)
    if (starts === null) continue
    scatter(list[key], list, other, starts, shift)
    const { from, to } = list
    list.from = other.from
    list.to = other.to
    other = { from, to }
  }
}

function isSorted({ from, to, count }: EdgeList): boolean {
  for (let index = 1; index < count; index += 1) {
    const before = from[index - 1]!
    const here = from[index]!
    if (before > here || (before === here && to[index - 1]! > to[index]!)) return false
  }
  return true
}

/** Where the numbers with each digit begin, or null if all have the same. */
function digitStarts(keys: Uint32Array, count: number, shift: number): Uint32Array | null {
  const starts = new Uint32Array(digits)
  for (let index = 0; index < count; index += 1) starts[(keys[index]! >>> shift) & (digits - 1)]! += 1
  if (count === 0 || starts[(keys[0]! >>> shift) & (digits - 1)] === count) return null
  let sum = 0
  for (let digit = 0; digit < digits; digit += 1) {
    const size = starts[digit]!
    starts[digit] = sum
    sum += size
  }
  return starts
}

function scatter(keys: Uint32Array, { from, to, count }: EdgeList, into: { from: Uint32Array; to: Uint32Array }, starts: Uint32Array, shift: number): void {
  for (let index = 0; index < count; index += 1) {
    const digit = (keys[index]! >>> shift) & (digits - 1)
    const place = starts[digit]!
    starts[digit] = place + 1
    into.from[place] = from[index]!
    into.to[place] = to[index]!
  }
}
