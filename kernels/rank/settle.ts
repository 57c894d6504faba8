// Settle: what happens to each row between two passes of pulling. Rows have `lanes` numbers side by side. For each lane
// there are eight doubles at `lanesAt`: damping, the even part of the jump, one over the norm now and before, 1 if the
// lane is still under way, the factor by which values are multiplied before they are given away, and the grid of
// changes. Lanes that have come to their end keep what they have.

import { firstJump } from '../lib/jumps'

const laneBytes: usize = 64
// Added and taken off again, the first rounds to a multiple of 2⁻⁵⁰. What that leaves, at most 2⁻⁵¹ for each of 2³² rows,
// the second rounds to a multiple of 2⁻⁷¹.
const coarseGrid: f64 = 6
const fineGrid: f64 = 1.5 / 524288

// Sums of a chunk of rows become the new values: damped, with the jump added. Adds up how much they differ from the old
// ones, normalised, and what those rows come to, normalised, that have somebody to give to, as a coarse and a fine part: three doubles a lane at `results`, for each
// chunk. What is added up is rounded to a grid so coarse that no further rounding occurs, so these sums are the same in
// whatever parts they are made.
//
// `sums`, `values` and `degrees` are those of row `first`. Jumps to single rows are 16 bytes each, by rising row: row and lane as
// 4 bytes, weight as a double.
export function finish(chunk: u32, chunkRows: u32, first: u32, end: u32, lanes: u32, sums: usize, values: usize, degrees: usize, lanesAt: usize, jumps: usize, jumpCount: u32, results: usize): void {
  const rowFirst = first + chunk * chunkRows
  const rowEnd = min(rowFirst + chunkRows, end)
  const step: usize = <usize>lanes * 8
  sums += <usize>(rowFirst - first) * step
  values += <usize>(rowFirst - first) * step
  degrees += <usize>(rowFirst - first) * 4
  const length = <usize>(rowEnd - rowFirst) * step
  results += <usize>chunk * lanes * 24
  let jump = firstJump(jumps, jumpCount, rowFirst)
  const jumped = jump < jumpCount && load<u32>(jumps + <usize>jump * 16) < rowEnd
  if (jumped) {
    for (let lane: usize = 0; lane < lanes; lane++) {
      const damping = load<f64>(lanesAt + lane * laneBytes)
      const even = load<f64>(lanesAt + lane * laneBytes, 8)
      for (let at = lane * 8; at < length; at += step) store<f64>(sums + at, damping * load<f64>(sums + at) + even)
    }
    for (; jump < jumpCount; jump++) {
      const row = load<u32>(jumps + <usize>jump * 16)
      if (row >= rowEnd) break
      const at = sums + <usize>(row - rowFirst) * step + <usize>load<u32>(jumps + <usize>jump * 16, 4) * 8
      store<f64>(at, load<f64>(at) + load<f64>(jumps + <usize>jump * 16, 8))
    }
  }
  for (let lane: usize = 0; lane < lanes; lane++) {
    if (load<f64>(lanesAt + lane * laneBytes, 32) == 0) continue
    // Once more nothing is done to sums that have become values above.
    const damping: f64 = jumped ? 1 : load<f64>(lanesAt + lane * laneBytes)
    const even: f64 = jumped ? 0 : load<f64>(lanesAt + lane * laneBytes, 8)
    const now = load<f64>(lanesAt + lane * laneBytes, 16)
    const before = load<f64>(lanesAt + lane * laneBytes, 24)
    const grid = load<f64>(lanesAt + lane * laneBytes, 48)
    let change: f64 = 0
    let coarse: f64 = 0
    let fine: f64 = 0
    let degree = degrees
    for (let at = lane * 8; at < length; at += step) {
      const value = damping * load<f64>(sums + at) + even
      change += (abs(value * now - load<f64>(values + at) * before) + grid) - grid
      if (load<u32>(degree) != 0) {
        const part = value * now
        const most = (part + coarseGrid) - coarseGrid
        coarse += most
        fine += ((part - most) + fineGrid) - fineGrid
      }
      degree += 4
      store<f64>(values + at, value)
    }
    store<f64>(results + lane * 24, change)
    store<f64>(results + lane * 24, coarse, 8)
    store<f64>(results + lane * 24, fine, 16)
  }
}

