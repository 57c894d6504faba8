// Balls: every row unites what those who link to it have reached so far. What a vertex has reached is `width` bytes:
// either a HyperLogLog counter of as many registers (united by the larger of each), or one bit for each of 8 × width
// chosen vertices (united by or). Rows come in pieces of tiles, read from the file as they are needed; a table tells
// where each piece lies:
//
//     ids, counts, more, index: addresses; edges and entries of `more` before the first group; row of the first neighbour

const groupRows: u32 = 1024
const entryBytes: usize = 32

// Numbers of neighbours are three bytes long and read as four; the topmost belongs to the next.
@inline function idAt(ids: usize, k: u32): usize {
  return <usize>(load<u32>(ids + <usize>k * 3) & 0xffffff)
}

// What neighbours have lies anywhere, so most time would be spent waiting for memory, one neighbour after the other.
// Therefore the neighbours of some rows are first listed, those left out that did not change in the last step; then a
// word of each is touched, without a branch, so that many are on their way at once; then the rows unite what by now is
// near. Bits that spread no more bring nothing new to anybody: a row that has all of the others is passed over.
//
// Each worker has a list of its own: ids within the block, and for each row its number and where its ids end.

const listIds: u32 = 256
const listRows: u32 = 256
const listBytes: usize = 3072

let worker: usize = 0
let touched: u32 = 0

// Tells which worker of the crew this is.
export function enter(number: u32): void {
  worker = number
}

/** `Bits` says what balls hold: u8 for single bits, u16 for counters. */
@inline function unite<Bits>(a: v128, b: v128): v128 {
  return sizeof<Bits>() == 1 ? v128.or(a, b) : i8x16.max_u(a, b)
}

@inline function listOf(ids: usize, count: u32, changed: usize, list: usize, listed: u32): u32 {
  if (changed) {
    for (; count > 0; count--, ids += 3) {
      const id = idAt(ids, 0)
      store<u32>(list + <usize>listed * 4, <u32>id)
      listed += load<u8>(changed + id)
    }
  } else {
    for (; count > 0; count--, ids += 3, listed++) store<u32>(list + <usize>listed * 4, <u32>idAt(ids, 0))
  }
  return listed
}

@inline function touch(list: usize, listed: u32, from: usize, width: usize): void {
  let some: u32 = 0
  for (const end = list + <usize>listed * 4; list < end; list += 4) some |= load<u32>(from + <usize>load<u32>(list) * width)
  touched = some
}

@inline function hasAll(at: usize, wanted: usize, width: usize): bool {
  for (let part: usize = 0; part < width; part += 16) if (v128.any_true(v128.andnot(v128.load(wanted + part), v128.load(at + part)))) return false
  return true
}

@inline function row64<Bits>(list: usize, end: usize, from: usize, width: usize, into: usize): void {
  let a = v128.load(into)
  let b = v128.load(into, 16)
  let c = v128.load(into, 32)
  let d = v128.load(into, 48)
  for (; list < end; list += 4) {
    const at = from + <usize>load<u32>(list) * width
    a = unite<Bits>(a, v128.load(at))
    b = unite<Bits>(b, v128.load(at, 16))
    c = unite<Bits>(c, v128.load(at, 32))
    d = unite<Bits>(d, v128.load(at, 48))
  }
  v128.store(into, a)
  v128.store(into, b, 16)
  v128.store(into, c, 32)
  v128.store(into, d, 48)
}

@inline function row16<Bits>(list: usize, end: usize, from: usize, into: usize): void {
  let a = v128.load(into)
  for (; list < end; list += 4) a = unite<Bits>(a, v128.load(from + <usize>load<u32>(list) * 16))
  v128.store(into, a)
}

/** Unites what is listed. */
@inline function uniteRows<Bits>(list: usize, rows: u32, listed: u32, from: usize, width: usize, gathered: usize): void {
  const ends = list + listIds * 4
  for (let part: usize = 0; part < width; part += 64) {
    touch(list, listed, from + part, width)
    let first: u32 = 0
    for (let place: u32 = 0; place < rows; place++) {
      const into = gathered + <usize>load<u32>(ends + <usize>place * 8) * width
      const end = load<u32>(ends + <usize>place * 8, 4)
      if (width == 16) row16<Bits>(list + <usize>first * 4, list + <usize>end * 4, from, into)
      else row64<Bits>(list + <usize>first * 4, list + <usize>end * 4, from + part, width, into + part)
      first = end
    }
  }
}

