// What kernels/rank/slices.ts does of three vectors, which give tens (kernels/lib/tens.ts): four rows side by side as of one vector,
// with three sums each. The sums of a row lie one behind the other, 12 bytes; they are turned round for four rows at a time.

import { high, idAt, idBytes, low, sliceRows } from './neighbours'
import { firstTens, secondTens, sumOfTens, thirdTens } from './tens'

const rowBytes: usize = 12

@inline function columnOf(from: usize, a: usize, b: usize, c: usize, d: usize): v128 {
  let four = v128.load32_zero(from + a * 4)
  four = v128.load32_lane(from + b * 4, four, 1)
  four = v128.load32_lane(from + c * 4, four, 2)
  return v128.load32_lane(from + d * 4, four, 3)
}

@inline function column(from: usize, ids: usize): v128 {
  return columnOf(from, idAt(ids, 0), idAt(ids, 1), idAt(ids, 2), idAt(ids, 3))
}

@inline function add(a: v128, b: v128, c: v128, d: v128): v128 {
  return f32x4.add(f32x4.add(a, b), f32x4.add(c, d))
}

@inline function sumsAt(sums: usize, rows: usize, row: usize): usize {
  return sums + <usize>load<u16>(rows + row * 2) * rowBytes
}

@inline function storeSums(at: usize, three: v128): void {
  v128.store64_lane(at, three, 0)
  v128.store32_lane(at, three, 2, 8)
}

@inline function addSums(at: usize, three: v128): void {
  storeSums(at, f32x4.add(v128.load(at), three))
}

// Three sums of four rows each, to what the rows had. Of up to four neighbours no double is needed (kernels/rank/slices.ts).
@inline function addRows(sums: usize, rows: usize, a: v128, b: v128, c: v128): void {
  const front = v128.shuffle<u32>(a, b, 0, 4, 1, 5)
  const back = v128.shuffle<u32>(a, b, 2, 6, 3, 7)
  addSums(sumsAt(sums, rows, 0), v128.shuffle<u32>(front, c, 0, 1, 4, 4))
  addSums(sumsAt(sums, rows, 1), v128.shuffle<u32>(front, c, 2, 3, 5, 5))
  addSums(sumsAt(sums, rows, 2), v128.shuffle<u32>(back, c, 0, 1, 6, 6))
  addSums(sumsAt(sums, rows, 3), v128.shuffle<u32>(back, c, 2, 3, 7, 7))
}

@inline function addFew(count: u32, from: usize, ids: usize, sums: usize, rows: usize): void {
  const one = column(from, ids)
  if (count == 1) return addRows(sums, rows, firstTens(one), secondTens(one), thirdTens(one))
  const two = column(from, ids + 12)
  let a = f32x4.add(firstTens(one), firstTens(two))
  let b = f32x4.add(secondTens(one), secondTens(two))
  let c = f32x4.add(thirdTens(one), thirdTens(two))
  if (count > 2) {
    const three = column(from, ids + 24)
    const four = count == 3 ? i32x4.splat(0) : column(from, ids + 36)
    a = f32x4.add(a, count == 3 ? firstTens(three) : f32x4.add(firstTens(three), firstTens(four)))
    b = f32x4.add(b, count == 3 ? secondTens(three) : f32x4.add(secondTens(three), secondTens(four)))
    c = f32x4.add(c, count == 3 ? thirdTens(three) : f32x4.add(thirdTens(three), thirdTens(four)))
  }
  addRows(sums, rows, a, b, c)
}

