// Slices: what kernels/rank/pull.ts does where neighbours give shorts or tens (kernels/lib/shorts.ts, tens.ts), from tiles whose rows were put in the order of
// their counts when they were read. Both add the same numbers in the same order and come to the same bits, for one vector and for up to four side by side.
//
// The rows of a window, which is what one chunk goes through, stand in the order of how many neighbours they have, those with none left out.
// Of four rows with the same count (a slice) all first neighbours stand together, then all second ones, and so on. So loops go on as
// often as their count says, for many rows one after the other, no branch depends on a single row, and four rows are added up at once.
//
// A window lies in memory in five parts, one behind the other:
//
// - head: how many long rows and how many runs there are, and bytes from the window's beginning to its neighbours; 4 bytes each
// - long rows, which have more than 64 neighbours: the count of each, 4 bytes
// - runs of rows with the same count: the count in the low byte, the number of rows above it; 4 bytes
// - rows, long ones first: 2 bytes each, counted from the first row of the window
// - neighbours, 3 bytes each, as in the file: those of the long rows, then of each run by slices, and of the last up to three rows one after the other
//
// It is followed by at least one byte that is nobody's, so that each neighbour can be read as four bytes.

import { high, idAt, idBytes, low, sliceRows, sumBytes } from '../lib/neighbours'
import { addTensRow, addTensSlices } from '../lib/tens-slices'

const headBytes: usize = 12

// What four neighbours give, as floats.
@inline function fourOf(from: usize, a: usize, b: usize, c: usize, d: usize): v128 {
  let four = i32x4.splat(0)
  four = v128.load_lane<u16>(from + a * 2, four, 1)
  four = v128.load_lane<u16>(from + b * 2, four, 3)
  four = v128.load_lane<u16>(from + c * 2, four, 5)
  return v128.load_lane<u16>(from + d * 2, four, 7)
}

@inline function column(from: usize, ids: usize): v128 {
  return fourOf(from, idAt(ids, 0), idAt(ids, 1), idAt(ids, 2), idAt(ids, 3))
}

@inline function fourColumns(from: usize, ids: usize): v128 {
  return f32x4.add(f32x4.add(column(from, ids), column(from, ids + 12)), f32x4.add(column(from, ids + 24), column(from, ids + 36)))
}

// Up to three, as if there were zeros behind them.
@inline function fewColumns(from: usize, ids: usize, count: u32): v128 {
  if (count == 1) return column(from, ids)
  const two = f32x4.add(column(from, ids), column(from, ids + 12))
  return count == 2 ? two : f32x4.add(two, column(from, ids + 24))
}

@inline function sumAt(sums: usize, rows: u64, lane: i32): usize {
  return sums + <usize>(<u32>(rows >>> (16 * lane)) & 0xffff) * sumBytes
}

@inline function loadSums(sums: usize, rows: u64): v128 {
  let four = v128.load32_zero(sumAt(sums, rows, 0))
  four = v128.load_lane<u32>(sumAt(sums, rows, 1), four, 1)
  four = v128.load_lane<u32>(sumAt(sums, rows, 2), four, 2)
  return v128.load_lane<u32>(sumAt(sums, rows, 3), four, 3)
}

@inline function storeSums(sums: usize, rows: u64, four: v128): void {
  v128.store_lane<u32>(sumAt(sums, rows, 0), four, 0)
  v128.store_lane<u32>(sumAt(sums, rows, 1), four, 1)
  v128.store_lane<u32>(sumAt(sums, rows, 2), four, 2)
  v128.store_lane<u32>(sumAt(sums, rows, 3), four, 3)
}

// Of up to four neighbours no double is needed: two floats added as doubles and then rounded are what they are added as floats.
@inline function addFew(count: u32, from: usize, ids: usize, sums: usize, rows: u64): void {
  storeSums(sums, rows, f32x4.add(loadSums(sums, rows), count == 4 ? fourColumns(from, ids) : fewColumns(from, ids, count)))
}

