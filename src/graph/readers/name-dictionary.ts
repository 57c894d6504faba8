import { countWords } from '../../lib/number-words.js'
import { CitewellError } from '../../model/error.js'
import { limits } from '../../model/limits.js'
import type { NameChunk } from './name-chunk.js'
import { orderOfNames } from './order-of-names.js'

const chunkNames = 32 * 1024
/** The table is never more than half full, so honest names meet some dozens of others at most; more are made to do so. */
const stepsMax = 500
const noNumber = 0xffffffff
export const nameCharsMax = 1_024

/**
 * Numbers for names, in the order in which they come first, and in the end the names in their own order.
 *
 * Texts and maps of the language would need ten times the memory and end at 16 million, so the names lie in one array
 * of bytes, and a table with open places holds their numbers.
 */
export class NameDictionary {
  count = 0
  private bytes = new Uint8Array(1024 * 1024)
  private ends = new Uint32Array(64 * 1024)
  private readonly scratch = Buffer.alloc(3 * nameCharsMax)
  private scratchLength = 0
  private table = new Uint32Array(128 * 1024).fill(noNumber)

  /** `source` names the file for the message when there are too many names. */
  constructor(private readonly source: string) {}

  /** The number of a name, a new one if it has none. Names have at most `nameCharsMax` characters. */
  numberOf(name: string): number {
    const place = this.placeOf(name)
    const number = this.table[place]!
    return number === noNumber ? this.add(place) : number
  }

  /** The number of a name, or −1. */
  find(name: string): number {
    const number = this.table[this.placeOf(name)]!
    return number === noNumber ? -1 : number
  }

  /** Where the table has the number of a name, or has room for it. The name is in `scratch` afterwards. */
  private placeOf(name: string): number {
    // Bytes are read many times faster than characters.
    const length = this.scratch.write(name)
    this.scratchLength = length
    const mask = this.table.length - 1
    let place = hashOf(this.scratch, 0, length) & mask
    for (let steps = 0; ; steps += 1) {
      const number = this.table[place]!
      if (number === noNumber || this.holds(number, length)) return place
      if (steps > stepsMax) throw new CitewellError('invalid', `${this.source}: its names are made so that telling them apart takes forever. Nothing was made of it.`)
      place = (place + 1) & mask
    }
  }

  /** The names by their bytes: `order[i]` is the number of the name at place `i`. */
  order(): Uint32Array {
    return orderOfNames(this.bytes, this.ends.subarray(0, this.count))
  }

  async *chunks(order: Uint32Array): AsyncGenerator<NameChunk> {
    for (let first = 0; first < order.length; first += chunkNames) {
      const numbers = order.subarray(first, first + chunkNames)
      const ends = new Uint32Array(numbers.length)
      let length = 0
      for (const [index, number] of numbers.entries()) ends[index] = length += this.ends[number]! - this.startOf(number)
      const bytes = new Uint8Array(length)
      for (const [index, number] of numbers.entries()) bytes.set(this.bytes.subarray(this.startOf(number), this.ends[number]), index === 0 ? 0 : ends[index - 1])
      yield { first, count: numbers.length, bytes, ends, hostCounts: null }
    }
  }

  private startOf(number: number): number {
    return number === 0 ? 0 : this.ends[number - 1]!
  }

  private holds(number: number, length: number): boolean {
    const { bytes, scratch } = this
    const start = this.startOf(number)
    if (this.ends[number]! - start !== length) return false
    for (let index = 0; index < length; index += 1) if (bytes[start + index] !== scratch[index]) return false
    return true
  }

  private add(place: number): number {
    const length = this.scratchLength
    const number = this.count
    const start = number === 0 ? 0 : this.ends[number - 1]!
    const end = start + length
    if (number >= limits.orderedVerticesMax || end > limits.orderedNameBytesMax) {
      throw new CitewellError('invalid', `${this.source}: there are more than ${countWords(number)} different names, which is what can be numbered in memory. Number them outside: a file of lines "id<TAB>name" with the labels of each host reversed ("gov.nih"), sorted with "LC_ALL=C sort" and counted from 0, and a file of edges "from<TAB>to" between these ids, sorted by number; then build from these two.`)
    }
    if (end > this.bytes.length) {
      const larger = new Uint8Array(Math.min(2 * this.bytes.length, limits.orderedNameBytesMax))
      larger.set(this.bytes)
      this.bytes = larger
    }
    if (number === this.ends.length) {
      const larger = new Uint32Array(2 * this.ends.length)
      larger.set(this.ends)
      this.ends = larger
    }
    this.bytes.set(this.scratch.subarray(0, length), start)
    this.ends[number] = end
    this.table[place] = number
    this.count += 1
    if (2 * this.count > this.table.length) this.widen()
    return number
  }

  private widen(): void {
    const table = new Uint32Array(2 * this.table.length).fill(noNumber)
    const mask = table.length - 1
    for (let number = 0; number < this.count; number += 1) {
      let place = hashOf(this.bytes, this.startOf(number), this.ends[number]!) & mask
      while (table[place] !== noNumber) place = (place + 1) & mask
      table[place] = number
    }
    this.table = table
  }
}

function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5
  for (let index = start; index < end; index += 1) hash = Math.imul(hash ^ bytes[index]!, 0x01000193)
  return spread(hash)
}

function spread(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35)
  return (twice ^ (twice >>> 16)) >>> 0
}