@inline function gather<Bits>(chunk: u32, chunkGroups: u32, rowCount: u32, width: usize, table: usize, current: usize, changed: usize, gathered: usize, lists: usize, spreading: usize): void {
  const list = lists + worker * listBytes
  const ends = list + listIds * 4
  const group = chunk * chunkGroups
  const rowFirst = group * groupRows
  const rowEnd = min((group + chunkGroups) * groupRows, rowCount)
  const index = <usize>load<u32>(table, 12) + <usize>group * 8
  let ids = <usize>load<u32>(table) + <usize>(load<u32>(index) - load<u32>(table, 16)) * 3
  const counts = <usize>load<u32>(table, 4)
  let more = <usize>load<u32>(table, 8) + <usize>(load<u32>(index, 4) - load<u32>(table, 20)) * 4
  const first = <usize>load<u32>(table, 24)
  const from = current + first * width
  const flags = changed ? changed + first : 0
  let listed: u32 = 0
  let rows: u32 = 0
  for (let row = rowFirst; row < rowEnd; row++) {
    let count: u32 = load<u8>(counts + row)
    if (count == 0) continue
    if (count == 255) {
      count = load<u32>(more)
      more += 4
    }
    const into = gathered + <usize>row * width
    const next = ids + <usize>count * 3
    while (count > 0) {
      if (sizeof<Bits>() == 1 && hasAll(into, spreading, width)) break
      // A row with too many neighbours comes in parts.
      const part = min(count, listIds)
      if (listed + part > listIds || rows == listRows) {
        uniteRows<Bits>(list, rows, listed, from, width, gathered)
        listed = 0
        rows = 0
      }
      const end = listOf(ids, part, flags, list, listed)
      ids += <usize>part * 3
      count -= part
      if (end == listed) continue
      listed = end
      store<u32>(ends + <usize>rows * 8, row)
      store<u32>(ends + <usize>rows * 8, listed, 4)
      rows++
    }
    ids = next
  }
  if (rows > 0) uniteRows<Bits>(list, rows, listed, from, width, gathered)
}

export function clear(chunk: u32, chunkRows: u32, rowCount: u32, width: u32, gathered: usize): void {
  const first = chunk * chunkRows
  memory.fill(gathered + <usize>first * width, 0, <usize>(min(first + chunkRows, rowCount) - first) * width)
}

export function gatherCounters(chunk: u32, chunkGroups: u32, rowCount: u32, width: u32, table: usize, current: usize, changed: usize, gathered: usize, lists: usize): void {
  if (width == 64) gather<u16>(chunk, chunkGroups, rowCount, 64, table, current, changed, gathered, lists, 0)
  else if (width == 16) gather<u16>(chunk, chunkGroups, rowCount, 16, table, current, changed, gathered, lists, 0)
  else gather<u16>(chunk, chunkGroups, rowCount, 256, table, current, changed, gathered, lists, 0)
}

/** `spreading`: the bits that some vertex came to have in the last step. Rows begin with what they had before, where that is kept. */
export function gatherBits(chunk: u32, chunkGroups: u32, rowCount: u32, width: u32, table: usize, current: usize, changed: usize, gathered: usize, lists: usize, spreading: usize): void {
  if (width == 64) gather<u8>(chunk, chunkGroups, rowCount, 64, table, current, changed, gathered, lists, spreading)
  else if (width == 16) gather<u8>(chunk, chunkGroups, rowCount, 16, table, current, changed, gathered, lists, spreading)
  else gather<u8>(chunk, chunkGroups, rowCount, 256, table, current, changed, gathered, lists, spreading)
}

/** 64 bits that depend on every bit of the row and the seed: the finish of splitmix64. */
@inline function hash(row: u32, seed: u32): u64 {
  let bits: u64 = (<u64>row + 1) * 0x9e3779b97f4a7c15 + <u64>seed * 0xd1342543de82ef95
  bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9
  bits = (bits ^ (bits >> 27)) * 0x94d049bb133111eb
  return bits ^ (bits >> 31)
}

/** Lets a counter see a row. */
@inline function see(counter: usize, width: u32, row: u32, seed: u32): void {
  const bits = hash(row, seed)
  const log = ctz<u32>(width)
  const rest = bits >> log
  const value: u32 = rest == 0 ? 65 - log : <u32>ctz<u64>(rest) + 1
  const register = counter + <usize>(bits & <u64>(width - 1))
  if (load<u8>(register) < value) store<u8>(register, <u8>value)
}

/** Counters that have seen their own row only. */
export function start(chunk: u32, chunkRows: u32, rowCount: u32, width: u32, rowFirst: u32, current: usize, seed: u32): void {
  const end = min((chunk + 1) * chunkRows, rowCount)
  for (let row = chunk * chunkRows; row < end; row++) {
    const counter = current + <usize>row * width
    memory.fill(counter, 0, width)
    see(counter, width, rowFirst + row, seed)
  }
}

