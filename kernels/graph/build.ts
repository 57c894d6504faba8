/**
 * Building a graph: takes sorted edges, block by block of sources, and gives the neighbours both ways as tiles want them.
 *
 * Taking: the targets of one source are gathered, sorted where they are not, then spread twice. Over ranges of ids: each
 * keeps 3-byte ids in a chain of pages, which are the ids of its `out` tile as they stand. And over buckets of ids: each
 * keeps pairs of target and source in a chain of leaves. Closing: each bucket is sorted by counting, inside the cache.
 * All keeps the order of sources, so neighbours rise. The slow, obvious twin is src/graph/testing/plain-graph.ts.
 *
 * Memory: of the first 64 KiB only `part` uses some, then come tables at the places that the caller says, then units of 64 KiB handed out
 * one after another and all taken back when the next block begins.
 */

// Why `take` stopped before the end of its edges.
const ALL_TAKEN: u32 = 0
const SOURCE_FALLS: u32 = 1
const SOURCE_BEYOND: u32 = 2
const TARGET_BEYOND: u32 = 3
const BLOCK_FULL: u32 = 4
const LIST_UNSORTED: u32 = 5
const DEGREE_BEYOND: u32 = 6

const UNIT: u32 = 65536
/** Bytes of ids in a page, three each; the four bytes behind them hold the address of the next page. */
const PAGE: u32 = 65532
/** Bytes of pairs in a leaf, five each: two of target, three of source. Two bytes on is the address of the next leaf. */
const LEAF: u32 = 4096
const PAIRS: u32 = 4090
const NEXT: u32 = 4092
/** One entry of the table of ranges: write position, counts of the present rows, edges, first page. */
const RANGE: u32 = 16
/** One entry of the table of buckets: write position, first leaf. */
const BUCKET: u32 = 8
const SLOT_ROWS: u32 = 65536
const SLOTS: u32 = 256

// Limits.
let vertices: u32
let rangeBits: u32
let bucketBits: u32
let sourcesMax: u32
let edgesMax: u32
let degreeMax: u32
let listMax: u32
let selfLinksKept: bool

// Places.
let fromAt: u32
let toAt: u32
let listAt: u32
let scratchAt: u32
let tallyAt: u32
let idsAt: u32
let degreesAt: u32
let rangesAt: u32
let slotsAt: u32
let moreAt: u32
let bucketsAt: u32
let poolAt: u32

// The block under way.
let top: u32
let leaf: u32
let rows: u32
let edges: u32
let moreCount: u32
let rangeCount: u32

// The source under way.
let opened: bool
let source: i64 = -1
let listed: u32
let degree: u32
let last: i64 = -1
let sorted: bool
let flushed: bool

let stop: u32
let selfLinks: u64
let duplicates: u64
let largest: i64 = -1

export function limit(vertexCount: u32, bitsOfRange: u32, bitsOfBucket: u32, sources: u32, edgeCount: u32, links: u32, list: u32, keepSelfLinks: u32): void {
  vertices = vertexCount
  rangeBits = bitsOfRange
  bucketBits = bitsOfBucket
  sourcesMax = sources
  edgesMax = edgeCount
  degreeMax = links
  listMax = list
  selfLinksKept = keepSelfLinks != 0
}

export function place(from: u32, to: u32, list: u32, scratch: u32, tally: u32, ids: u32, degrees: u32, ranges: u32, slots: u32, more: u32, buckets: u32, pool: u32): void {
  fromAt = from
  toAt = to
  listAt = list
  scratchAt = scratch
  tallyAt = tally
  idsAt = ids
  degreesAt = degrees
  rangesAt = ranges
  slotsAt = slots
  moreAt = more
  bucketsAt = buckets
  poolAt = pool
}