@inline function addMany(count: u32, from: usize, ids: usize, sums: usize, rows: usize): void {
  const at0 = sumsAt(sums, rows, 0), at1 = sumsAt(sums, rows, 1), at2 = sumsAt(sums, rows, 2), at3 = sumsAt(sums, rows, 3)
  const had0 = v128.load(at0), had1 = v128.load(at1), had2 = v128.load(at2), had3 = v128.load(at3)
  const front = v128.shuffle<u32>(had0, had1, 0, 4, 1, 5)
  const back = v128.shuffle<u32>(had2, had3, 0, 4, 1, 5)
  let a0 = low(front), b0 = high(front)
  let a1 = low(back), b1 = high(back)
  let c0 = low(v128.shuffle<u32>(had0, had1, 2, 6, 2, 6)), c1 = low(v128.shuffle<u32>(had2, had3, 2, 6, 2, 6))
  for (; count > 0; count -= min(count, 4)) {
    const none = i32x4.splat(0)
    const one = column(from, ids), two = count > 1 ? column(from, ids + 12) : none
    const three = count > 2 ? column(from, ids + 24) : none, four = count > 3 ? column(from, ids + 36) : none
    const a = add(firstTens(one), firstTens(two), firstTens(three), firstTens(four))
    const b = add(secondTens(one), secondTens(two), secondTens(three), secondTens(four))
    const c = add(thirdTens(one), thirdTens(two), thirdTens(three), thirdTens(four))
    a0 = f64x2.add(a0, low(a))
    a1 = f64x2.add(a1, high(a))
    b0 = f64x2.add(b0, low(b))
    b1 = f64x2.add(b1, high(b))
    c0 = f64x2.add(c0, low(c))
    c1 = f64x2.add(c1, high(c))
    ids += 48
  }
  const a = v128.shuffle<u64>(f32x4.demote_f64x2_zero(a0), f32x4.demote_f64x2_zero(a1), 0, 2)
  const b = v128.shuffle<u64>(f32x4.demote_f64x2_zero(b0), f32x4.demote_f64x2_zero(b1), 0, 2)
  const c = v128.shuffle<u64>(f32x4.demote_f64x2_zero(c0), f32x4.demote_f64x2_zero(c1), 0, 2)
  const frontSums = v128.shuffle<u32>(a, b, 0, 4, 1, 5)
  const backSums = v128.shuffle<u32>(a, b, 2, 6, 3, 7)
  storeSums(at0, v128.shuffle<u32>(frontSums, c, 0, 1, 4, 4))
  storeSums(at1, v128.shuffle<u32>(frontSums, c, 2, 3, 5, 5))
  storeSums(at2, v128.shuffle<u32>(backSums, c, 0, 1, 6, 6))
  storeSums(at3, v128.shuffle<u32>(backSums, c, 2, 3, 7, 7))
}

// The slices of a run. `few`: its count is at most 4, and known when this is compiled.
@inline export function addTensSlices(few: bool, count: u32, slices: u32, from: usize, ids: usize, sums: usize, rows: usize): void {
  for (; slices > 0; slices--) {
    if (few) addFew(count, from, ids, sums, rows)
    else addMany(count, from, ids, sums, rows)
    rows += sliceRows * 2
    ids += <usize>count * (sliceRows * idBytes)
  }
}

// A single row, of however many neighbours; its sums are at `at`.
@inline export function addTensRow(count: u32, from: usize, ids: usize, at: usize): void {
  const had = v128.load(at)
  let both = low(had)
  let last = high(had)
  for (; count >= 4; count -= 4) {
    const four = sumOfTens(column(from, ids))
    both = f64x2.add(both, low(four))
    last = f64x2.add(last, high(four))
    ids += 4 * idBytes
  }
  if (count > 0) {
    let some = v128.load32_zero(from + idAt(ids, 0) * 4)
    if (count > 1) some = v128.load32_lane(from + idAt(ids, 1) * 4, some, 1)
    if (count > 2) some = v128.load32_lane(from + idAt(ids, 2) * 4, some, 2)
    const few = sumOfTens(some)
    both = f64x2.add(both, low(few))
    last = f64x2.add(last, high(few))
  }
  storeSums(at, v128.shuffle<u64>(f32x4.demote_f64x2_zero(both), f32x4.demote_f64x2_zero(last), 0, 2))
}
