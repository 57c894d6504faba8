// Rests: what happens to each row between two passes of pulling where neighbours give shorts, or tens of three vectors (kernels/lib/shorts.ts, tens.ts). A row has for
// each lane its value and, as a float, what it has got and not yet given. What it has it gives in equal parts, as far as a short can
// say it: that much is added to the value, and what is left stays for the next time. So no rounding of what is given is ever lost.
//
// For each lane there are eight doubles at `lanesAt`: the factor for sums (damping times scale), the even part of the jump as far as
// it is due, the scale by which values and rests are multiplied, the share of other jumps that is due (one less the scale), 1 if the
// lane is still under way, the grid of what is given, and the grid of values. Where a lane has come to its end the scale is 1 and
// nothing is due.

import { firstJump } from '../lib/jumps'
import { tensMost, tensOf } from '../lib/tens'

const laneBytes: usize = 64
const noRow: u32 = 0xffffffff
const nowhere: usize = 0

// A field of two lanes; of one lane for two rows.
@inline function field(lanesAt: usize, lanes: usize, lane: usize, at: usize): v128 {
  const first = f64x2.splat(load<f64>(lanesAt + lane * laneBytes + at))
  if (lanes == 1) return first
  return f64x2.replace_lane(first, 1, lane + 1 < lanes ? load<f64>(lanesAt + (lane + 1) * laneBytes + at) : 0)
}

// What there is to give. Sums and rests are two floats each.
@inline function hadOf(scale: v128, rests: v128, factor: v128, sums: v128, jump: v128): v128 {
  return f64x2.add(f64x2.add(f64x2.mul(scale, f64x2.promote_low_f32x4(rests)), f64x2.mul(factor, f64x2.promote_low_f32x4(sums))), jump)
}

// Two floats; those too small to be exact become 0, since processors are slow with them.
@inline function floats(numbers: v128): v128 {
  const some = f32x4.demote_f64x2_zero(numbers)
  return v128.and(some, i32x4.ne(v128.and(some, i32x4.splat(0x7f800000)), i32x4.splat(0)))
}

// What each neighbour gets: two floats with an empty lower half, nearest to what is right.
@inline function partsOf(had: v128, share: v128, giving: v128): v128 {
  return v128.and(i32x4.add(floats(v128.and(f64x2.mul(had, share), giving)), i32x4.splat(0x8000)), i32x4.splat(0xffff0000))
}

// The same where three vectors give tens: floats with three binary digits.
@inline function fewDigitsOf(had: v128, share: v128, giving: v128): v128 {
  const some = f32x4.pmax(f32x4.pmin(floats(v128.and(f64x2.mul(had, share), giving)), f32x4.splat(tensMost)), f32x4.splat(-tensMost))
  return v128.and(i32x4.add(some, i32x4.splat(0x100000)), i32x4.splat(0xffe00000))
}

// What is given in all. Who has nobody to give to keeps it all the same, as value.
@inline function givenOf(had: v128, parts: v128, degrees: v128, some: v128, under: v128): v128 {
  return v128.and(v128.bitselect(f64x2.mul(f64x2.promote_low_f32x4(parts), degrees), had, some), under)
}

@inline function onGrid(numbers: v128, grid: v128): v128 {
  return f64x2.sub(f64x2.add(numbers, grid), grid)
}

@inline function rowOf(jumps: usize, jump: u32, count: u32): u32 {
  return jump < count ? load<u32>(jumps + <usize>jump * 16) : noRow
}

// Who has nobody to give to need not have a place among the neighbours.
@inline function gives(degrees: usize, row: u32): bool {
  return load<u32>(degrees + <usize>row * 4) != 0
}

@inline function placeOf(neighbours: usize, places: usize, row: u32, bytes: usize): usize {
  return neighbours + <usize>(places == 0 ? row : load<u32>(places + <usize>row * 4)) * bytes
}

