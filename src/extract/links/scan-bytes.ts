import { endsAttributeName, endsUnquotedValue, isLetter, isSpace } from './bytes.js'

/**
 * The loops over single bytes of the fast scan. Where a byte is looked for, four are compared at once for a short way,
 * since most texts and values are short; beyond that `indexOf`, which compares more still but costs a call.
 */

/** Bytes looked at before `indexOf` is called. */
const nearBytes = 48

/** What passing over a tag found. The ranges are -1 where there is no such attribute. */
export const passed = { selfClosing: false, hasHref: false, hasOnlyXlink: false, hrefStart: -1, hrefEnd: -1, relStart: -1, relEnd: -1 }

/** True if the `<` at `at` begins markup; else it is text. */
export function isMarkup(bytes: Uint8Array, at: number, length: number): boolean {
  if (at + 1 >= length) return false
  const after = bytes[at + 1]!
  return isLetter[after] === 1 || after === 33 || after === 63 || (after === 47 && at + 2 < length)
}

/** Where text that goes on at `from` ends: at the next markup. */
export function textEnd(bytes: Uint8Array, view: DataView, from: number, length: number): number {
  let at = from
  for (;;) {
    at = offsetOf(bytes, view, 60, at, length)
    if (at === -1) return length
    if (isMarkup(bytes, at, length)) return at
    at += 1
  }
}

/** Offset of `code` at or after `from`, or -1. */
function offsetOf(bytes: Uint8Array, view: DataView, code: number, from: number, length: number): number {
  const pattern = Math.imul(code, 0x01010101)
  const near = Math.min(from + nearBytes, length - 4)
  let at = from
  while (at <= near) {
    // A byte that is zero in `word` sets its high bit in `hits`; the lowest one set is never false.
    const word = view.getInt32(at, true) ^ pattern
    const hits = (word - 0x01010101) & ~word & 0x80808080
    if (hits !== 0) return at + ((31 - Math.clz32(hits & -hits)) >> 3)
    at += 4
  }
  return at >= length ? -1 : bytes.indexOf(code, at)
}

/** Offset of the first byte from `from` on that is no white space, at most `end`. */
export function blankEnd(bytes: Uint8Array, view: DataView, from: number, end: number): number {
  let at = from
  while (at < end) {
    const code = bytes[at]!
    if (isSpace[code] === 0) return at
    at += 1
    if (code === 10) while (at <= end - 4 && view.getInt32(at, true) === 0x20202020) at += 4
  }
  return end
}

/**
 * Passes over the attributes that follow a tag's name; -1 if the input ends in them. See `walkAttributes`. `lastEnd` is
 * the offset of the last `>` of the page: a search that starts before it needs no other bound.
 */
export function skipAttributes(bytes: Uint8Array, view: DataView, from: number, length: number, lastEnd: number): number {
  let at = from
  for (;;) {
    if (at > lastEnd) return -1
    let slash = false
    let code = bytes[at]!
    while (isSpace[code] === 1 || code === 47) {
      slash = code === 47
      code = bytes[++at]!
    }
    if (code === 62) {
      passed.selfClosing = slash
      return at + 1
    }
    code = bytes[++at]!
    while (endsAttributeName[code] === 0) code = bytes[++at]!
    while (isSpace[code] === 1) code = bytes[++at]!
    if (code !== 61) continue
    code = bytes[++at]!
    while (isSpace[code] === 1) code = bytes[++at]!
    if (code === 34 || code === 39) {
      at = offsetOf(bytes, view, code, at + 1, length) + 1
      if (at === 0) return -1
    } else while (endsUnquotedValue[code] === 0) code = bytes[++at]!
  }
}

/** As `skipAttributes`, and notes href and rel. */
export function skipLinkAttributes(bytes: Uint8Array, view: DataView, from: number, length: number, lastEnd: number): number {
  passed.hasHref = passed.hasOnlyXlink = false
  let hrefStart = -1
  let hrefEnd = -1
  let relStart = -1
  let relEnd = -1
  let xlink = false
  let at = from
  for (;;) {
    if (at > lastEnd) return -1
    let slash = false
    let code = bytes[at]!
    while (isSpace[code] === 1 || code === 47) {
      slash = code === 47
      code = bytes[++at]!
    }
    if (code === 62) {
      passed.selfClosing = slash
      passed.hasHref = hrefStart !== -1 || xlink
      passed.hasOnlyXlink = hrefStart === -1 && xlink
      passed.hrefStart = hrefStart
      passed.hrefEnd = hrefEnd
      passed.relStart = relStart
      passed.relEnd = relEnd
      return at + 1
    }
    const nameStart = at
    code = bytes[++at]!
    while (endsAttributeName[code] === 0) code = bytes[++at]!
    const nameEnd = at
    while (isSpace[code] === 1) code = bytes[++at]!
    let valueStart = nameEnd
    let valueEnd = nameEnd
    if (code === 61) {
      code = bytes[++at]!
      while (isSpace[code] === 1) code = bytes[++at]!
      if (code === 34 || code === 39) {
        valueStart = at + 1
        valueEnd = offsetOf(bytes, view, code, valueStart, length)
        if (valueEnd === -1) return -1
        at = valueEnd + 1
      } else {
        valueStart = at
        while (endsUnquotedValue[code] === 0) code = bytes[++at]!
        valueEnd = at
      }
    }
    const size = nameEnd - nameStart
    if (size === 4) {
      if (hrefStart === -1 && isWord4(bytes, nameStart, 104, 114, 101, 102)) {
        hrefStart = valueStart
        hrefEnd = valueEnd
      }
    } else if (size === 3) {
      if (relStart === -1 && (bytes[nameStart]! | 32) === 114 && (bytes[nameStart + 1]! | 32) === 101 && (bytes[nameStart + 2]! | 32) === 108) {
        relStart = valueStart
        relEnd = valueEnd
      }
    } else if (size === 10 && bytes[nameStart + 5] === 58) {
      xlink ||= isWord4(bytes, nameStart, 120, 108, 105, 110) && (bytes[nameStart + 4]! | 32) === 107 && isWord4(bytes, nameStart + 6, 104, 114, 101, 102)
    }
  }
}

/** True for four letters in any case, given in lower case; `| 32` makes no letter of anything else. */
function isWord4(bytes: Uint8Array, at: number, a: number, b: number, c: number, d: number): boolean {
  return (bytes[at]! | 32) === a && (bytes[at + 1]! | 32) === b && (bytes[at + 2]! | 32) === c && (bytes[at + 3]! | 32) === d
}
