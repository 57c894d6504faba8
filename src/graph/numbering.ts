import type { WorkFile } from '../model/graph.js'

/** Vertices of one entry of `linking-ranks`. */
export const rankGroup = 512
const readSources = 256 * 1024

/** Bit `id` is set for each id that the file of sources names; 8 bytes for 64 vertices. */
export async function linkingBitsOf(sources: WorkFile, linkingCount: number, vertexCount: number): Promise<Uint8Array> {
  const bits = new Uint8Array(8 * Math.ceil(vertexCount / 64))
  const words = new Uint32Array(bits.buffer)
  const ids = new Uint32Array(Math.min(readSources, linkingCount))
  for (let at = 0; at < linkingCount; at += readSources) {
    const count = Math.min(readSources, linkingCount - at)
    await sources.read(4 * at, new Uint8Array(ids.buffer, 0, 4 * count))
    for (let k = 0; k < count; k++) words[ids[k]! >>> 5]! |= 1 << (ids[k]! & 31)
  }
  return bits
}

/** How many linking vertices come before each group of 512. */
export function linkingRanksOf(bits: Uint8Array, vertexCount: number): Uint32Array {
  const words = new Uint32Array(bits.buffer, bits.byteOffset, bits.byteLength / 4)
  const ranks = new Uint32Array(Math.ceil(vertexCount / rankGroup))
  let before = 0
  for (let group = 0; group < ranks.length; group++) {
    ranks[group] = before
    const end = Math.min(words.length, 16 * (group + 1))
    for (let word = 16 * group; word < end; word++) before += bitsSet(words[word]!)
  }
  return ranks
}

function bitsSet(word: number): number {
  let pairs = word - ((word >>> 1) & 0x5555_5555)
  pairs = (pairs & 0x3333_3333) + ((pairs >>> 2) & 0x3333_3333)
  return Math.imul((pairs + (pairs >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24
}

/** Reads parts of `linking-bits` and `linking-ranks`: which row a vertex has, and which vertex a row is. */
export interface NumberingBytes {
  vertexCount: number
  linkingCount: number
  readBits(offset: number, length: number): Promise<Uint8Array>
  readRanks(): Promise<Uint32Array>
}

export async function rowOf(numbering: NumberingBytes, id: number): Promise<number> {
  const ranks = await numbering.readRanks()
  const group = Math.floor(id / rankGroup)
  const words = await groupWords(numbering, group)
  let before = ranks[group]!
  const last = (id % rankGroup) >>> 5
  for (let word = 0; word < last; word++) before += bitsSet(words[word]!)
  const word = words[last]!
  before += bitsSet(word & ~(-1 << (id & 31)))
  return (word >>> (id & 31)) & 1 ? before : numbering.linkingCount + id - before
}

export async function idOfRow(numbering: NumberingBytes, row: number): Promise<number> {
  const { linkingCount } = numbering
  const ranks = await numbering.readRanks()
  const linking = row < linkingCount
  const wanted = linking ? row : row - linkingCount
  const before = (group: number) => (linking ? ranks[group]! : group * rankGroup - ranks[group]!)
  let low = 0
  let high = ranks.length - 1
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    if (before(middle) <= wanted) low = middle
    else high = middle - 1
  }
  const words = await groupWords(numbering, low)
  let left = wanted - before(low)
  for (const [place, raw] of words.entries()) {
    const word = linking ? raw : ~raw
    const here = bitsSet(word)
    if (left < here) return low * rankGroup + 32 * place + placeOfBit(word, left)
    left -= here
  }
  return numbering.vertexCount
}

/** Vertices whose bits are read at once. */
const sweepIds = 512 * 1024

/** Reading a piece costs as much as looking up so many rows one by one. */
const rowsOfSweep = 10

/** Puts ids in place of linking numbers, which rise. Bits are read in large pieces, each once, where there are enough numbers. */
export async function toIds(numbering: NumberingBytes, linking: Uint32Array): Promise<void> {
  const ranks = await numbering.readRanks()
  if (linking.length < rowsOfSweep * Math.ceil(numbering.vertexCount / sweepIds)) {
    for (const [at, row] of linking.entries()) linking[at] = await idOfRow(numbering, row)
    return
  }
  const piece = sweepIds / rankGroup
  for (let at = 0; at < linking.length;) {
    const first = Math.floor(lastNotAbove(ranks, linking[at]!, 0) / piece) * piece
    const end = Math.min(ranks.length, first + piece)
    const offset = first * (rankGroup / 8)
    const bytes = await numbering.readBits(offset, Math.min(sweepIds / 8, 8 * Math.ceil(numbering.vertexCount / 64) - offset))
    const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4)
    const beyond = end < ranks.length ? ranks[end]! : Infinity
    let group = first
    for (; at < linking.length && linking[at]! < beyond; at++) {
      group = lastNotAbove(ranks, linking[at]!, group)
      linking[at] = rankGroup * group + placeInGroup(words, 16 * (group - first), linking[at]! - ranks[group]!)
    }
  }
}

/** Last group with no more linking vertices before it than `number`, looked for from `from` on, near it first. */
function lastNotAbove(ranks: Uint32Array, number: number, from: number): number {
  let low = from
  let step = 1
  while (low + step < ranks.length && ranks[low + step]! <= number) {
    low += step
    step *= 2
  }
  let high = Math.min(ranks.length - 1, low + step)
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    if (ranks[middle]! <= number) low = middle
    else high = middle - 1
  }
  return low
}

function placeInGroup(words: Uint32Array, first: number, which: number): number {
  let left = which
  for (let word = 0; word < 16; word++) {
    const here = bitsSet(words[first + word] ?? 0)
    if (left < here) return 32 * word + placeOfBit(words[first + word]!, left)
    left -= here
  }
  return rankGroup - 1
}

async function groupWords({ vertexCount, readBits }: NumberingBytes, group: number): Promise<Uint32Array> {
  const offset = group * (rankGroup / 8)
  const bytes = await readBits(offset, Math.min(rankGroup / 8, 8 * Math.ceil(vertexCount / 64) - offset))
  return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4)
}

function placeOfBit(word: number, which: number): number {
  let rest = word
  for (let k = 0; k < which; k++) rest &= rest - 1
  return 31 - Math.clz32(rest & -rest)
}
