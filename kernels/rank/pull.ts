// Pull: every row adds up what those who link to it have to give. One call goes through a run of row groups of one
// tile (model/graph.ts has its layout). Vectors lie side by side: for each neighbour `lanes` numbers, for each row
// `lanes` sums. Four neighbours are added as they are, and their sum to the double sum of the row, in the same order
// in all variants: a vector comes out the same whatever lies beside it. Neighbours give doubles, floats, shorts
// or tens (kernels/lib/shorts.ts, tens.ts); the sums of shorts are floats between two calls, the others doubles.
//
// Numbers of neighbours are three bytes long, as in the file, or packed: three to a word of eight bytes, 21 bits each, in a
// third of the loads and a ninth less room. Both come to the same sums to the bit.
//
// The rows are short and unlike, and what they read lies anywhere. So 128 rows at a time, all they read is first copied
// into a small buffer, without a branch that depends on the counts: many reads are under way at once. The rows are
// then added up from there; up to four neighbours (eight of one float) without a branch, those too many masked out.
//
// Arguments: the chunk and how many groups each has; the groups from `groupFirst` to before `groupEnd`; rows of the
// tile; addresses of its four arrays, of what neighbours give, and of the sums of its first row. `fresh`: the sums
// begin at zero, whatever lies there. `buffers`: room for the buffers of all workers.

import { addShorts, beginLong, endLong } from '../lib/shorts'

const groupRows: u32 = 1024
const batchRows: u32 = 128
const bufferEntries: u32 = 4096
const bufferBytes: usize = 66560
// Within a buffer, behind its entries: the sums of a row that is added in parts.
const longSums: usize = 66048

let worker: usize = 0

// Tells which worker of the crew this is.
export function enter(number: u32): void {
  worker = number
}

// Numbers of neighbours are three bytes long and read as four; the topmost belongs to the next.
@inline function idAt(ids: usize, k: usize): usize {
  return <usize>(load<u32>(ids + k * 3) & 0xffffff)
}

// What one neighbour gives: of three vectors four bytes in place of shorts (kernels/lib/tens.ts).
@inline function givenBytes<T>(lanes: usize): usize {
  return sizeof<T>() == 2 && lanes == 3 ? 4 : lanes * sizeof<T>()
}

// The same as an entry of the buffer: three floats are read as four, the last is the next one's.
@inline function entryBytes<T>(lanes: usize): usize {
  return sizeof<T>() == 4 && lanes == 3 ? 16 : givenBytes<T>(lanes)
}

@inline function copy<T>(lanes: usize, from: usize, id: usize, to: usize, k: usize): void {
  const at = from + id * givenBytes<T>(lanes)
  const into = to + k * entryBytes<T>(lanes)
  if (entryBytes<T>(lanes) == 2) store<u16>(into, load<u16>(at))
  else if (entryBytes<T>(lanes) == 4) store<u32>(into, load<u32>(at))
  else if (entryBytes<T>(lanes) == 8) store<u64>(into, load<u64>(at))
  else v128.store(into, v128.load(at))
}

@inline function gatherThrees<T>(lanes: usize, from: usize, ids: usize, to: usize, count: u32): void {
  while (count >= 8) {
    copy<T>(lanes, from, idAt(ids, 0), to, 0)
    copy<T>(lanes, from, idAt(ids, 1), to, 1)
    copy<T>(lanes, from, idAt(ids, 2), to, 2)
    copy<T>(lanes, from, idAt(ids, 3), to, 3)
    copy<T>(lanes, from, idAt(ids, 4), to, 4)
    copy<T>(lanes, from, idAt(ids, 5), to, 5)
    copy<T>(lanes, from, idAt(ids, 6), to, 6)
    copy<T>(lanes, from, idAt(ids, 7), to, 7)
    ids += 24
    to += 8 * entryBytes<T>(lanes)
    count -= 8
  }
  while (count > 0) {
    copy<T>(lanes, from, idAt(ids, 0), to, 0)
    ids += 3
    to += entryBytes<T>(lanes)
    count--
  }
}

@inline function copyWord<T>(lanes: usize, from: usize, word: u64, to: usize, k: usize): void {
  copy<T>(lanes, from, <usize>(word & 0x1fffff), to, k)
  copy<T>(lanes, from, <usize>((word >>> 21) & 0x1fffff), to, k + 1)
  copy<T>(lanes, from, <usize>(word >>> 42), to, k + 2)
}

