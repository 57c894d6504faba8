// Numbers of neighbours as they lie in slices (kernels/rank/slices.ts), and two floats of four as doubles.

export const idBytes: usize = 3
// Rows side by side.
export const sliceRows: u32 = 4
// Sums are floats between two calls, one for each vector.
export const sumBytes: usize = 4

// Three bytes long and read as four; the topmost belongs to the next.
@inline export function idAt(ids: usize, k: u32): usize {
  return <usize>(load<u32>(ids + <usize>k * idBytes) & 0xffffff)
}

@inline export function low(floats: v128): v128 {
  return f64x2.promote_low_f32x4(floats)
}

@inline export function high(floats: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<u64>(floats, floats, 1, 1))
}