@inline function addMany(count: u32, from: usize, ids: usize, sums: usize, rows: u64): void {
  const before = loadSums(sums, rows)
  let first = low(before)
  let last = high(before)
  for (; count >= 4; count -= 4) {
    const four = fourColumns(from, ids)
    first = f64x2.add(first, low(four))
    last = f64x2.add(last, high(four))
    ids += 48
  }
  if (count > 0) {
    const few = fewColumns(from, ids, count)
    first = f64x2.add(first, low(few))
    last = f64x2.add(last, high(few))
  }
  storeSums(sums, rows, v128.shuffle<u64>(f32x4.demote_f64x2_zero(first), f32x4.demote_f64x2_zero(last), 0, 2))
}

// A single row.

@inline function giving(from: usize, ids: usize, k: u32): f32 {
  return reinterpret<f32>(<u32>load<u16>(from + idAt(ids, k) * 2) << 16)
}

@inline function sumOfRow(count: u32, from: usize, ids: usize, sum: f64): f64 {
  for (; count >= 4; count -= 4) {
    sum += <f64>((giving(from, ids, 0) + giving(from, ids, 1)) + (giving(from, ids, 2) + giving(from, ids, 3)))
    ids += 4 * idBytes
  }
  if (count == 0) return sum
  let few = giving(from, ids, 0)
  if (count > 1) few += giving(from, ids, 1)
  if (count > 2) few += giving(from, ids, 2)
  return sum + <f64>few
}

// Sixteen neighbours of a row at a time: four fours side by side, whose sums are added one after the other.
@inline function addLong(count: u32, from: usize, ids: usize, at: usize): void {
  let sum = <f64>load<f32>(at)
  for (; count >= 16; count -= 16) {
    const a = fourOf(from, idAt(ids, 0), idAt(ids, 4), idAt(ids, 8), idAt(ids, 12))
    const b = fourOf(from, idAt(ids, 1), idAt(ids, 5), idAt(ids, 9), idAt(ids, 13))
    const c = fourOf(from, idAt(ids, 2), idAt(ids, 6), idAt(ids, 10), idAt(ids, 14))
    const d = fourOf(from, idAt(ids, 3), idAt(ids, 7), idAt(ids, 11), idAt(ids, 15))
    const fours = f32x4.add(f32x4.add(a, b), f32x4.add(c, d))
    const first = low(fours)
    const last = high(fours)
    sum = (((sum + f64x2.extract_lane(first, 0)) + f64x2.extract_lane(first, 1)) + f64x2.extract_lane(last, 0)) + f64x2.extract_lane(last, 1)
    ids += 48
  }
  store<f32>(at, <f32>sumOfRow(count, from, ids, sum))
}

// Two or four vectors, side by side: what a neighbour gives are as many shorts, which become floats where they stand. Of four the second and
// third have changed places (kernels/lib/shorts.ts), and do so again only when they are stored. Two vectors of two rows, or four of one, go together.

// What a neighbour gives, as floats; of two vectors the neighbour of the next row, too.
@inline function wide(lanes: usize, from: usize, ids: usize): v128 {
  if (lanes == 4) return i32x4.shl(v128.load_ext<u16>(from + idAt(ids, 0) * 8), 16)
  const two = v128.load32_lane(from + idAt(ids, 1) * 4, v128.load32_zero(from + idAt(ids, 0) * 4), 1)
  return i32x4.shl(i32x4.extend_low_i16x8_u(two), 16)
}

@inline function wideFour(lanes: usize, from: usize, ids: usize, step: usize): v128 {
  return f32x4.add(f32x4.add(wide(lanes, from, ids), wide(lanes, from, ids + step)), f32x4.add(wide(lanes, from, ids + 2 * step), wide(lanes, from, ids + 3 * step)))
}

@inline function wideFew(lanes: usize, count: u32, from: usize, ids: usize, step: usize): v128 {
  if (count == 1) return wide(lanes, from, ids)
  const two = f32x4.add(wide(lanes, from, ids), wide(lanes, from, ids + step))
  return count == 2 ? two : f32x4.add(two, wide(lanes, from, ids + 2 * step))
}