/** Makes room for the next block. `ranges` and `buckets`: as many as there can be. */
export function begin(ranges: u32, buckets: u32): void {
  rangeCount = ranges
  top = poolAt
  leaf = poolAt
  rows = 0
  edges = 0
  moreCount = 0
  reach(poolAt)
  memory.fill(rangesAt, 0, ranges * RANGE)
  memory.fill(slotsAt, 0, ranges * SLOTS * 4)
  memory.fill(bucketsAt, 0, buckets * BUCKET)
  // A write position at the end of a page or leaf asks for another; these ends lie in the unused bytes at the front.
  for (let r: u32 = 0; r < ranges; r++) store<u32>(rangesAt + r * RANGE, PAGE)
  for (let k: u32 = 0; k < buckets; k++) store<u32>(bucketsAt + k * BUCKET, PAIRS)
}

/** Goes on after the sources up to this one. */
export function goOnAfter(id: f64): void {
  source = <i64>id
}

/** Takes edges `first` to `count`; gives the first that was not taken. `why` says why. */
export function take(first: u32, count: u32): u32 {
  stop = ALL_TAKEN
  let i = first
  while (i < count) {
    const from = load<u32>(fromAt + (i << 2))
    if (<i64>from != source || !opened) {
      if (<i64>from < source || (<i64>from == source && !opened)) return stopped(SOURCE_FALLS, i)
      if (opened) {
        closeSource()
        if (stop != ALL_TAKEN) return i
      }
      if (rows == sourcesMax || edges >= edgesMax) return stopped(BLOCK_FULL, i)
      if (from >= vertices) return stopped(SOURCE_BEYOND, i)
      source = from
      if (source > largest) largest = source
      opened = true
      listed = 0
      degree = 0
      last = -1
      sorted = true
      flushed = false
    }
    i = takeRun(i, count, from)
    if (stop != ALL_TAKEN) return i
  }
  return i
}

/** No more edges: the last source is whole. */
export function finish(): void {
  stop = ALL_TAKEN
  if (opened) closeSource()
}

function stopped(reason: u32, at: u32): u32 {
  stop = reason
  return at
}

function takeRun(first: u32, count: u32, from: u32): u32 {
  let i = first
  let write = listAt + (listed << 2)
  const full = listAt + (listMax << 2)
  let before = last
  const same = i32x4.splat(from)
  while (i < count && load<u32>(fromAt + (i << 2)) == from) {
    const to = load<u32>(toAt + (i << 2))
    if (to >= vertices) {
      stop = TARGET_BEYOND
      break
    }
    i++
    if (to == from) {
      selfLinks++
      if (!selfLinksKept) continue
    }
    if (<i64>to <= before) {
      if (<i64>to == before) {
        duplicates++
        continue
      }
      sorted = false
    }
    before = to
    store<u32>(write, to)
    write += 4
    // Most lists rise: four at a time, as long as nothing is to be said about any of them.
    while (i + 4 <= count && write + 16 < full && (sorted || !flushed)) {
      const next = v128.load(toAt + (i << 2))
      const plain = v128.and(i32x4.gt_u(next, v128.load(toAt + ((i - 1) << 2))), i32x4.eq(v128.load(fromAt + (i << 2)), same))
      if (!i32x4.all_true(v128.andnot(plain, i32x4.eq(next, same))) || <u32>i32x4.extract_lane(next, 3) >= vertices) break
      v128.store(write, next)
      before = <u32>i32x4.extract_lane(next, 3)
      write += 16
      i += 4
    }
    if (write == full || (!sorted && flushed)) {
      if (!sorted) {
        stop = LIST_UNSORTED
        break
      }
      listed = (write - listAt) >> 2
      flush()
      if (stop != ALL_TAKEN) break
      write = listAt + (listed << 2)
    }
  }
  listed = (write - listAt) >> 2
  if (before > largest) largest = before
  last = before
  return i
}

/** A long list in order need not be held: all but the targets of its last range are spread. */
function flush(): void {
  const range = load<u32>(listAt + ((listed - 1) << 2)) >>> rangeBits
  let keep: u32 = listed
  while (keep > 0 && load<u32>(listAt + ((keep - 1) << 2)) >>> rangeBits == range) keep--
  spreadTargets(keep)
  memory.copy(listAt, listAt + (keep << 2), (listed - keep) << 2)
  listed -= keep
  flushed = true
}