// One, two or four lanes.
@inline function settle(lanes: usize, chunk: u32, chunkRows: u32, first: u32, end: u32, sums: usize, values: usize, rests: usize, degrees: usize, places: usize, bases: usize, neighbours: usize, lanesAt: usize, jumps: usize, jumpCount: u32, results: usize): void {
  const rowFirst = first + chunk * chunkRows
  const rowEnd = min(rowFirst + chunkRows, end)
  results += <usize>chunk * lanes * 24
  sums += <usize>(rowFirst - first) * (lanes * 4)
  const factor0 = field(lanesAt, lanes, 0, 0), even0 = field(lanesAt, lanes, 0, 8), scale0 = field(lanesAt, lanes, 0, 16), due0 = field(lanesAt, lanes, 0, 24)
  const under0 = f64x2.ne(field(lanesAt, lanes, 0, 32), f64x2.splat(0)), grid0 = field(lanesAt, lanes, 0, 40), valueGrid0 = field(lanesAt, lanes, 0, 48)
  const factor2 = lanes > 2 ? field(lanesAt, lanes, 2, 0) : factor0, even2 = lanes > 2 ? field(lanesAt, lanes, 2, 8) : even0, scale2 = lanes > 2 ? field(lanesAt, lanes, 2, 16) : scale0, due2 = lanes > 2 ? field(lanesAt, lanes, 2, 24) : due0
  const under2 = lanes > 2 ? f64x2.ne(field(lanesAt, lanes, 2, 32), f64x2.splat(0)) : under0, grid2 = lanes > 2 ? field(lanesAt, lanes, 2, 40) : grid0, valueGrid2 = lanes > 2 ? field(lanesAt, lanes, 2, 48) : valueGrid0
  let given0 = f64x2.splat(0), total0 = f64x2.splat(0), held0 = f64x2.splat(0)
  let given2 = f64x2.splat(0), total2 = f64x2.splat(0), held2 = f64x2.splat(0)
  let jump = firstJump(jumps, jumpCount, rowFirst)
  let jumpRow = rowOf(jumps, jump, jumpCount)
  // Of one lane two rows at a time, else one; the last of an odd number goes by itself.
  const atOnce: u32 = lanes == 1 ? 2 : 1
  for (let row = rowFirst; row < rowEnd; row += atOnce) {
    const alone = lanes == 1 && row + 1 == rowEnd
    const valuesAt = values + <usize>row * (lanes * 8)
    const restsAt = rests + <usize>row * (lanes * 4)
    let due = bases == 0 ? even0 : f64x2.mul(due0, lanes == 1 && alone ? v128.load64_zero(bases + <usize>row * 8) : v128.load(bases + <usize>row * (lanes * 8)))
    let dueLast = lanes <= 2 ? due : bases == 0 ? even2 : f64x2.mul(due2, v128.load(bases + <usize>row * 32, 16))
    while (jumpRow < row + atOnce) {
      const lane = lanes == 1 ? jumpRow - row : load<u32>(jumps + <usize>jump * 16, 4)
      const weight = load<f64>(jumps + <usize>jump * 16, 8)
      if (lane == 0) due = f64x2.add(due, f64x2.mul(due0, f64x2(weight, 0)))
      else if (lane == 1) due = f64x2.add(due, f64x2.mul(due0, f64x2(0, weight)))
      else if (lane == 2) dueLast = f64x2.add(dueLast, f64x2.mul(due2, f64x2(weight, 0)))
      else dueLast = f64x2.add(dueLast, f64x2.mul(due2, f64x2(0, weight)))
      jump++
      jumpRow = rowOf(jumps, jump, jumpCount)
    }
    let degree: v128
    if (lanes == 1) degree = f64x2.convert_low_i32x4_u(alone ? v128.load32_zero(degrees + <usize>row * 4) : v128.load64_zero(degrees + <usize>row * 4))
    else degree = f64x2.splat(<f64>load<u32>(degrees + <usize>row * 4))
    const some = f64x2.ne(degree, f64x2.splat(0))
    const share = f64x2.div(f64x2.splat(1), degree)

    const had = hadOf(scale0, alone ? v128.load32_zero(restsAt) : v128.load64_zero(restsAt), factor0, alone ? v128.load32_zero(sums) : v128.load64_zero(sums), due)
    const parts = partsOf(had, share, v128.and(some, under0))
    const given = givenOf(had, parts, degree, some, under0)
    const value = f64x2.add(f64x2.mul(scale0, alone ? v128.load64_zero(valuesAt) : v128.load(valuesAt)), given)
    const left = floats(f64x2.sub(had, given))
    // Of a row that is alone the second half is no row, and its results are left out.
    const there = alone ? i64x2(-1, 0) : i64x2(-1, -1)
    given0 = f64x2.add(given0, v128.and(onGrid(f64x2.abs(given), grid0), there))
    total0 = f64x2.add(total0, v128.and(onGrid(value, valueGrid0), v128.and(some, there)))
    held0 = f64x2.add(held0, v128.and(onGrid(had, grid0), v128.and(some, there)))
    if (alone) {
      v128.store64_lane(valuesAt, value, 0)
      v128.store32_lane(restsAt, left, 0)
    } else {
      v128.store(valuesAt, value)
      v128.store64_lane(restsAt, left, 0)
    }

    if (lanes == 1) {
      const both = <u64>i64x2.extract_lane(parts, 0)
      if (places == 0 && !alone) store<u32>(neighbours + <usize>row * 2, <u32>(both >>> 16) & 0xffff | <u32>(both >>> 32) & 0xffff0000)
      else {
        if (gives(degrees, row)) store<u16>(placeOf(neighbours, places, row, 2), <u16>(both >>> 16))
        if (!alone && gives(degrees, row + 1)) store<u16>(placeOf(neighbours, places, row + 1, 2), <u16>(both >>> 48))
      }
    } else {
      const to = gives(degrees, row) ? placeOf(neighbours, places, row, lanes * 2) : nowhere
      if (lanes == 2) {
        const both = <u64>i64x2.extract_lane(parts, 0)
        if (to != nowhere) store<u32>(to, <u32>(both >>> 16) & 0xffff | <u32>(both >>> 32) & 0xffff0000)
      } else {
        const hadLast = hadOf(scale2, v128.load64_zero(restsAt, 8), factor2, v128.load64_zero(sums, 8), dueLast)
        const partsLast = partsOf(hadLast, share, v128.and(some, under2))
        const givenLast = givenOf(hadLast, partsLast, degree, some, under2)
        const valueLast = f64x2.add(f64x2.mul(scale2, v128.load(valuesAt, 16)), givenLast)
        const leftLast = floats(f64x2.sub(hadLast, givenLast))
        given2 = f64x2.add(given2, onGrid(f64x2.abs(givenLast), grid2))
        total2 = f64x2.add(total2, v128.and(onGrid(valueLast, valueGrid2), some))
        held2 = f64x2.add(held2, v128.and(onGrid(hadLast, grid2), some))
        // The second and the third change places; see kernels/lib/shorts.ts.
        const all = <u64>i64x2.extract_lane(v128.or(i32x4.shr_u(parts, 16), partsLast), 0)
        v128.store(valuesAt, valueLast, 16)
        v128.store64_lane(restsAt, leftLast, 0, 8)
        if (to != nowhere) store<u64>(to, all)
      }
    }
    sums += atOnce * (lanes * 4)
  }
  if (lanes == 1) write(results, f64x2.extract_lane(given0, 0) + f64x2.extract_lane(given0, 1), f64x2.extract_lane(total0, 0) + f64x2.extract_lane(total0, 1), f64x2.extract_lane(held0, 0) + f64x2.extract_lane(held0, 1))
  else {
    write(results, f64x2.extract_lane(given0, 0), f64x2.extract_lane(total0, 0), f64x2.extract_lane(held0, 0))
    write(results + 24, f64x2.extract_lane(given0, 1), f64x2.extract_lane(total0, 1), f64x2.extract_lane(held0, 1))
    if (lanes > 2) write(results + 48, f64x2.extract_lane(given2, 0), f64x2.extract_lane(total2, 0), f64x2.extract_lane(held2, 0))
    if (lanes > 2) write(results + 72, f64x2.extract_lane(given2, 1), f64x2.extract_lane(total2, 1), f64x2.extract_lane(held2, 1))
  }
}

