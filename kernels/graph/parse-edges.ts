import { notDigits, valueOf, zeros } from '../lib/digits'

/**
 * Edges from text: lines of two whole numbers. The obvious twin is `parseEdgeLine` of src/graph/readers/edge-line.ts;
 * both accept and refuse the same lines. Every load may read up to 8 bytes past `end`, which the caller keeps free.
 */

const tab: u32 = 9
const lineFeed: u32 = 10
const carriageReturn: u32 = 13
const blank: u32 = 32
const hash: u32 = 35
const percent: u32 = 37
const comma: u32 = 44
const zero: u32 = 48

@inline
function isBetween(byte: u32): bool {
  return byte == tab || byte == blank || byte == comma
}

/** Where `slowLine` stopped: behind the line, if it could be read. */
let slowNext: usize = 0
let slowFrom: u64 = 0
let slowTo: u64 = 0

/** A line with anything unusual in it. 0: a blank or a comment, 1: an edge, 2: neither. */
function slowLine(start: usize, limit: u64): u32 {
  let at = start
  while (load<u8>(at) == blank || load<u8>(at) == tab) at += 1
  let byte: u32 = load<u8>(at)
  if (byte == lineFeed || (byte == carriageReturn && load<u8>(at, 1) == lineFeed) || byte == hash || byte == percent) {
    while (load<u8>(at) != lineFeed) at += 1
    slowNext = at + 1
    return 0
  }
  let from: u64 = 0
  let digits = at
  while ((byte = <u32>load<u8>(at) - zero) < 10) {
    if (at - digits == 10) return 2
    from = from * 10 + byte
    at += 1
  }
  if (at == digits || from >= limit) return 2
  let between = at
  while (load<u8>(at) == blank || load<u8>(at) == tab) at += 1
  if (load<u8>(at) == comma) at += 1
  while (load<u8>(at) == blank || load<u8>(at) == tab) at += 1
  if (at == between) return 2
  let to: u64 = 0
  digits = at
  while ((byte = <u32>load<u8>(at) - zero) < 10) {
    if (at - digits == 10) return 2
    to = to * 10 + byte
    at += 1
  }
  if (at == digits || to >= limit) return 2
  byte = load<u8>(at)
  if (byte != lineFeed && !isBetween(byte) && !(byte == carriageReturn && load<u8>(at, 1) == lineFeed)) return 2
  while (load<u8>(at) != lineFeed) at += 1
  slowNext = at + 1
  slowFrom = from
  slowTo = to
  return 1
}

/** Bytes of a word that its first `count` bytes take; all of it from eight on. */
@inline
function firstBytes(count: usize): u64 {
  return count >= 8 ? u64.MAX_VALUE : (<u64>1 << (<u64>count << 3)) - 1
}

/**
 * Reads the whole lines from `start` to `end`, the last ended by a line feed; ids are below `limit`. At `result` it
 * puts the number of edges, of lines passed over, and the place of the first line that is no edge, or `end`.
 *
 * Lists are sorted, so most lines begin as the line before did: such a beginning is compared, and not read again.
 */
export function parse(start: usize, end: usize, fromStart: usize, toStart: usize, limit: u32, result: usize): void {
  let at = start
  let from = fromStart
  let to = toStart
  let passed: u32 = 0
  const bound: u64 = limit
  // The number that the line before is from, with the byte behind it: its value, its bytes, and these as the first word and as the last.
  // No line in use begins with eight zero bytes.
  let a: u64 = 0
  let width: usize = 0
  let firstWord: u64 = 0
  let firstMask: u64 = u64.MAX_VALUE
  let lastWord: u64 = 0
  let lastAt: usize = 0
  let lastMask: u64 = 0
  while (at < end) {
    const word = load<u64>(at)
    let usual = true
    if ((((word ^ firstWord) & firstMask) | ((load<u64>(at + lastAt) ^ lastWord) & lastMask)) != 0) {
      const bytes = word ^ zeros
      const mask = notDigits(bytes)
      let next = at
      if (mask != 0) {
        const count = ctz(mask) >> 3
        usual = count != 0
        a = valueOf(bytes, count | u64(!usual))
        next += <usize>count
      } else {
        a = valueOf(bytes, 8)
        next += 8
        let digit: u32 = <u32>load<u8>(next) - zero
        if (digit < 10) {
          a = a * 10 + digit
          next += 1
          digit = <u32>load<u8>(next) - zero
          if (digit < 10) {
            a = a * 10 + digit
            next += 1
          }
        }
      }
      usual = usual && isBetween(load<u8>(next)) && a < bound
      width = usual ? next + 1 - at : 0
      firstMask = usual ? firstBytes(width) : u64.MAX_VALUE
      firstWord = usual ? word & firstMask : 0
      lastAt = width > 8 ? width - 8 : 0
      lastMask = width > 8 ? u64.MAX_VALUE : 0
      lastWord = load<u64>(at + lastAt) & lastMask
    }
    if (usual) {
      let next = at + width
      const bytes = load<u64>(next) ^ zeros
      const mask = notDigits(bytes)
      let b: u64
      if (mask != 0) {
        const count = ctz(mask) >> 3
        usual = count != 0
        b = valueOf(bytes, count | u64(!usual))
        next += <usize>count
      } else {
        b = valueOf(bytes, 8)
        next += 8
        let digit: u32 = <u32>load<u8>(next) - zero
        if (digit < 10) {
          b = b * 10 + digit
          next += 1
          digit = <u32>load<u8>(next) - zero
          if (digit < 10) {
            b = b * 10 + digit
            next += 1
          }
        }
      }
      if (usual && b < bound && load<u8>(next) == lineFeed) {
        store<u32>(from, <u32>a)
        store<u32>(to, <u32>b)
        from += 4
        to += 4
        at = next + 1
        continue
      }
    }
    const kind = slowLine(at, bound)
    if (kind == 2) break
    if (kind == 1) {
      store<u32>(from, <u32>slowFrom)
      store<u32>(to, <u32>slowTo)
      from += 4
      to += 4
    } else {
      passed += 1
    }
    at = slowNext
  }
  store<u32>(result, <u32>((from - fromStart) >> 2))
  store<u32>(result, passed, 4)
  store<u32>(result, <u32>at, 8)
}
