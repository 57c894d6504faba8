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

/**
 * Reads the whole lines from `start` to `end`, the last ended by a line feed; ids are below `limit`. At `result` it
 * puts the number of edges, of lines passed over, and the place of the first line that is no edge, or `end`.
 */
export function parse(start: usize, end: usize, fromStart: usize, toStart: usize, limit: u32, result: usize): void {
  let at = start
  let from = fromStart
  let to = toStart
  let passed: u32 = 0
  const bound: u64 = limit
  while (at < end) {
    let bytes = load<u64>(at) ^ zeros
    let mask = notDigits(bytes)
    let next = at
    let a: u64
    let b: u64
    let usual = true
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
    next += 1
    if (usual) {
      bytes = load<u64>(next) ^ zeros
      mask = notDigits(bytes)
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