@inline function wideAt(lanes: usize, sums: usize, rows: usize, row: usize): usize {
  return sums + <usize>load<u16>(rows + row * 2) * (lanes * sumBytes)
}

// Sums in the order of what neighbours give.
@inline function loadWide(lanes: usize, at: usize, next: usize): v128 {
  if (lanes == 2) return v128.load64_lane(next, v128.load64_zero(at), 1)
  const four = v128.load(at)
  return v128.shuffle<u32>(four, four, 0, 2, 1, 3)
}

@inline function storeWide(lanes: usize, at: usize, next: usize, four: v128): void {
  if (lanes == 2) {
    v128.store64_lane(at, four, 0)
    v128.store64_lane(next, four, 1)
    return
  }
  v128.store(at, v128.shuffle<u32>(four, four, 0, 2, 1, 3))
}

// A row, or two of two vectors. `step`: bytes from a neighbour to the next one of the same row.
@inline function addWideRow(lanes: usize, few: bool, count: u32, from: usize, ids: usize, step: usize, at: usize, next: usize): void {
  const before = loadWide(lanes, at, next)
  if (few) {
    storeWide(lanes, at, next, f32x4.add(before, count == 4 ? wideFour(lanes, from, ids, step) : wideFew(lanes, count, from, ids, step)))
    return
  }
  let first = low(before)
  let last = high(before)
  for (; count >= 4; count -= 4) {
    const four = wideFour(lanes, from, ids, step)
    first = f64x2.add(first, low(four))
    last = f64x2.add(last, high(four))
    ids += 4 * step
  }
  if (count > 0) {
    const four = wideFew(lanes, count, from, ids, step)
    first = f64x2.add(first, low(four))
    last = f64x2.add(last, high(four))
  }
  storeWide(lanes, at, next, v128.shuffle<u64>(f32x4.demote_f64x2_zero(first), f32x4.demote_f64x2_zero(last), 0, 2))
}

@inline function addWideSlice(lanes: usize, few: bool, count: u32, from: usize, ids: usize, sums: usize, rows: usize): void {
  const step: usize = sliceRows * idBytes
  addWideRow(lanes, few, count, from, ids, step, wideAt(lanes, sums, rows, 0), wideAt(lanes, sums, rows, 1))
  if (lanes == 4) addWideRow(lanes, few, count, from, ids + idBytes, step, wideAt(lanes, sums, rows, 1), 0)
  addWideRow(lanes, few, count, from, ids + 2 * idBytes, step, wideAt(lanes, sums, rows, 2), wideAt(lanes, sums, rows, 3))
  if (lanes == 4) addWideRow(lanes, few, count, from, ids + 3 * idBytes, step, wideAt(lanes, sums, rows, 3), 0)
}

// Two vectors of a single row.

@inline function giving2(from: usize, ids: usize, k: u32): v128 {
  return i32x4.shl(i32x4.extend_low_i16x8_u(v128.load32_zero(from + idAt(ids, k) * 4)), 16)
}

@inline function addTwo(count: u32, from: usize, ids: usize, at: usize): void {
  let sum = low(v128.load64_zero(at))
  for (; count >= 4; count -= 4) {
    sum = f64x2.add(sum, low(f32x4.add(f32x4.add(giving2(from, ids, 0), giving2(from, ids, 1)), f32x4.add(giving2(from, ids, 2), giving2(from, ids, 3)))))
    ids += 4 * idBytes
  }
  if (count > 0) {
    let few = giving2(from, ids, 0)
    if (count > 1) few = f32x4.add(few, giving2(from, ids, 1))
    if (count > 2) few = f32x4.add(few, giving2(from, ids, 2))
    sum = f64x2.add(sum, low(few))
  }
  v128.store64_lane(at, f32x4.demote_f64x2_zero(sum), 0)
}

// A single row, of however many neighbours.
@inline function addAlone(lanes: usize, long: bool, count: u32, from: usize, ids: usize, at: usize): void {
  if (lanes == 4) addWideRow(lanes, false, count, from, ids, idBytes, at, 0)
  else if (lanes == 3) addTensRow(count, from, ids, at)
  else if (lanes == 2) addTwo(count, from, ids, at)
  else if (long) addLong(count, from, ids, at)
  else store<f32>(at, <f32>sumOfRow(count, from, ids, <f64>load<f32>(at)))
}