@inline function gatherWords<T>(lanes: usize, from: usize, words: usize, to: usize, count: i32): void {
  while (count > 9) {
    copyWord<T>(lanes, from, load<u64>(words), to, 0)
    copyWord<T>(lanes, from, load<u64>(words, 8), to, 3)
    copyWord<T>(lanes, from, load<u64>(words, 16), to, 6)
    copyWord<T>(lanes, from, load<u64>(words, 24), to, 9)
    words += 32
    to += 12 * entryBytes<T>(lanes)
    count -= 12
  }
  while (count > 0) {
    copyWord<T>(lanes, from, load<u64>(words), to, 0)
    words += 8
    to += 3 * entryBytes<T>(lanes)
    count -= 3
  }
}

// What some neighbours of a tile give, from number `edge` on, into the buffer; gives where it begins there. Packed, whole
// words are copied: up to two entries that were not asked for come before, and up to two behind.
@inline function gather<T>(lanes: usize, packed: bool, from: usize, ids: usize, edge: u32, buffer: usize, count: u32): usize {
  if (!packed) {
    gatherThrees<T>(lanes, from, ids + <usize>edge * 3, buffer, count)
    return buffer
  }
  const word = edge / 3
  const before = edge - word * 3
  gatherWords<T>(lanes, from, ids + <usize>word * 8, buffer, <i32>(count + before))
  return buffer + <usize>before * entryBytes<T>(lanes)
}

// The entries of one lane: for four of them ((0 + 1) + (2 + 3)), entries from `count` on being zero.

@inline function addFloats(at: usize, count: u32, sum: f64): f64 {
  while (count > 8) {
    sum = addEight(v128.load(at), v128.load(at, 16), sum)
    at += 32
    count -= 8
  }
  const all = i32x4.splat(count)
  return addEight(v128.and(v128.load(at), i32x4.gt_s(all, i32x4(0, 1, 2, 3))), v128.and(v128.load(at, 16), i32x4.gt_s(all, i32x4(4, 5, 6, 7))), sum)
}

@inline function addEight(a: v128, b: v128, sum: f64): f64 {
  const twos = f32x4.add(v128.shuffle<f32>(a, b, 0, 2, 4, 6), v128.shuffle<f32>(a, b, 1, 3, 5, 7))
  const fours = f64x2.promote_low_f32x4(f32x4.add(v128.shuffle<f32>(twos, twos, 0, 2, 0, 2), v128.shuffle<f32>(twos, twos, 1, 3, 1, 3)))
  return (sum + f64x2.extract_lane(fours, 0)) + f64x2.extract_lane(fours, 1)
}

@inline function addDoubles(at: usize, count: u32, sum: f64): f64 {
  while (count > 4) {
    sum += sumOfFour(v128.load(at), v128.load(at, 16))
    at += 32
    count -= 4
  }
  const all = i32x4.splat(count)
  return sum + sumOfFour(v128.and(v128.load(at), i32x4.gt_s(all, i32x4(0, 0, 1, 1))), v128.and(v128.load(at, 16), i32x4.gt_s(all, i32x4(2, 2, 3, 3))))
}

@inline function sumOfFour(a: v128, b: v128): f64 {
  const twos = f64x2.add(v128.shuffle<f64>(a, b, 0, 2), v128.shuffle<f64>(a, b, 1, 3))
  return f64x2.extract_lane(twos, 0) + f64x2.extract_lane(twos, 1)
}

// Two floats an entry, two entries a load.
@inline function addFloatPairs(at: usize, count: u32, sum: v128): v128 {
  while (count > 4) {
    sum = f64x2.add(sum, pairSum(v128.load(at), v128.load(at, 16)))
    at += 32
    count -= 4
  }
  const all = i32x4.splat(count)
  return f64x2.add(sum, pairSum(v128.and(v128.load(at), i32x4.gt_s(all, i32x4(0, 0, 1, 1))), v128.and(v128.load(at, 16), i32x4.gt_s(all, i32x4(2, 2, 3, 3)))))
}

@inline function pairSum(a: v128, b: v128): v128 {
  const twos = f32x4.add(v128.shuffle<u64>(a, b, 0, 2), v128.shuffle<u64>(a, b, 1, 3))
  return f64x2.promote_low_f32x4(f32x4.add(twos, high(twos)))
}

@inline function high(lanes: v128): v128 {
  return v128.shuffle<u64>(lanes, lanes, 1, 1)
}

// Wide entries, one a load: the four are masked each by itself.

@inline function masked(at: usize, all: v128, k: i32): v128 {
  return v128.and(v128.load(at + <usize>k * 16), i32x4.gt_s(all, i32x4.splat(k)))
}

