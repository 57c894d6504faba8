// Shorts: the upper half of a float each, so that two of them in four bytes are floats but for a shift or a mask. One, two or four
// vectors lie side by side; three give tens (kernels/lib/tens.ts). Four neighbours are added as floats, ((0 + 1) + (2 + 3)), those from `count` on being zero, and their
// sum to the double sum of the row, in this order whatever the number of vectors.
//
// Of four vectors the second and the third have changed places, so that shift and mask leave the first two and the last two together.
// Between two calls sums are floats, one for each vector; those of a long row are doubles while its parts are added.

import { sumBytes } from './neighbours'
import { addTens } from './tens'

@inline function lower(pairs: v128): v128 {
  return i32x4.shl(pairs, 16)
}

@inline function upper(pairs: v128): v128 {
  return v128.and(pairs, i32x4.splat(0xffff0000))
}

@inline function addEightShorts(shorts: v128, sum: f64): f64 {
  const twos = f32x4.add(lower(shorts), upper(shorts))
  const fours = f64x2.promote_low_f32x4(f32x4.add(v128.shuffle<f32>(twos, twos, 0, 2, 0, 2), v128.shuffle<f32>(twos, twos, 1, 3, 1, 3)))
  return (sum + f64x2.extract_lane(fours, 0)) + f64x2.extract_lane(fours, 1)
}

@inline function addSingles(at: usize, count: u32, sum: f64): f64 {
  while (count > 8) {
    sum = addEightShorts(v128.load(at), sum)
    at += 16
    count -= 8
  }
  return addEightShorts(v128.and(v128.load(at), i16x8.gt_s(i16x8.splat(<i16>count), i16x8(0, 1, 2, 3, 4, 5, 6, 7))), sum)
}

@inline function sumOfPairs(shorts: v128): v128 {
  const first = lower(shorts)
  const second = upper(shorts)
  const twos = f32x4.add(v128.shuffle<f32>(first, second, 0, 4, 2, 6), v128.shuffle<f32>(first, second, 1, 5, 3, 7))
  return f64x2.promote_low_f32x4(f32x4.add(twos, v128.shuffle<u64>(twos, twos, 1, 1)))
}

@inline function addPairs(at: usize, count: u32, sum: v128): v128 {
  while (count > 4) {
    sum = f64x2.add(sum, sumOfPairs(v128.load(at)))
    at += 16
    count -= 4
  }
  return f64x2.add(sum, sumOfPairs(v128.and(v128.load(at), i32x4.gt_s(i32x4.splat(count), i32x4(0, 1, 2, 3)))))
}

// Two neighbours of up to four vectors; gives the float sums of all, the second and third in their own places again.
@inline function sumOfTwo(shorts: v128): v128 {
  const first = lower(shorts)
  const last = upper(shorts)
  return f32x4.add(v128.shuffle<u64>(first, last, 0, 2), v128.shuffle<u64>(first, last, 1, 3))
}

@inline function addWide(long: bool, at: usize, count: u32, sumsAt: usize, fresh: u32): void {
  let first = f64x2.splat(0)
  let last = f64x2.splat(0)
  if (long) {
    first = v128.load(sumsAt)
    last = v128.load(sumsAt, 16)
  } else if (!fresh) {
    const sums = v128.load(sumsAt)
    first = f64x2.promote_low_f32x4(sums)
    last = f64x2.promote_low_f32x4(v128.shuffle<u64>(sums, sums, 1, 1))
  }
  while (count > 4) {
    const four = f32x4.add(sumOfTwo(v128.load(at)), sumOfTwo(v128.load(at, 16)))
    first = f64x2.add(first, f64x2.promote_low_f32x4(four))
    last = f64x2.add(last, f64x2.promote_low_f32x4(v128.shuffle<u64>(four, four, 1, 1)))
    at += 32
    count -= 4
  }
  const all = i32x4.splat(count)
  const four = f32x4.add(sumOfTwo(v128.and(v128.load(at), i32x4.gt_s(all, i32x4(0, 0, 1, 1)))), sumOfTwo(v128.and(v128.load(at, 16), i32x4.gt_s(all, i32x4(2, 2, 3, 3)))))
  first = f64x2.add(first, f64x2.promote_low_f32x4(four))
  last = f64x2.add(last, f64x2.promote_low_f32x4(v128.shuffle<u64>(four, four, 1, 1)))
  if (long) {
    v128.store(sumsAt, first)
    v128.store(sumsAt, last, 16)
  } else v128.store(sumsAt, v128.shuffle<u64>(f32x4.demote_f64x2_zero(first), f32x4.demote_f64x2_zero(last), 0, 2))
}

// Adds up `count` neighbours from `at` on. `long`: the sums are the doubles that `beginLong` has made.
@inline
export function addShorts(lanes: usize, long: bool, at: usize, count: u32, sumsAt: usize, fresh: u32): void {
  if (lanes == 1) {
    if (long) store<f64>(sumsAt, addSingles(at, count, load<f64>(sumsAt)))
    else store<f32>(sumsAt, <f32>addSingles(at, count, fresh ? 0 : <f64>load<f32>(sumsAt)))
  } else if (lanes == 2) {
    if (long) v128.store(sumsAt, addPairs(at, count, v128.load(sumsAt)))
    else v128.store64_lane(sumsAt, f32x4.demote_f64x2_zero(addPairs(at, count, fresh ? f64x2.splat(0) : f64x2.promote_low_f32x4(v128.load64_zero(sumsAt)))), 0)
  } else if (lanes == 3) addTens(long, at, count, sumsAt, fresh)
  else addWide(long, at, count, sumsAt, fresh)
}

// The sums of a row as doubles at `into`, for a row whose parts are added one after the other.
export function beginLong(lanes: usize, sumsAt: usize, into: usize, fresh: u32): void {
  for (let lane: usize = 0; lane < 4; lane++) store<f64>(into + lane * 8, fresh || lane >= lanes ? 0 : <f64>load<f32>(sumsAt + lane * sumBytes))
}

export function endLong(lanes: usize, sumsAt: usize, from: usize): void {
  for (let lane: usize = 0; lane < lanes; lane++) store<f32>(sumsAt + lane * sumBytes, <f32>load<f64>(from + lane * 8))
}