@inline function under(lanesAt: usize, lane: usize): bool {
  return load<f64>(lanesAt + lane * laneBytes, 32) != 0
}

@inline function spreadRows<T>(lanes: usize, chunk: u32, chunkRows: u32, end: u32, values: usize, degrees: usize, places: usize, neighbours: usize, lanesAt: usize): void {
  const zero = under(lanesAt, 0)
  const one = lanes > 1 && under(lanesAt, 1)
  const two = lanes > 2 && under(lanesAt, 2)
  const three = lanes > 3 && under(lanesAt, 3)
  const factor0 = load<f64>(lanesAt, 40)
  const factor1 = lanes > 1 ? load<f64>(lanesAt + laneBytes, 40) : 0
  const factor2 = lanes > 2 ? load<f64>(lanesAt + 2 * laneBytes, 40) : 0
  const factor3 = lanes > 3 ? load<f64>(lanesAt + 3 * laneBytes, 40) : 0
  const rowEnd: usize = min(chunk * chunkRows + chunkRows, end)
  for (let row: usize = chunk * chunkRows; row < rowEnd; row++) {
    const degree = load<u32>(degrees + row * 4)
    if (degree == 0) continue
    const part = 1 / <f64>degree
    const place: usize = places == 0 ? row : <usize>load<u32>(places + row * 4)
    const from = values + row * (lanes * 8)
    const to = neighbours + place * (lanes * sizeof<T>())
    if (zero) store<T>(to, <T>(load<f64>(from) * (part * factor0)))
    if (lanes > 1 && one) store<T>(to + sizeof<T>(), <T>(load<f64>(from, 8) * (part * factor1)))
    if (lanes > 2 && two) store<T>(to + 2 * sizeof<T>(), <T>(load<f64>(from, 16) * (part * factor2)))
    if (lanes > 3 && three) store<T>(to + 3 * sizeof<T>(), <T>(load<f64>(from, 24) * (part * factor3)))
  }
}

@inline function spread<T>(chunk: u32, chunkRows: u32, end: u32, lanes: u32, values: usize, degrees: usize, places: usize, neighbours: usize, lanesAt: usize): void {
  if (lanes == 1) spreadRows<T>(1, chunk, chunkRows, end, values, degrees, places, neighbours, lanesAt)
  else if (lanes == 2) spreadRows<T>(2, chunk, chunkRows, end, values, degrees, places, neighbours, lanesAt)
  else if (lanes == 3) spreadRows<T>(3, chunk, chunkRows, end, values, degrees, places, neighbours, lanesAt)
  else spreadRows<T>(4, chunk, chunkRows, end, values, degrees, places, neighbours, lanesAt)
}

// Each row at home gives its value, times the factor, in equal parts. `places`: where it stands among the neighbours, 4 bytes a row; 0 if
// rows and neighbours have the same order.
export function spreadF32(chunk: u32, chunkRows: u32, end: u32, lanes: u32, values: usize, degrees: usize, places: usize, neighbours: usize, lanesAt: usize): void {
  spread<f32>(chunk, chunkRows, end, lanes, values, degrees, places, neighbours, lanesAt)
}

export function spreadF64(chunk: u32, chunkRows: u32, end: u32, lanes: u32, values: usize, degrees: usize, places: usize, neighbours: usize, lanesAt: usize): void {
  spread<f64>(chunk, chunkRows, end, lanes, values, degrees, places, neighbours, lanesAt)
}

export function clear(chunk: u32, chunkBytes: u32, at: usize, bytes: usize): void {
  const first = <usize>chunk * chunkBytes
  memory.fill(at + first, 0, min(<usize>chunkBytes, bytes - first))
}
