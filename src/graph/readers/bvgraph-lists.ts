import { limits } from '../../model/limits.js'
import { PastEndError, type BitReader } from './bit-reader.js'
import type { BVGraphProperties } from './bvgraph-properties.js'

/** A list that contradicts itself or the graph. */
export class ListError extends Error {}

const arenaArcsMin = 1024 * 1024
/** What has to lie in the arena beside the lists that are held before these move to the front. */
const looseArcsMin = 512 * 1024

/**
 * Decodes the lists of successors of a BVGraph, one after another, and holds those that later lists may refer to.
 *
 * A list is coded as: how many; the place of an earlier list that it is like, and which stretches of that are copied;
 * intervals; and the rest as gaps. All three rise, so the list is their merge. Whatever the bits say, no more is
 * written than the limit allows, no list refers outside the window, and every list rises strictly below the number of
 * vertices; else a ListError.
 */
export class BVGraphLists {
  /** Lists one behind the other. */
  arena = new Uint32Array(arenaArcsMin)
  /** End of the lists. */
  top = 0
  edgeCount = 0
  private readonly starts: Int32Array
  private readonly lengths: Int32Array
  private windowArcs = 0
  /** What was held when lists moved to the front last. */
  private held = 0
  private vertex = 0
  private copied = new Uint32Array(1024)
  private extra = new Uint32Array(1024)
  private lefts = new Float64Array(64)
  private spans = new Float64Array(64)

  constructor(private readonly graph: BVGraphProperties) {
    this.starts = new Int32Array(graph.windowSize + 1)
    this.lengths = new Int32Array(graph.windowSize + 1)
  }

  /** Decodes the list of the next vertex and gives its length. When it throws, nothing has changed but the place in the bits. */
  next(bits: BitReader): number {
    const { graph, vertex, top } = this
    const { outdegrees } = graph.codes
    const degree = bits.read(outdegrees.code, outdegrees.parameter)
    const slot = vertex % (graph.windowSize + 1)
    const windowArcs = this.windowArcs - this.lengths[slot]! + degree
    if (degree > 0) {
      if (degree > graph.vertexCount) throw new ListError(`it has ${degree} successors in a graph of ${graph.vertexCount} vertices`)
      if (this.edgeCount + degree > graph.edgeCount) throw new ListError(`with it the graph has more edges than the ${graph.edgeCount} that were announced`)
      if (windowArcs > limits.bvgraphWindowArcsMax) throw new ListError(`lists of ${windowArcs} successors would have to be held in memory at once, more than ${limits.bvgraphWindowArcsMax}`)
      this.decode(bits, degree)
    }
    if (bits.at > bits.end) throw new PastEndError()
    this.starts[slot] = top
    this.lengths[slot] = degree
    this.windowArcs = windowArcs
    this.top = top + degree
    this.edgeCount += degree
    this.vertex += 1
    return degree
  }

  /** True once there is so much that no later list can refer to that forgetting it is worth the moving. */
  get isLoose(): boolean {
    return this.top - this.held > Math.max(this.held, looseArcsMin)
  }

  /** Forgets what no later list can refer to: what is held moves to the front. */
  compact(): void {
    const { starts, lengths, arena } = this
    let oldest = this.top
    for (let slot = 0; slot < starts.length; slot += 1) if (lengths[slot]! > 0 && this.isInWindow(slot)) oldest = Math.min(oldest, starts[slot]!)
    arena.copyWithin(0, oldest, this.top)
    for (let slot = 0; slot < starts.length; slot += 1) starts[slot] = Math.max(0, starts[slot]! - oldest)
    this.top -= oldest
    this.held = this.top
  }

  /** The slot that the next list takes holds the one list that just left the window. */
  private isInWindow(slot: number): boolean {
    return slot !== this.vertex % this.starts.length
  }

  private decode(bits: BitReader, degree: number): void {
    const { graph } = this
    const { references } = graph.codes
    const reference = graph.windowSize === 0 ? 0 : bits.read(references.code, references.parameter)
    if (reference === 0) {
      this.reserve(this.top + degree, bits)
      this.readExtra(bits, degree, this.arena, this.top)
      return
    }
    if (reference > graph.windowSize || reference > this.vertex) throw new ListError(`it refers to the list ${reference} before it, outside of the window of ${graph.windowSize}`)
    const copied = this.readCopied(bits, (this.vertex - reference) % (graph.windowSize + 1), degree)
    const extra = degree - copied
    if (extra > 0) {
      if (this.extra.length < extra) this.extra = new Uint32Array(this.sizeFor(extra, this.extra.length))
      this.readExtra(bits, extra, this.extra, 0)
    }
    this.reserve(this.top + degree, bits)
    mergeLists(this.copied, copied, this.extra, extra, this.arena, this.top)
  }