function closeSource(): void {
  opened = false
  if (!sorted) {
    sortList()
    const highest = <i64>load<u32>(listAt + ((listed - 1) << 2))
    if (highest > largest) largest = highest
  }
  spreadTargets(listed)
  if (degree == 0) return
  store<u32>(idsAt + (rows << 2), <u32>source)
  store<u32>(degreesAt + (rows << 2), degree)
  rows++
  if (rows % SLOT_ROWS == 0) {
    for (let r: u32 = 0; r < rangeCount; r++) store<u32>(rangesAt + r * RANGE, 0, 4)
  }
}

/** Sorts the list of targets by three digits of 11 bits, and drops those that are there twice. */
function sortList(): void {
  if (listed <= 32) sortShort()
  else {
    sortDigit(listAt, scratchAt, 0)
    sortDigit(scratchAt, listAt, 11)
    sortDigit(listAt, scratchAt, 22)
    memory.copy(listAt, scratchAt, listed << 2)
  }
  let kept: u32 = 0
  let before: i64 = -1
  for (let k: u32 = 0; k < listed; k++) {
    const to = load<u32>(listAt + (k << 2))
    if (<i64>to == before) duplicates++
    else store<u32>(listAt + (kept++ << 2), to)
    before = to
  }
  listed = kept
}

function sortShort(): void {
  for (let k: u32 = 1; k < listed; k++) {
    const to = load<u32>(listAt + (k << 2))
    let j = k
    for (; j > 0 && load<u32>(listAt + ((j - 1) << 2)) > to; j--) store<u32>(listAt + (j << 2), load<u32>(listAt + ((j - 1) << 2)))
    store<u32>(listAt + (j << 2), to)
  }
}

function sortDigit(from: u32, to: u32, shift: u32): void {
  memory.fill(tallyAt, 0, 8192)
  const end = from + (listed << 2)
  for (let at = from; at < end; at += 4) {
    const slot = tallyAt + (((load<u32>(at) >>> shift) & 2047) << 2)
    store<u32>(slot, load<u32>(slot) + 4)
  }
  let sum: u32 = to
  for (let k: u32 = 0; k < 8192; k += 4) {
    const here = load<u32>(tallyAt + k)
    store<u32>(tallyAt + k, sum)
    sum += here
  }
  for (let at = from; at < end; at += 4) {
    const id = load<u32>(at)
    const slot = tallyAt + (((id >>> shift) & 2047) << 2)
    const put = load<u32>(slot)
    store<u32>(put, id)
    store<u32>(slot, put + 4)
  }
}

/** Spreads the first `count` targets of the list, which rise, over ranges and buckets. */
function spreadTargets(count: u32): void {
  degree += count
  edges += count
  if (degree > degreeMax) {
    stop = DEGREE_BEYOND
    return
  }
  const mask: u32 = (1 << bucketBits) - 1
  const row = <u64>rows << 16
  let at = listAt
  const end = listAt + (count << 2)
  while (at < end) {
    let to = load<u32>(at)
    const range = to >>> rangeBits
    const base = range << rangeBits
    const entry = rangesAt + range * RANGE
    let write = load<u32>(entry)
    const first = at
    do {
      if ((write & 0xffff) == PAGE) write = nextPage(entry, write)
      // The fourth byte goes where the next id or the address of the next page will be written.
      store<u32>(write, to - base)
      write += 3
      const bucket = bucketsAt + (to >>> bucketBits) * BUCKET
      let put = load<u32>(bucket)
      if ((put & 0xfff) == PAIRS) put = nextLeaf(bucket, put)
      // Likewise: of the eight bytes five count.
      store<u64>(put, row | <u64>(to & mask))
      store<u32>(bucket, put + 5)
      at += 4
      if (at == end) break
      to = load<u32>(at)
    } while (to >>> rangeBits == range)
    store<u32>(entry, write)
    const here = (at - first) >> 2
    store<u32>(entry, load<u32>(entry, 8) + here, 8)
    let counts = load<u32>(entry, 4)
    if (counts == 0) {
      counts = unit()
      memory.fill(counts, 0, UNIT)
      store<u32>(entry, counts, 4)
      store<u32>(slotsAt + ((range * SLOTS + rows / SLOT_ROWS) << 2), counts)
    }
    store<u8>(counts + rows % SLOT_ROWS, here < 255 ? here : 255)
    if (here >= 255) {
      store<u32>(moreAt + (moreCount << 3), range)
      store<u32>(moreAt + (moreCount << 3), here, 4)
      moreCount++
    }
  }
}