@inline function addDoublePairs(at: usize, count: u32, sum: v128): v128 {
  while (count > 4) {
    sum = f64x2.add(sum, f64x2.add(f64x2.add(v128.load(at), v128.load(at, 16)), f64x2.add(v128.load(at, 32), v128.load(at, 48))))
    at += 64
    count -= 4
  }
  const all = i32x4.splat(count)
  return f64x2.add(sum, f64x2.add(f64x2.add(masked(at, all, 0), masked(at, all, 1)), f64x2.add(masked(at, all, 2), masked(at, all, 3))))
}

@inline function addWideFloats(lanes: usize, at: usize, count: u32, sumsAt: usize, fresh: u32): void {
  let first = fresh ? f64x2.splat(0) : v128.load(sumsAt)
  let second = fresh ? f64x2.splat(0) : lanes == 3 ? v128.load64_zero(sumsAt, 16) : v128.load(sumsAt, 16)
  while (count > 4) {
    const four = f32x4.add(f32x4.add(v128.load(at), v128.load(at, 16)), f32x4.add(v128.load(at, 32), v128.load(at, 48)))
    first = f64x2.add(first, f64x2.promote_low_f32x4(four))
    second = f64x2.add(second, f64x2.promote_low_f32x4(high(four)))
    at += 64
    count -= 4
  }
  const all = i32x4.splat(count)
  const four = f32x4.add(f32x4.add(masked(at, all, 0), masked(at, all, 1)), f32x4.add(masked(at, all, 2), masked(at, all, 3)))
  first = f64x2.add(first, f64x2.promote_low_f32x4(four))
  second = f64x2.add(second, f64x2.promote_low_f32x4(high(four)))
  v128.store(sumsAt, first)
  if (lanes == 3) v128.store64_lane(sumsAt, second, 0, 16)
  else v128.store(sumsAt, second, 16)
}

@inline function addEntries<T>(lanes: usize, at: usize, count: u32, sumsAt: usize, fresh: u32): void {
  if (sizeof<T>() == 2) addShorts(lanes, false, at, count, sumsAt, fresh)
  else if (lanes == 1) {
    const sum: f64 = fresh ? 0 : load<f64>(sumsAt)
    store<f64>(sumsAt, sizeof<T>() == 4 ? addFloats(at, count, sum) : addDoubles(at, count, sum))
  } else if (lanes == 2) {
    const sum = fresh ? f64x2.splat(0) : v128.load(sumsAt)
    v128.store(sumsAt, sizeof<T>() == 4 ? addFloatPairs(at, count, sum) : addDoublePairs(at, count, sum))
  } else {
    addWideFloats(lanes, at, count, sumsAt, fresh)
  }
}

@inline function sumBytes<T>(): usize {
  return sizeof<T>() == 2 ? 4 : 8
}

// Neighbours of all rows of a batch.
@inline function batchEdges(counts: usize, more: usize): u32 {
  let sum = i16x8.splat(0)
  let longRows = 0
  for (let row: usize = 0; row < batchRows; row += 16) {
    const some = v128.load(counts + row)
    sum = i16x8.add(sum, i16x8.extadd_pairwise_i8x16_u(some))
    longRows += popcnt(i8x16.bitmask(i8x16.eq(some, i8x16.splat(-1))))
  }
  const fours = i32x4.extadd_pairwise_i16x8_u(sum)
  let edges = i32x4.extract_lane(fours, 0) + i32x4.extract_lane(fours, 1) + i32x4.extract_lane(fours, 2) + i32x4.extract_lane(fours, 3)
  while (longRows > 0) {
    // What is more than all buffers hold need not be counted to the end.
    edges += min<u32>(load<u32>(more), bufferEntries + 255) - 255
    more += 4
    longRows--
  }
  return edges
}