  /** Puts what is copied of an earlier list into `copied`; gives how much it is. */
  private readCopied(bits: BitReader, slot: number, degree: number): number {
    const { graph, arena } = this
    const start = this.starts[slot]!
    const length = this.lengths[slot]!
    const { block_count: counts, blocks: sizes } = graph.codes
    const blocks = bits.read(counts.code, counts.parameter)
    if (blocks > length + 1) throw new ListError(`it copies ${blocks} stretches of a list of ${length}`)
    if (this.copied.length < length) this.copied = new Uint32Array(this.sizeFor(length, this.copied.length))
    const { copied } = this
    let at = 0
    let count = 0
    for (let block = 0; block < blocks; block += 1) {
      const size = bits.read(sizes.code, sizes.parameter) + (block === 0 ? 0 : 1)
      if (at + size > length) throw new ListError(`it copies past the end of a list of ${length}`)
      if ((block & 1) === 0) {
        for (let index = start + at; index < start + at + size; index += 1) copied[count++] = arena[index]!
      }
      at += size
    }
    // Stretches are copied and left out by turns, so after an even number of them what is left is copied.
    if ((blocks & 1) === 0) {
      for (let index = start + at; index < start + length; index += 1) copied[count++] = arena[index]!
    }
    if (count > degree) throw new ListError(`it copies ${count} successors and has ${degree}`)
    return count
  }

  /** Intervals and the rest, merged, `count` numbers in all. */
  private readExtra(bits: BitReader, count: number, into: Uint32Array, at: number): void {
    const { graph } = this
    const { code, parameter } = graph.codes.intervals
    const intervals = graph.intervalMin === 0 ? 0 : bits.read(code, parameter)
    let left = count
    if (intervals > 0) {
      if (intervals * graph.intervalMin > count) throw new ListError(`it has ${intervals} intervals of ${graph.intervalMin} or more among ${count} successors`)
      if (this.lefts.length < intervals) {
        this.lefts = new Float64Array(this.sizeFor(intervals, this.lefts.length))
        this.spans = new Float64Array(this.lefts.length)
      }
      let from = this.vertex + signed(bits.read(code, parameter))
      for (let index = 0; index < intervals; index += 1) {
        if (index > 0) from += bits.read(code, parameter) + 1
        const span = bits.read(code, parameter) + graph.intervalMin
        left -= span
        if (left < 0 || from < 0 || from + span > graph.vertexCount) throw new ListError('it has an interval that does not fit')
        this.lefts[index] = from
        this.spans[index] = span
        from += span
      }
    }
    // Every number takes a bit at least: a list that is announced and not there costs no time.
    if (left > bits.end - bits.at) throw new PastEndError()
    if (left > 0) this.readRest(bits, left, into, at + count - left)
    if (intervals > 0) this.mergeIntervals(intervals, into, at, count, left)
  }

  /** Gaps: the first from the vertex itself, to either side. */
  private readRest(bits: BitReader, count: number, into: Uint32Array, at: number): void {
    const { vertexCount, codes } = this.graph
    const { code, parameter } = codes.residuals
    let value = this.vertex + signed(bits.read(code, parameter))
    if (value < 0 || value >= vertexCount) throw new ListError('it has a successor that is no vertex')
    into[at] = value
    const end = at + count
    if (code === 'zeta') {
      for (let index = at + 1; index < end; index += 1) {
        value += bits.zeta(parameter) + 1
        into[index] = value
        if (value >= vertexCount) throw new ListError('it has a successor that is no vertex')
      }
      return
    }
    for (let index = at + 1; index < end; index += 1) {
      value += bits.read(code, parameter) + 1
      into[index] = value
      if (value >= vertexCount) throw new ListError('it has a successor that is no vertex')
    }
  }

  /** The rest lies at the end of its place already, so merging from the front overwrites nothing that is still needed. */
  private mergeIntervals(intervals: number, into: Uint32Array, at: number, count: number, left: number): void {
    const end = at + count
    let write = at
    let read = end - left
    for (let index = 0; index < intervals; index += 1) {
      const from = this.lefts[index]!
      const stop = from + this.spans[index]!
      while (read < end && into[read]! < from) into[write++] = into[read++]!
      if (read < end && into[read]! < stop) throw new ListError('it has a successor twice')
      for (let value = from; value < stop; value += 1) into[write++] = value
    }
  }

  /** Makes room in the arena. */
  private reserve(size: number, bits: BitReader): void {
    if (size <= this.arena.length) return
    if (bits.at > bits.end) throw new PastEndError()
    const larger = new Uint32Array(Math.ceil(1.5 * size))
    larger.set(this.arena.subarray(0, this.top))
    this.arena = larger
  }

  private sizeFor(size: number, present: number): number {
    return Math.max(size, 2 * present)
  }
}

/** Numbers to either side of zero are stored as 0, −1, 1, −2, 2, … */
function signed(value: number): number {
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2
}

function mergeLists(a: Uint32Array, aCount: number, b: Uint32Array, bCount: number, into: Uint32Array, at: number): void {
  let i = 0
  let j = 0
  let write = at
  while (i < aCount && j < bCount) {
    const x = a[i]!
    const y = b[j]!
    if (x === y) throw new ListError('it has a successor twice')
    if (x < y) {
      into[write++] = x
      i += 1
    } else {
      into[write++] = y
      j += 1
    }
  }
  while (i < aCount) into[write++] = a[i++]!
  while (j < bCount) into[write++] = b[j++]!
}