/** Sum of two powers of two each, given the upper 32 bits of their doubles. */
@inline function doubles(tops: v128): v128 {
  const zero = v128.splat<u32>(0)
  return f64x2.add(v128.shuffle<u32>(zero, tops, 0, 4, 1, 5), v128.shuffle<u32>(zero, tops, 2, 6, 3, 7))
}

/** Sum of 2^−value over 8 registers, given as 16-bit numbers, in two halves. The upper 16 bits of a double are all of a power of two. */
@inline function powers(values: v128): v128 {
  const zero = v128.splat<u16>(0)
  const tops = i16x8.sub(v128.splat<u16>(0x3ff0), i16x8.shl(values, 4))
  return f64x2.add(doubles(v128.shuffle<u16>(zero, tops, 0, 8, 1, 9, 2, 10, 3, 11)), doubles(v128.shuffle<u16>(zero, tops, 4, 12, 5, 13, 6, 14, 7, 15)))
}

/** HyperLogLog estimate with the correction for few elements; `logs` has width · ln(width / empty) by the number of empty registers. */
@inline function sizeOfCounter(counter: usize, width: u32, scale: f64, logs: usize): f64 {
  const zero = v128.splat<u8>(0)
  let sums = v128.splat<f64>(0)
  let empty: u32 = 0
  for (let at: u32 = 0; at < width; at += 16) {
    const values = v128.load(counter + at)
    sums = f64x2.add(sums, f64x2.add(powers(i16x8.extend_low_i8x16_u(values)), powers(i16x8.extend_high_i8x16_u(values))))
    empty += popcnt<u32>(i8x16.bitmask(i8x16.eq(values, zero)))
  }
  const raw = scale / (f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1))
  return raw <= 2.5 * <f64>width && empty > 0 ? load<f64>(logs + <usize>empty * 8) : raw
}

@inline function sizeOfBits(bits: usize, width: u32, scale: f64): f64 {
  let count: u64 = 0
  for (let at: u32 = 0; at < width; at += 8) count += popcnt<u64>(load<u64>(bits + at))
  return <f64>count * scale
}

@inline function sizeOf(at: usize, width: u32, counters: u32, scale: f64, logs: usize): f64 {
  return counters ? sizeOfCounter(at, width, scale, logs) : sizeOfBits(at, width, scale)
}

/**
 * Ends a step for linking rows: what a row has reached now, whether that is more than before, and what it adds to the
 * row's score. `tally` gets the number of rows that changed, chunk by chunk, and `spread` all bits that are new to some
 * row, `width` bytes for each chunk.
 */
export function settle(chunk: u32, chunkRows: u32, rowCount: u32, width: u32, counters: u32, gathered: usize, current: usize, next: usize, changed: usize, scores: usize, tally: usize, spread: usize, step: f64, scale: f64, logs: usize): void {
  const rowFirst = chunk * chunkRows
  const rowEnd = min(rowFirst + chunkRows, rowCount)
  let changes: u32 = 0
  spread += <usize>chunk * width
  memory.fill(spread, 0, width)
  for (let row = rowFirst; row < rowEnd; row++) {
    const offset = <usize>row * width
    let grew = v128.splat<u8>(0)
    for (let at: usize = 0; at < width; at += 16) {
      const before = v128.load(current + offset + at)
      const gain = v128.load(gathered + offset + at)
      const after = counters ? i8x16.max_u(before, gain) : v128.or(before, gain)
      const fresh = v128.xor(before, after)
      grew = v128.or(grew, fresh)
      v128.store(spread + at, v128.or(v128.load(spread + at), fresh))
      v128.store(next + offset + at, after)
    }
    const more: u32 = v128.any_true(grew) ? 1 : 0
    store<u8>(changed + row, <u8>more)
    changes += more
    if (!more) continue
    const score = scores + <usize>row * 8
    store<f64>(score, load<f64>(score) + (sizeOf(next + offset, width, counters, scale, logs) - sizeOf(current + offset, width, counters, scale, logs)) / step)
  }
  store<u32>(tally + <usize>chunk * 4, changes)
}

/** Ends a step for dangling rows, which nothing is kept of: how much more than themselves they have reached. */
export function measure(chunk: u32, chunkRows: u32, rowCount: u32, width: u32, counters: u32, gathered: usize, rowFirst: u32, sizes: usize, seed: u32, scale: f64, logs: usize): void {
  const first = chunk * chunkRows
  const end = min(first + chunkRows, rowCount)
  const alone = counters ? load<f64>(logs + <usize>(width - 1) * 8) : 0
  for (let row = first; row < end; row++) {
    const at = gathered + <usize>row * width
    if (counters) see(at, width, rowFirst + row, seed)
    store<f64>(sizes + <usize>row * 8, sizeOf(at, width, counters, scale, logs) - alone)
  }
}