@inline function pull<T>(lanes: usize, packed: bool, chunk: u32, chunkGroups: u32, groupFirst: u32, groupEnd: u32, rowCount: u32, ids: usize, counts: usize, more: usize, index: usize, from: usize, sums: usize, fresh: u32, buffers: usize): void {
  const buffer = buffers + worker * bufferBytes
  const group = groupFirst + chunk * chunkGroups
  let row: u32 = group * groupRows
  const end: u32 = min(min(group + chunkGroups, groupEnd) * groupRows, rowCount)
  let edge = load<u32>(index + group * 8)
  more += <usize>load<u32>(index + group * 8, 4) * 4
  while (row < end) {
    const batchEnd = min(row + batchRows, end)
    const edges = batchEnd == row + batchRows ? batchEdges(counts + row, more) : bufferEntries + 1
    if (edges == 0 && !fresh) {
      row = batchEnd
      continue
    }
    if (edges <= bufferEntries) {
      let at = gather<T>(lanes, packed, from, ids, edge, buffer, edges)
      edge += edges
      for (; row < batchEnd; row++) {
        let count: u32 = load<u8>(counts + row)
        if (count == 255) {
          count = load<u32>(more)
          more += 4
        }
        addEntries<T>(lanes, at, count, sums + <usize>row * (lanes * sumBytes<T>()), fresh)
        at += <usize>count * entryBytes<T>(lanes)
      }
      continue
    }
    // Too much for the buffer, or the last rows of the tile: row by row, long ones in parts.
    for (; row < batchEnd; row++) {
      let count: u32 = load<u8>(counts + row)
      if (count == 255) {
        count = load<u32>(more)
        more += 4
      }
      const sumsAt = sums + <usize>row * (lanes * sumBytes<T>())
      let begun = fresh
      if (sizeof<T>() == 2) beginLong(lanes, sumsAt, buffer + longSums, fresh)
      do {
        const part = min(count, bufferEntries)
        const at = gather<T>(lanes, packed, from, ids, edge, buffer, part)
        if (sizeof<T>() == 2) addShorts(lanes, true, at, part, buffer + longSums, 0)
        else addEntries<T>(lanes, at, part, sumsAt, begun)
        edge += part
        count -= part
        begun = 0
      } while (count > 0)
      if (sizeof<T>() == 2) endLong(lanes, sumsAt, buffer + longSums)
    }
  }
}

export function pullF32(chunk: u32, chunkGroups: u32, groupFirst: u32, groupEnd: u32, rowCount: u32, ids: usize, counts: usize, more: usize, index: usize, from: usize, sums: usize, fresh: u32, buffers: usize): void {
  pull<f32>(1, false, chunk, chunkGroups, groupFirst, groupEnd, rowCount, ids, counts, more, index, from, sums, fresh, buffers)
}

export function pullF64(chunk: u32, chunkGroups: u32, groupFirst: u32, groupEnd: u32, rowCount: u32, ids: usize, counts: usize, more: usize, index: usize, from: usize, sums: usize, fresh: u32, buffers: usize): void {
  pull<f64>(1, false, chunk, chunkGroups, groupFirst, groupEnd, rowCount, ids, counts, more, index, from, sums, fresh, buffers)
}

export function pullF32x2(chunk: u32, chunkGroups: u32, groupFirst: u32, groupEnd: u32, rowCount: u32, ids: usize, counts: usize, more: usize, index: usize, from: usize, sums: usize, fresh: u32, buffers: usize): void {
  pull<f32>(2, false, chunk, chunkGroups, groupFirst, groupEnd, rowCount, ids, counts, more, index, from, sums, fresh, buffers)
}

export function pullF64x2(chunk: u32, chunkGroups: u32, groupFirst: u32, groupEnd: u32, rowCount: u32, ids: usize, counts: usize, more: usize, index: usize, from: usize, sums: usize, fresh: u32, buffers: usize): void {
  pull<f64>(2, false, chunk, chunkGroups, groupFirst, groupEnd, rowCount, ids, counts, more, index, from, sums, fresh, buffers)
}

export function pullF32x3(chunk: u32, chunkGroups: u32, groupFirst: u32, groupEnd: u32, rowCount: u32, ids: usize, counts: usize, more: usize, index: usize, from: usize, sums: usize, fresh: u32, buffers: usize): void {
  pull<f32>(3, false, chunk, chunkGroups, groupFirst, groupEnd, rowCount, ids, counts, more, index, from, sums, fresh, buffers)
}

export function pullF32x4(chunk: u32, chunkGroups: u32, groupFirst: u32, groupEnd: u32, rowCount: u32, ids: usize, counts: usize, more: usize, index: usize, from: usize, sums: usize, fresh: u32, buffers: usize): void {
  pull<f32>(4, false, chunk, chunkGroups, groupFirst, groupEnd, rowCount, ids, counts, more, index, from, sums, fresh, buffers)
}

export function pullF64Packed(chunk: u32, chunkGroups: u32, groupFirst: u32, groupEnd: u32, rowCount: u32, ids: usize, counts: usize, more: usize, index: usize, from: usize, sums: usize, fresh: u32, buffers: usize): void {
  pull<f64>(1, true, chunk, chunkGroups, groupFirst, groupEnd, rowCount, ids, counts, more, index, from, sums, fresh, buffers)
}