// One of two numbers, in both places.
@inline function firstOf(two: v128): v128 {
  return v128.shuffle<u64>(two, two, 0, 0)
}

@inline function lastOf(two: v128): v128 {
  return v128.shuffle<u64>(two, two, 1, 1)
}

@inline function storeThree(to: usize, parts: u64, third: u32): void {
  store<u32>(to, tensOf(<u32>parts, <u32>(parts >>> 32), third))
}

// Three lanes, two rows (a and b) at a time: of each the first two lanes, and the third of both.
function settleThree(chunk: u32, chunkRows: u32, first: u32, end: u32, sums: usize, values: usize, rests: usize, degrees: usize, places: usize, bases: usize, neighbours: usize, lanesAt: usize, jumps: usize, jumpCount: u32, results: usize): void {
  const rowFirst = first + chunk * chunkRows
  const rowEnd = min(rowFirst + chunkRows, end)
  results += <usize>chunk * 72
  sums += <usize>(rowFirst - first) * 12
  const factor = field(lanesAt, 3, 0, 0), even = field(lanesAt, 3, 0, 8), scale = field(lanesAt, 3, 0, 16), share = field(lanesAt, 3, 0, 24)
  const under = f64x2.ne(field(lanesAt, 3, 0, 32), f64x2.splat(0)), grid = field(lanesAt, 3, 0, 40), valueGrid = field(lanesAt, 3, 0, 48)
  const factor3 = field(lanesAt, 1, 2, 0), even3 = field(lanesAt, 1, 2, 8), scale3 = field(lanesAt, 1, 2, 16), share3 = field(lanesAt, 1, 2, 24)
  const under3 = f64x2.ne(field(lanesAt, 1, 2, 32), f64x2.splat(0)), grid3 = field(lanesAt, 1, 2, 40), valueGrid3 = field(lanesAt, 1, 2, 48)
  let given = f64x2.splat(0), total = f64x2.splat(0), held = f64x2.splat(0)
  let given3 = f64x2.splat(0), total3 = f64x2.splat(0), held3 = f64x2.splat(0)
  let jump = firstJump(jumps, jumpCount, rowFirst)
  let jumpRow = rowOf(jumps, jump, jumpCount)
  for (let row = rowFirst; row < rowEnd; row += 2) {
    // What is read of a row behind the last is passed over.
    const alone = row + 1 == rowEnd
    const valuesAt = values + <usize>row * 24
    const restsAt = rests + <usize>row * 12
    const degreesAt = degrees + <usize>row * 4
    let dueA = even, dueB = even, due3 = even3
    if (bases != 0) {
      const basesAt = bases + <usize>row * 24
      dueA = f64x2.mul(share, v128.load(basesAt))
      dueB = f64x2.mul(share, v128.load(basesAt, 24))
      due3 = f64x2.mul(share3, v128.load64_lane(basesAt, v128.load64_zero(basesAt, 16), 1, 40))
    }
    while (jumpRow < row + 2) {
      const lane = load<u32>(jumps + <usize>jump * 16, 4)
      const weight = load<f64>(jumps + <usize>jump * 16, 8)
      const mine = (lane == 2 ? jumpRow == row : lane == 0) ? f64x2(weight, 0) : f64x2(0, weight)
      if (lane == 2) due3 = f64x2.add(due3, f64x2.mul(share3, mine))
      else if (jumpRow == row) dueA = f64x2.add(dueA, f64x2.mul(share, mine))
      else dueB = f64x2.add(dueB, f64x2.mul(share, mine))
      jump++
      jumpRow = rowOf(jumps, jump, jumpCount)
    }
    const degree = f64x2.convert_low_i32x4_u(v128.load64_zero(degreesAt))
    const some = f64x2.ne(degree, f64x2.splat(0))
    const part = f64x2.div(f64x2.splat(1), degree)

    const hadA = hadOf(scale, v128.load64_zero(restsAt), factor, v128.load64_zero(sums), dueA)
    const partsA = fewDigitsOf(hadA, firstOf(part), v128.and(firstOf(some), under))
    const givenA = givenOf(hadA, partsA, firstOf(degree), firstOf(some), under)
    const valueA = f64x2.add(f64x2.mul(scale, v128.load(valuesAt)), givenA)
    given = f64x2.add(given, onGrid(f64x2.abs(givenA), grid))
    total = f64x2.add(total, v128.and(onGrid(valueA, valueGrid), firstOf(some)))
    held = f64x2.add(held, v128.and(onGrid(hadA, grid), firstOf(some)))

    const had3 = hadOf(scale3, v128.load32_lane(restsAt, v128.load32_zero(restsAt, 8), 1, 20), factor3, v128.load32_lane(sums, v128.load32_zero(sums, 8), 1, 20), due3)
    const parts3 = fewDigitsOf(had3, part, v128.and(some, under3))
    const givenBoth = givenOf(had3, parts3, degree, some, under3)
    const value3 = f64x2.add(f64x2.mul(scale3, v128.load64_lane(valuesAt, v128.load64_zero(valuesAt, 16), 1, 40)), givenBoth)
    const left3 = floats(f64x2.sub(had3, givenBoth))
    const there = alone ? i64x2(-1, 0) : i64x2(-1, -1)
    given3 = f64x2.add(given3, v128.and(onGrid(f64x2.abs(givenBoth), grid3), there))
    total3 = f64x2.add(total3, v128.and(onGrid(value3, valueGrid3), v128.and(some, there)))
    held3 = f64x2.add(held3, v128.and(onGrid(had3, grid3), v128.and(some, there)))
    const third = <u64>i64x2.extract_lane(parts3, 0)

    v128.store(valuesAt, valueA)
    v128.store64_lane(valuesAt, value3, 0, 16)
    v128.store64_lane(restsAt, floats(f64x2.sub(hadA, givenA)), 0)
    v128.store32_lane(restsAt, left3, 0, 8)
    if (gives(degrees, row)) storeThree(placeOf(neighbours, places, row, 4), <u64>i64x2.extract_lane(partsA, 0), <u32>third)
    if (alone) break

    const hadB = hadOf(scale, v128.load64_zero(restsAt, 12), factor, v128.load64_zero(sums, 12), dueB)
    const partsB = fewDigitsOf(hadB, lastOf(part), v128.and(lastOf(some), under))
    const givenB = givenOf(hadB, partsB, lastOf(degree), lastOf(some), under)
    const valueB = f64x2.add(f64x2.mul(scale, v128.load(valuesAt, 24)), givenB)
    given = f64x2.add(given, onGrid(f64x2.abs(givenB), grid))
    total = f64x2.add(total, v128.and(onGrid(valueB, valueGrid), lastOf(some)))
    held = f64x2.add(held, v128.and(onGrid(hadB, grid), lastOf(some)))
    v128.store(valuesAt, valueB, 24)
    v128.store64_lane(valuesAt, value3, 1, 40)
    v128.store64_lane(restsAt, floats(f64x2.sub(hadB, givenB)), 0, 12)
    v128.store32_lane(restsAt, left3, 1, 20)
    if (gives(degrees, row + 1)) storeThree(placeOf(neighbours, places, row + 1, 4), <u64>i64x2.extract_lane(partsB, 0), <u32>(third >>> 32))
    sums += 24
  }
  write(results, f64x2.extract_lane(given, 0), f64x2.extract_lane(total, 0), f64x2.extract_lane(held, 0))
  write(results + 24, f64x2.extract_lane(given, 1), f64x2.extract_lane(total, 1), f64x2.extract_lane(held, 1))
  write(results + 48, f64x2.extract_lane(given3, 0) + f64x2.extract_lane(given3, 1), f64x2.extract_lane(total3, 0) + f64x2.extract_lane(total3, 1), f64x2.extract_lane(held3, 0) + f64x2.extract_lane(held3, 1))
}