function nextPage(entry: u32, full: u32): u32 {
  const page = unit()
  if (full == PAGE) store<u32>(entry, page, 12)
  else store<u32>(full, page)
  return page
}

function nextLeaf(bucket: u32, full: u32): u32 {
  if (leaf % UNIT == 0) leaf = unit()
  const next = leaf
  leaf += LEAF
  if (full == PAIRS) store<u32>(bucket, next, 4)
  else store<u32>(full - PAIRS, next, NEXT)
  return next
}

function unit(): u32 {
  const here = top
  reach(<u64>here + UNIT)
  top = here + UNIT
  return here
}

/** Makes sure that the memory reaches to `end`, which is never in its last page. */
export function ensure(end: f64): void {
  reach(<u64>end)
}

function reach(end: u64): void {
  if (end > 0xffff0000) unreachable()
  const pages = <i32>((end + 65535) >>> 16) + 1
  const have = memory.size()
  if (pages <= have) return
  const more = min<i32>(max<i32>(pages - have, 256), 65536 - have)
  if (have + more < pages || memory.grow(more) < 0) unreachable()
}

export function why(): u32 {
  return stop
}

export function rowsTaken(): u32 {
  return rows
}

export function edgesTaken(): u32 {
  return edges
}

export function selfLinksSeen(): f64 {
  return <f64>selfLinks
}

export function duplicatesDropped(): f64 {
  return <f64>duplicates
}

export function largestId(): f64 {
  return <f64>largest
}

export function lastSource(): f64 {
  return <f64>source
}

/** First address that the block does not use. */
export function topOfBlock(): u32 {
  return top
}

export function rangeEdges(range: u32): u32 {
  return load<u32>(rangesAt + range * RANGE, 8)
}

export function firstPage(range: u32): u32 {
  return load<u32>(rangesAt + range * RANGE, 12)
}

/** Puts the counts of all rows of a range at `counts`, those of 255 and more at `more`; gives how many are of the latter. */
export function gatherCounts(range: u32, counts: u32, more: u32): u32 {
  for (let slot: u32 = 0; slot * SLOT_ROWS < rows; slot++) {
    const from = load<u32>(slotsAt + ((range * SLOTS + slot) << 2))
    const width = min<u32>(SLOT_ROWS, rows - slot * SLOT_ROWS)
    if (from == 0) memory.fill(counts + slot * SLOT_ROWS, 0, width)
    else memory.copy(counts + slot * SLOT_ROWS, from, width)
  }
  let found: u32 = 0
  for (let k: u32 = 0; k < moreCount; k++) {
    if (load<u32>(moreAt + (k << 3)) == range) store<u32>(more + (found++ << 2), load<u32>(moreAt + (k << 3), 4))
  }
  return found
}

/** Index of a tile: neighbours and entries of `more` before each group of 1,024 rows, and once more for the end. */
export function index(counts: u32, rowCount: u32, more: u32, into: u32): void {
  let before: u32 = 0
  let moreBefore: u32 = 0
  let write = into
  for (let first: u32 = 0; first < rowCount; first += 1024) {
    store<u32>(write, before)
    store<u32>(write, moreBefore, 4)
    write += 8
    const end = counts + min<u32>(first + 1024, rowCount)
    for (let at = counts + first; at < end; at++) {
      const here = <u32>load<u8>(at)
      if (here < 255) before += here
      else before += load<u32>(more + (moreBefore++ << 2))
    }
  }
  store<u32>(write, before)
  store<u32>(write, moreBefore, 4)
}

/** Copies within the memory, for whoever calls. */
export function move(to: u32, from: u32, bytes: u32): void {
  memory.copy(to, from, bytes)
}

