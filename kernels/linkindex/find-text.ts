// Find text: which of many texts have some bytes in them. Sixteen places are looked at together: where the first and the
// last byte stand as they should, the bytes between are compared.

@inline function isSame(a: usize, b: usize, length: usize): bool {
  let at: usize = 0
  for (; at + 8 <= length; at += 8) if (load<u64>(a + at) != load<u64>(b + at)) return false
  for (; at < length; at++) if (load<u8>(a + at) != load<u8>(b + at)) return false
  return true
}

// Marks, with a byte of 1 at `marks`, each of `count` texts that has the `length` bytes at `wanted`; gives how many there are.
// Texts lie one behind the other from `texts`, with one byte between; `ends` says, 4 bytes each, where each ends, counted from
// `origin` bytes before the first. Marks are zero before. Up to 16 bytes behind the last text and the wanted bytes are read.
export function markTexts(texts: usize, ends: usize, origin: u32, count: u32, wanted: usize, length: u32, marks: usize): u32 {
  if (count == 0) return 0
  const size: usize = length
  const last: usize = size - 1
  const base: usize = texts - <usize>origin
  const stop: usize = base + <usize>load<u32>(ends + ((<usize>count - 1) << 2))
  const head = i8x16.splat(<i8>load<u8>(wanted))
  const tail = i8x16.splat(<i8>load<u8>(wanted + last))
  let row: usize = 0
  let rowEnd: usize = base + <usize>load<u32>(ends)
  let found: u32 = 0
  let at: usize = texts
  while (at + size <= stop) {
    let mask = i8x16.bitmask(v128.and(i8x16.eq(v128.load(at), head), i8x16.eq(v128.load(at + last), tail)))
    let next: usize = at + 16
    while (mask != 0) {
      const hit: usize = at + <usize>ctz(mask)
      mask &= mask - 1
      if (hit + size > stop) return found
      if (size > 2 && !isSame(hit + 1, wanted + 1, size - 2)) continue
      while (rowEnd < hit + size) {
        row++
        rowEnd = base + <usize>load<u32>(ends + (row << 2))
      }
      store<u8>(marks + row, 1)
      found++
      // The rest of this text has nothing more to tell.
      if (rowEnd >= next) {
        next = rowEnd + 1
        break
      }
      const passed = <u32>(rowEnd - at)
      mask &= passed >= 31 ? 0 : ~((1 << (passed + 1)) - 1)
    }
    at = next
  }
  return found
}