function write(results: usize, given: f64, total: f64, held: f64): void {
  store<f64>(results, given)
  store<f64>(results, total, 8)
  store<f64>(results, held, 16)
}

// Goes through a chunk of rows: `sums` are those of row `first`, the other arrays begin with row 0, and what neighbours give with the
// first neighbour. `places`: where each row stands among the neighbours, 4 bytes a row; 0 if rows and neighbours have the same order. `bases`: a
// double for each lane of a row, in place of the jump, that holds what comes to it in any case; or 0. Jumps to single rows are
// 16 bytes each, by rising row: row and lane as 4 bytes, weight as a double. Leaves three doubles a lane at `results`, for each chunk:
// what was given, what values come to of rows that have somebody to give to, and what those had to give. What is added up is rounded to a grid so
// coarse that no further rounding occurs, so these sums are the same in whatever parts they are made.
export function give(chunk: u32, chunkRows: u32, first: u32, end: u32, lanes: u32, sums: usize, values: usize, rests: usize, degrees: usize, places: usize, bases: usize, neighbours: usize, lanesAt: usize, jumps: usize, jumpCount: u32, results: usize): void {
  if (lanes == 1) settle(1, chunk, chunkRows, first, end, sums, values, rests, degrees, places, bases, neighbours, lanesAt, jumps, jumpCount, results)
  else if (lanes == 2) settle(2, chunk, chunkRows, first, end, sums, values, rests, degrees, places, bases, neighbours, lanesAt, jumps, jumpCount, results)
  else if (lanes == 3) settleThree(chunk, chunkRows, first, end, sums, values, rests, degrees, places, bases, neighbours, lanesAt, jumps, jumpCount, results)
  else settle(4, chunk, chunkRows, first, end, sums, values, rests, degrees, places, bases, neighbours, lanesAt, jumps, jumpCount, results)
}