export function bucketEdges(bucket: u32): u32 {
  const last = load<u32>(bucketsAt + bucket * BUCKET)
  let count: u32 = 0
  let at = load<u32>(bucketsAt + bucket * BUCKET, 4)
  if (at == 0) return 0
  for (; at != last - (last & 0xfff); at = load<u32>(at, NEXT)) count += PAIRS / 5
  return count + (last & 0xfff) / 5
}

/**
 * Sorts a bucket: sources by target at `ids`, three bytes each, counts of all targets of the bucket at `counts`, those of
 * 255 and more at `more`; gives how many are of the latter. `tally` has four bytes for each target of a bucket.
 */
export function sortBucket(bucket: u32, tally: u32, ids: u32, counts: u32, more: u32): u32 {
  const last = load<u32>(bucketsAt + bucket * BUCKET)
  const lastLeaf = last - (last & 0xfff)
  const firstLeaf = load<u32>(bucketsAt + bucket * BUCKET, 4)
  const width: u32 = 1 << bucketBits
  memory.fill(tally, 0, width << 2)
  for (let page = firstLeaf; ; page = load<u32>(page, NEXT)) {
    const end = page == lastLeaf ? last : page + PAIRS
    for (let at = page; at < end; at += 5) {
      const slot = tally + (<u32>load<u16>(at) << 2)
      store<u32>(slot, load<u32>(slot) + 1)
    }
    if (page == lastLeaf) break
  }
  let put = ids
  let found: u32 = 0
  for (let k: u32 = 0; k < width; k++) {
    const here = load<u32>(tally + (k << 2))
    store<u32>(tally + (k << 2), put)
    put += here * 3
    store<u8>(counts + k, here < 255 ? here : 255)
    if (here >= 255) store<u32>(more + (found++ << 2), here)
  }
  for (let page = firstLeaf; ; page = load<u32>(page, NEXT)) {
    const end = page == lastLeaf ? last : page + PAIRS
    for (let at = page; at < end; at += 5) {
      const pair = load<u64>(at)
      const slot = tally + ((<u32>pair & 0xffff) << 2)
      const to = load<u32>(slot)
      store<u16>(to, <u32>(pair >>> 16))
      store<u8>(to, <u32>(pair >>> 32), 2)
      store<u32>(slot, to + 3)
    }
    if (page == lastLeaf) break
  }
  return found
}

// Parting a block in published order into linking and dangling rows: where the next of each is written.
let linkingIds: u32
let linkingCounts: u32
let linkingMore: u32
let danglingIds: u32
let danglingCounts: u32
let danglingMore: u32

/** For each byte eight others: the places of its set bits, then such as stand for none. Lies where nothing else does, at the front. */
const PICKS: u32 = 8192

export function beginParting(countsOfLinking: u32, moreOfLinking: u32, countsOfDangling: u32, moreOfDangling: u32, idsOfDangling: u32): void {
  for (let byte: u32 = 0; byte < 256; byte++) {
    let put = PICKS + (byte << 3)
    store<u64>(put, u64.MAX_VALUE)
    for (let left = byte; left != 0; left &= left - 1) store<u8>(put++, ctz(left))
  }
  linkingCounts = countsOfLinking
  linkingMore = moreOfLinking
  danglingCounts = countsOfDangling
  danglingMore = moreOfDangling
  danglingIds = idsOfDangling
}

/**
 * Parts one bucket of `width` vertices. `bits` has a bit for each, set if it is linking. The ids of linking rows are
 * written at `into`, where 16 bytes more than they need must be free, as behind the ids of dangling rows; gives their bytes.
 */
