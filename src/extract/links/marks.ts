import { asciiText } from '../text.js'
import { endsAttributeName, endsTagName, endsUnquotedValue, isSpace } from './bytes.js'
import { isHiding, isSmallType, placeOf, type Place } from './places.js'

/** What the attributes of an element say of its place. */
export interface Marks {
  place: Place
  role: string
  hidden: boolean
  /** Type made smaller by an inline style. */
  small: boolean
}

export const noMarks: Marks = { place: { area: null, cues: 0 }, role: '', hidden: false, small: false }

/** Marks by a hash of the tag's relevant bytes: the same few class names come again and again. */
const known = new Map<number, Marks>()
const knownMax = 50_000
const valueBytesMax = 512

/**
 * Reads class, id, role, style, hidden and itemtype of the tag at `tagStart`, which is known to end. The tag is hashed
 * as it is passed over; only a new hash has its values decoded and judged.
 */
export function readMarks(bytes: Uint8Array, tagStart: number): Marks {
  let at = tagStart + 1
  while (endsTagName[bytes[at]!] === 0) at += 1
  if (bytes[at] === 62) return noMarks
  const from = at
  let high = 0
  let low = 0
  for (;;) {
    let code = bytes[at]!
    while (isSpace[code] === 1 || code === 47) code = bytes[++at]!
    if (code === 62 || at >= bytes.length) break
    const nameStart = at
    code = bytes[++at]!
    while (endsAttributeName[code] === 0) code = bytes[++at]!
    const wanted = isWanted(bytes, nameStart, at - nameStart)
    if (wanted) low = Math.imul(low ^ (at - nameStart), 0x01000193) ^ (bytes[nameStart]! | 32)
    while (isSpace[code] === 1) code = bytes[++at]!
    if (code !== 61) continue
    code = bytes[++at]!
    while (isSpace[code] === 1) code = bytes[++at]!
    const quote = code === 34 || code === 39 ? code : 0
    if (quote !== 0) code = bytes[++at]!
    const valueStart = at
    while (quote === 0 ? endsUnquotedValue[code] === 0 : code !== quote) {
      if (at >= bytes.length) break
      if (wanted && at - valueStart < valueBytesMax) {
        low = Math.imul(low ^ code, 0x01000193)
        high = ((high << 5) - high + code) | 0
      }
      code = bytes[++at]!
    }
    if (quote !== 0) at += 1
  }
  if (low === 0) return noMarks
  const key = (high >>> 6) * 0x1_0000_0000 + (low >>> 0)
  const before = known.get(key)
  if (before !== undefined) return before
  const marks = judge(asciiText(bytes, from, Math.min(at, from + 8_192)))
  if (known.size >= knownMax) known.clear()
  known.set(key, marks)
  return marks
}

/** True for the names that are read, by length and first letter; others of that shape do no harm. */
function isWanted(bytes: Uint8Array, at: number, size: number): boolean {
  const first = bytes[at]! | 32
  switch (size) {
    case 2: return first === 105 && (bytes[at + 1]! | 32) === 100
    case 4: return first === 114 && (bytes[at + 1]! | 32) === 111
    case 5: return (first === 99 && (bytes[at + 1]! | 32) === 108) || (first === 115 && (bytes[at + 2]! | 32) === 121)
    case 6: return first === 104 && (bytes[at + 1]! | 32) === 105
    case 8: return first === 105 && (bytes[at + 4]! | 32) === 116
    default: return false
  }
}

const attribute = /([^\t\n\f\r />][^\t\n\f\r />=]*)(?:[\t\n\f\r ]*=[\t\n\f\r ]*(?:"([^"]*)"|'([^']*)'|([^\t\n\f\r >]*)))?/gu

function judge(attributes: string): Marks {
  let names = ''
  let role = ''
  let hidden = false
  let small = false
  for (const match of attributes.matchAll(attribute)) {
    const value = (match[2] ?? match[3] ?? match[4] ?? '').slice(0, valueBytesMax)
    switch (match[1]!.toLowerCase()) {
      case 'class': case 'id':
        names += `${value} `
        break
      case 'role':
        role ||= value.trim().toLowerCase()
        break
      case 'hidden':
        hidden = true
        break
      case 'style':
        hidden ||= isHiding(value)
        small ||= isSmallType(value)
        break
      case 'itemtype':
        if (/\/(?:User)?Comment$/u.test(value)) names += 'comment '
        break
    }
  }
  return { place: names === '' ? noMarks.place : placeOf(names), role, hidden, small }
}
