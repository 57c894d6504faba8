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

/** `Bits` says what balls hold: u8 for single bits, u16 for counters. */
@inline function unite<Bits>(a: v128, b: v128): v128 {
  return sizeof<Bits>() == 1 ? v128.or(a, b) : i8x16.max_u(a, b)
}

/** Unites 64 bytes of each neighbour; those that did not change in the last step are passed over, where that is known. */
@inline function row64<Bits>(ids: usize, count: u32, from: usize, width: usize, changed: usize, into: usize): void {
  let a = v128.load(into)
  let b = v128.load(into, 16)
  let c = v128.load(into, 32)
  let d = v128.load(into, 48)
  let k: u32 = 0
  if (!changed) {
    for (; k + 1 < count; k += 2) {
      const at = from + idAt(ids, k) * width
      const next = from + idAt(ids, k + 1) * width
      a = unite<Bits>(a, unite<Bits>(v128.load(at), v128.load(next)))
      b = unite<Bits>(b, unite<Bits>(v128.load(at, 16), v128.load(next, 16)))
      c = unite<Bits>(c, unite<Bits>(v128.load(at, 32), v128.load(next, 32)))
      d = unite<Bits>(d, unite<Bits>(v128.load(at, 48), v128.load(next, 48)))
    }
  }
  for (; k < count; k++) {
    const id = idAt(ids, k)
    if (changed && !load<u8>(changed + id)) continue
    const at = from + id * width
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

@inline function row16<Bits>(ids: usize, count: u32, from: usize, changed: usize, into: usize): void {
  let a = v128.load(into)
  for (let k: u32 = 0; k < count; k++) {
    const id = idAt(ids, k)
    if (changed && !load<u8>(changed + id)) continue
    a = unite<Bits>(a, v128.load(from + id * 16))
  }
  v128.store(into, a)
}

@inline function gather<Bits>(chunk: u32, chunkGroups: u32, rowCount: u32, width: u32, table: usize, tileCount: u32, current: usize, changed: usize, gathered: usize, fresh: u32): void {
  const group = chunk * chunkGroups
  const rowFirst = group * groupRows
  const rowEnd = min((group + chunkGroups) * groupRows, rowCount)
  if (fresh) memory.fill(gathered + <usize>rowFirst * width, 0, <usize>(rowEnd - rowFirst) * width)
  for (let tile: u32 = 0; tile < tileCount; tile++, table += entryBytes) {
    const index = <usize>load<u32>(table, 12) + <usize>group * 8
    let ids = <usize>load<u32>(table) + <usize>(load<u32>(index) - load<u32>(table, 16)) * 3
    const counts = <usize>load<u32>(table, 4)
    let more = <usize>load<u32>(table, 8) + <usize>(load<u32>(index, 4) - load<u32>(table, 20)) * 4
    const first = <usize>load<u32>(table, 24)
    const from = current + first * width
    const flags = changed ? changed + first : 0
    for (let row = rowFirst; row < rowEnd; row++) {
      let count: u32 = load<u8>(counts + row)
      if (count == 0) continue
      if (count == 255) {
        count = load<u32>(more)
        more += 4
      }
      const into = gathered + <usize>row * width
      if (width == 16) row16<Bits>(ids, count, from, flags, into)
      else for (let part: usize = 0; part < width; part += 64) row64<Bits>(ids, count, from + part, width, flags, into + part)
      ids += <usize>count * 3
    }
  }
}

export function gatherCounters(chunk: u32, chunkGroups: u32, rowCount: u32, width: u32, table: usize, tileCount: u32, current: usize, changed: usize, gathered: usize, fresh: u32): void {
  gather<u16>(chunk, chunkGroups, rowCount, width, table, tileCount, current, changed, gathered, fresh)
}

export function gatherBits(chunk: u32, chunkGroups: u32, rowCount: u32, width: u32, table: usize, tileCount: u32, current: usize, changed: usize, gathered: usize, fresh: u32): void {
  gather<u8>(chunk, chunkGroups, rowCount, width, table, tileCount, current, changed, gathered, fresh)
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
 * row's score. `tally` gets the number of rows that changed, chunk by chunk.
 */
export function settle(chunk: u32, chunkRows: u32, rowCount: u32, width: u32, counters: u32, gathered: usize, current: usize, next: usize, changed: usize, scores: usize, tally: usize, step: f64, scale: f64, logs: usize): void {
  const rowFirst = chunk * chunkRows
  const rowEnd = min(rowFirst + chunkRows, rowCount)
  let changes: u32 = 0
  for (let row = rowFirst; row < rowEnd; row++) {
    const offset = <usize>row * width
    let grew = v128.splat<u8>(0)
    for (let at: usize = 0; at < width; at += 16) {
      const before = v128.load(current + offset + at)
      const gain = v128.load(gathered + offset + at)
      const after = counters ? i8x16.max_u(before, gain) : v128.or(before, gain)
      grew = v128.or(grew, v128.xor(before, after))
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
