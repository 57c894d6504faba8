// Number of the first jump to this row or one behind it. Jumps are 16 bytes each, by rising row: row and lane as 4 bytes, weight as a double.
export function firstJump(jumps: usize, count: u32, row: u32): u32 {
  let low: u32 = 0
  let high: u32 = count
  while (low < high) {
    const middle = (low + high) >> 1
    if (load<u32>(jumps + <usize>middle * 16) < row) low = middle + 1
    else high = middle
  }
  return low
}