export function pullF64x2Packed(chunk: u32, chunkGroups: u32, groupFirst: u32, groupEnd: u32, rowCount: u32, ids: usize, counts: usize, more: usize, index: usize, from: usize, sums: usize, fresh: u32, buffers: usize): void {
  pull<f64>(2, true, chunk, chunkGroups, groupFirst, groupEnd, rowCount, ids, counts, more, index, from, sums, fresh, buffers)
}

export function pullShort(chunk: u32, chunkGroups: u32, groupFirst: u32, groupEnd: u32, rowCount: u32, ids: usize, counts: usize, more: usize, index: usize, from: usize, sums: usize, fresh: u32, buffers: usize): void {
  pull<u16>(1, false, chunk, chunkGroups, groupFirst, groupEnd, rowCount, ids, counts, more, index, from, sums, fresh, buffers)
}

export function pullShortx2(chunk: u32, chunkGroups: u32, groupFirst: u32, groupEnd: u32, rowCount: u32, ids: usize, counts: usize, more: usize, index: usize, from: usize, sums: usize, fresh: u32, buffers: usize): void {
  pull<u16>(2, false, chunk, chunkGroups, groupFirst, groupEnd, rowCount, ids, counts, more, index, from, sums, fresh, buffers)
}

export function pullShortx3(chunk: u32, chunkGroups: u32, groupFirst: u32, groupEnd: u32, rowCount: u32, ids: usize, counts: usize, more: usize, index: usize, from: usize, sums: usize, fresh: u32, buffers: usize): void {
  pull<u16>(3, false, chunk, chunkGroups, groupFirst, groupEnd, rowCount, ids, counts, more, index, from, sums, fresh, buffers)
}

export function pullShortx4(chunk: u32, chunkGroups: u32, groupFirst: u32, groupEnd: u32, rowCount: u32, ids: usize, counts: usize, more: usize, index: usize, from: usize, sums: usize, fresh: u32, buffers: usize): void {
  pull<u16>(4, false, chunk, chunkGroups, groupFirst, groupEnd, rowCount, ids, counts, more, index, from, sums, fresh, buffers)
}

export function pullShortPacked(chunk: u32, chunkGroups: u32, groupFirst: u32, groupEnd: u32, rowCount: u32, ids: usize, counts: usize, more: usize, index: usize, from: usize, sums: usize, fresh: u32, buffers: usize): void {
  pull<u16>(1, true, chunk, chunkGroups, groupFirst, groupEnd, rowCount, ids, counts, more, index, from, sums, fresh, buffers)
}

export function pullShortx2Packed(chunk: u32, chunkGroups: u32, groupFirst: u32, groupEnd: u32, rowCount: u32, ids: usize, counts: usize, more: usize, index: usize, from: usize, sums: usize, fresh: u32, buffers: usize): void {
  pull<u16>(2, true, chunk, chunkGroups, groupFirst, groupEnd, rowCount, ids, counts, more, index, from, sums, fresh, buffers)
}

export function pullShortx3Packed(chunk: u32, chunkGroups: u32, groupFirst: u32, groupEnd: u32, rowCount: u32, ids: usize, counts: usize, more: usize, index: usize, from: usize, sums: usize, fresh: u32, buffers: usize): void {
  pull<u16>(3, true, chunk, chunkGroups, groupFirst, groupEnd, rowCount, ids, counts, more, index, from, sums, fresh, buffers)
}

export function pullShortx4Packed(chunk: u32, chunkGroups: u32, groupFirst: u32, groupEnd: u32, rowCount: u32, ids: usize, counts: usize, more: usize, index: usize, from: usize, sums: usize, fresh: u32, buffers: usize): void {
  pull<u16>(4, true, chunk, chunkGroups, groupFirst, groupEnd, rowCount, ids, counts, more, index, from, sums, fresh, buffers)
}

// Packs numbers of neighbours, three bytes each, from `ids` on: three to a word of eight bytes, 21 bits each, from `words` on.
// They may lie in the same place, or the words before; up to eight bytes behind the last number are read.
export function pack(ids: usize, count: u32, words: usize): void {
  while (count >= 3) {
    const first = <u64>(load<u32>(ids) & 0x1fffff)
    const second = <u64>(load<u32>(ids, 3) & 0x1fffff)
    const third = <u64>(load<u32>(ids, 6) & 0x1fffff)
    store<u64>(words, first | (second << 21) | (third << 42))
    ids += 9
    words += 8
    count -= 3
  }
  if (count == 0) return
  const first = <u64>(load<u32>(ids) & 0x1fffff)
  const second = count == 2 ? <u64>(load<u32>(ids, 3) & 0x1fffff) : 0
  store<u64>(words, first | (second << 21))
}
