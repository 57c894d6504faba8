// Tens: three numbers in four bytes, ten bits each: a float's sign, its exponent without the topmost digit, which is 0 for whatever is
// smaller than 2, and two binary digits behind the leading one. Three vectors so take a neighbour's room of one in floats, and
// are read at once, for four neighbours side by side:
//
//   bits   31   30    29–23      22–21      20        18–12      11–10      9         7–1        0
//          sign last  exponent   digits     sign      exponent   digits     sign      exponent   first digit
//          first ---- of the     first ---- second                         third                 of two
//
// Bit 30 holds the last digit of the third; bits 19 and 8 are the exponents' topmost digits, and always 0. What three digits can't
// say stays with the row for the next time (kernels/rank/rests.ts), so how few they are costs no exactness.

import { high, low } from './neighbours'

// What can be said in this form is smaller than 2.
export const tensMost: f32 = 1.75
const first: u32 = 0xbfe00000
const lastDigit: u32 = 0x00200000

// Three floats with nothing beyond their third digit, each as the bits it has.
@inline export function tensOf(a: u32, b: u32, c: u32): u32 {
  return a | (b >>> 11) | (c >>> 22) | ((c & lastDigit) << 9)
}

// The same of four neighbours, one vector at a time.

@inline export function firstTens(words: v128): v128 {
  return v128.and(words, i32x4.splat(first))
}

@inline export function secondTens(words: v128): v128 {
  return v128.and(i32x4.shl(words, 11), i32x4.splat(first))
}

@inline export function thirdTens(words: v128): v128 {
  return v128.or(i32x4.shl(words, 22), v128.and(i32x4.shr_u(words, 9), i32x4.splat(lastDigit)))
}

// Four neighbours of one row, those that are none being 0: ((0 + 1) + (2 + 3)) of each vector, side by side; the fourth number is nobody's.
@inline export function sumOfTens(words: v128): v128 {
  const a = firstTens(words)
  const b = secondTens(words)
  const c = thirdTens(words)
  const both = f32x4.add(v128.shuffle<f32>(a, b, 0, 2, 4, 6), v128.shuffle<f32>(a, b, 1, 3, 5, 7))
  const last = f32x4.add(v128.shuffle<f32>(c, c, 0, 2, 0, 2), v128.shuffle<f32>(c, c, 1, 3, 1, 3))
  return f32x4.add(v128.shuffle<f32>(both, last, 0, 2, 4, 4), v128.shuffle<f32>(both, last, 1, 3, 5, 5))
}

// Adds up `count` neighbours of a row from `at` on, four bytes each, as kernels/lib/shorts.ts does. `long`: the sums are doubles.
@inline export function addTens(long: bool, at: usize, count: u32, sumsAt: usize, fresh: u32): void {
  let both = f64x2.splat(0)
  let last = f64x2.splat(0)
  if (long) {
    both = v128.load(sumsAt)
    last = v128.load64_zero(sumsAt, 16)
  } else if (!fresh) {
    both = low(v128.load64_zero(sumsAt))
    last = low(v128.load32_zero(sumsAt, 8))
  }
  while (count > 4) {
    const four = sumOfTens(v128.load(at))
    both = f64x2.add(both, low(four))
    last = f64x2.add(last, high(four))
    at += 16
    count -= 4
  }
  const four = sumOfTens(v128.and(v128.load(at), i32x4.gt_s(i32x4.splat(count), i32x4(0, 1, 2, 3))))
  both = f64x2.add(both, low(four))
  last = f64x2.add(last, high(four))
  if (long) {
    v128.store(sumsAt, both)
    v128.store64_lane(sumsAt, last, 0, 16)
  } else {
    v128.store64_lane(sumsAt, f32x4.demote_f64x2_zero(both), 0)
    v128.store32_lane(sumsAt, f32x4.demote_f64x2_zero(last), 0, 8)
  }
}