export function part(width: u32, counts: u32, more: u32, ids: u32, bits: u32, into: u32): u32 {
  linkingIds = into
  let from = ids
  let linkingTo = into
  let danglingTo = danglingIds
  let linkingCount = linkingCounts
  let danglingCount = danglingCounts
  let k: u32 = 0
  while (k < width) {
    const eight = k + 8 <= width ? load<u64>(counts + k) : u64.MAX_VALUE
    if (!hasLong(eight)) {
      // Counts of linking rows move together, and so do the others; only rows with neighbours are looked at by themselves.
      const isLinking = <u32>load<u8>(bits + (k >>> 3))
      const linking = popcnt<u32>(isLinking)
      const row = v128.load64_zero(counts + k)
      v128.store64_lane(linkingCount, i8x16.swizzle(row, v128.load64_zero(PICKS + (isLinking << 3))), 0)
      v128.store64_lane(danglingCount, i8x16.swizzle(row, v128.load64_zero(PICKS + ((isLinking ^ 255) << 3))), 0)
      linkingCount += linking
      danglingCount += 8 - linking
      for (let left = eight == 0 ? 0 : <u32>i8x16.bitmask(i8x16.ne(row, i8x16.splat(0))); left != 0; left &= left - 1) {
        const at = ctz(left)
        const bytes = (<u32>(eight >>> (<u64>at << 3)) & 255) * 3
        const forLinking = bytes & (0 - ((isLinking >>> at) & 1))
        const to = danglingTo ^ ((danglingTo ^ linkingTo) & (0 - ((isLinking >>> at) & 1)))
        v128.store(to, v128.load(from))
        if (bytes > 16) copy(to + 16, from + 16, bytes - 16)
        linkingTo += forLinking
        danglingTo += bytes - forLinking
        from += bytes
      }
      k += 8
      continue
    }
    for (const end = min<u32>(k + 8, width); k < end; k++) {
      const short = <u32>load<u8>(counts + k)
      const isLinking = (<u32>load<u8>(bits + (k >>> 3)) >>> (k & 7)) & 1
      let here = short
      if (short == 255) {
        here = load<u32>(more)
        more += 4
        if (isLinking) {
          store<u32>(linkingMore, here)
          linkingMore += 4
        } else {
          store<u32>(danglingMore, here)
          danglingMore += 4
        }
      }
      const bytes = here * 3
      if (isLinking) {
        store<u8>(linkingCount++, short)
        copy(linkingTo, from, bytes)
        linkingTo += bytes
      } else {
        store<u8>(danglingCount++, short)
        copy(danglingTo, from, bytes)
        danglingTo += bytes
      }
      from += bytes
    }
  }
  linkingIds = linkingTo
  danglingIds = danglingTo
  linkingCounts = linkingCount
  danglingCounts = danglingCount
  return linkingTo - into
}

/** Whether a byte of these eight is 255. */
@inline
function hasLong(eight: u64): bool {
  const rest = ~eight
  return ((rest - 0x0101010101010101) & eight & 0x8080808080808080) != 0
}

export function danglingIdsEnd(): u32 {
  return danglingIds
}

export function linkingMoreEnd(): u32 {
  return linkingMore
}

export function danglingMoreEnd(): u32 {
  return danglingMore
}

/** Copies up to 15 bytes more than asked, which is cheaper for short runs. */
function copy(to: u32, from: u32, bytes: u32): void {
  for (let k: u32 = 0; k < bytes; k += 16) v128.store(to + k, v128.load(from + k))
}

/** Adds the counts of one block and bucket to the sums of its vertices. */
export function addCounts(width: u32, counts: u32, more: u32, sums: u32): void {
  for (let k: u32 = 0; k < width; k++) {
    let here = <u32>load<u8>(counts + k)
    if (here == 255) {
      here = load<u32>(more)
      more += 4
    }
    store<u32>(sums + (k << 2), load<u32>(sums + (k << 2)) + here)
  }
}

/** Parts the sums of one bucket into those of linking and of dangling vertices; gives how many are linking. */
export function partSums(width: u32, sums: u32, bits: u32, linking: u32, dangling: u32): u32 {
  let found: u32 = 0
  for (let k: u32 = 0; k < width; k++) {
    const sum = load<u32>(sums + (k << 2))
    if ((<u32>load<u8>(bits + (k >>> 3)) >>> (k & 7)) & 1) store<u32>(linking + (found++ << 2), sum)
    else store<u32>(dangling + ((k - found) << 2), sum)
  }
  return found
}