// The slices of a run. `few`: its count is at most 4, and known when this is compiled.
@inline function addSlices(lanes: usize, few: bool, count: u32, slices: u32, from: usize, ids: usize, sums: usize, rows: usize): void {
  if (lanes == 3) return addTensSlices(few, count, slices, from, ids, sums, rows)
  for (; slices > 0; slices--) {
    if (lanes > 1) addWideSlice(lanes, few, count, from, ids, sums, rows)
    else if (few) addFew(count, from, ids, sums, load<u64>(rows))
    else addMany(count, from, ids, sums, load<u64>(rows))
    rows += sliceRows * 2
    ids += <usize>count * (sliceRows * idBytes)
  }
}

@inline function pull(lanes: usize, chunk: u32, windowRows: u32, rowCount: u32, index: usize, from: usize, sums: usize, fresh: u32): void {
  const window = <usize>load<u32>(index + <usize>chunk * 4)
  const rowFirst = chunk * windowRows
  sums += <usize>rowFirst * (lanes * sumBytes)
  if (fresh) memory.fill(sums, 0, <usize>min(windowRows, rowCount - rowFirst) * (lanes * sumBytes))
  let counts = window + headBytes
  let runs = counts + <usize>load<u32>(window) * 4
  const runsEnd = runs + <usize>load<u32>(window, 4) * 4
  let rows = runsEnd
  let ids = window + <usize>load<u32>(window, 8)
  for (const end = runs; counts < end; counts += 4) {
    const count = load<u32>(counts)
    addAlone(lanes, true, count, from, ids, wideAt(lanes, sums, rows, 0))
    rows += 2
    ids += <usize>count * idBytes
  }
  for (; runs < runsEnd; runs += 4) {
    const run = load<u32>(runs)
    const count = run & 0xff
    const slices = run >>> 10
    if (count == 1) addSlices(lanes, true, 1, slices, from, ids, sums, rows)
    else if (count == 2) addSlices(lanes, true, 2, slices, from, ids, sums, rows)
    else if (count == 3) addSlices(lanes, true, 3, slices, from, ids, sums, rows)
    else if (count == 4) addSlices(lanes, true, 4, slices, from, ids, sums, rows)
    else addSlices(lanes, false, count, slices, from, ids, sums, rows)
    rows += <usize>slices * (sliceRows * 2)
    ids += <usize>slices * <usize>count * (sliceRows * idBytes)
    for (let left = (run >>> 8) & 3; left > 0; left--) {
      addAlone(lanes, false, count, from, ids, wideAt(lanes, sums, rows, 0))
      rows += 2
      ids += <usize>count * idBytes
    }
  }
}

// Goes through one window. `windowRows`: rows of each window but the last, `rowCount`: of all of them. At `index` is the address of each window, 4 bytes.
// `from`: what neighbours give; `sums`: those of the first row of the first window. `fresh`: the sums begin at zero, whatever lies there.
export function pullSlices(chunk: u32, windowRows: u32, rowCount: u32, index: usize, from: usize, sums: usize, fresh: u32): void {
  pull(1, chunk, windowRows, rowCount, index, from, sums, fresh)
}

export function pullSlicesx2(chunk: u32, windowRows: u32, rowCount: u32, index: usize, from: usize, sums: usize, fresh: u32): void {
  pull(2, chunk, windowRows, rowCount, index, from, sums, fresh)
}

export function pullSlicesx3(chunk: u32, windowRows: u32, rowCount: u32, index: usize, from: usize, sums: usize, fresh: u32): void {
  pull(3, chunk, windowRows, rowCount, index, from, sums, fresh)
}

export function pullSlicesx4(chunk: u32, windowRows: u32, rowCount: u32, index: usize, from: usize, sums: usize, fresh: u32): void {
  pull(4, chunk, windowRows, rowCount, index, from, sums, fresh)
}
