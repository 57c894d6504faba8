import { endsAttributeName, endsTagName, endsUnquotedValue, hasWordAt, isSpace } from './bytes.js'

/** Where an attribute's name and value stand; the value is empty (`valueStart === valueEnd`) where there is none. */
export interface AttributeRange {
  nameStart: number
  nameEnd: number
  valueStart: number
  valueEnd: number
}

/** Where a tag ends, just after its `>`; -1 if the input ends inside it, in which case the tag is no token at all. */
export interface TagShape {
  end: number
  selfClosing: boolean
}

/**
 * Walks the attributes of the tag whose `<` is at `tagStart`, after the tokenizer states of the HTML Standard: a quote
 * means something only where a value begins, `=` may begin a name, `/` is white space unless `>` follows.
 */
export function walkAttributes(bytes: Uint8Array, tagStart: number, visit?: (range: AttributeRange) => void): TagShape {
  const { length } = bytes
  let at = tagStart + (bytes[tagStart + 1] === 47 ? 2 : 1)
  while (at < length && endsTagName[bytes[at]!] === 0) at += 1
  for (;;) {
    let slash = false
    for (; at < length && (isSpace[bytes[at]!] === 1 || bytes[at] === 47); at += 1) slash = bytes[at] === 47
    if (at >= length) return { end: -1, selfClosing: false }
    if (bytes[at] === 62) return { end: at + 1, selfClosing: slash }
    const nameStart = at
    at += 1
    while (at < length && endsAttributeName[bytes[at]!] === 0) at += 1
    const nameEnd = at
    while (at < length && isSpace[bytes[at]!] === 1) at += 1
    let valueStart = nameEnd
    let valueEnd = nameEnd
    if (bytes[at] === 61) {
      at += 1
      while (at < length && isSpace[bytes[at]!] === 1) at += 1
      const quote = bytes[at]
      if (quote === 34 || quote === 39) {
        valueStart = at + 1
        valueEnd = bytes.indexOf(quote, valueStart)
        if (valueEnd === -1) return { end: -1, selfClosing: false }
        at = valueEnd + 1
      } else {
        valueStart = at
        while (at < length && endsUnquotedValue[bytes[at]!] === 0) at += 1
        valueEnd = at
      }
    }
    visit?.({ nameStart, nameEnd, valueStart, valueEnd })
  }
}

/** Where the attribute that `nextAttribute` found stands. */
export const attribute: AttributeRange = { nameStart: 0, nameEnd: 0, valueStart: 0, valueEnd: 0 }

/** Offset of the attributes of the tag at `tagStart`, for `nextAttribute`. */
export function attributesStart(bytes: Uint8Array, tagStart: number): number {
  let at = tagStart + 1
  while (endsTagName[bytes[at]!] === 0) at += 1
  return at
}

/** Bytes of a quoted value looked at one by one. */
const nearBytes = 24

/** Finds the next attribute of a tag that is known to end, and gives where to go on; -1 if there is none. As `walkAttributes`, without a call for each. */
export function nextAttribute(bytes: Uint8Array, from: number): number {
  let at = from
  let code = bytes[at]!
  while (isSpace[code] === 1 || code === 47) code = bytes[++at]!
  if (code === 62 || at >= bytes.length) return -1
  attribute.nameStart = at
  code = bytes[++at]!
  while (endsAttributeName[code] === 0) code = bytes[++at]!
  attribute.nameEnd = attribute.valueStart = attribute.valueEnd = at
  while (isSpace[code] === 1) code = bytes[++at]!
  if (code !== 61) return at
  code = bytes[++at]!
  while (isSpace[code] === 1) code = bytes[++at]!
  if (code === 34 || code === 39) {
    const start = at + 1
    const near = Math.min(start + nearBytes, bytes.length)
    at = start
    while (at < near && bytes[at] !== code) at += 1
    // Beyond a short way a search of many bytes at once is worth its call.
    if (at === near) at = bytes.indexOf(code, near)
    if (at === -1) at = bytes.length
    attribute.valueStart = start
    attribute.valueEnd = at
    return at + 1
  }
  attribute.valueStart = at
  while (endsUnquotedValue[code] === 0) code = bytes[++at]!
  attribute.valueEnd = at
  return at
}

/** True if the attribute `nextAttribute` found is called `name` (lower case ASCII). */
export function isAttribute(bytes: Uint8Array, name: string): boolean {
  const { nameStart, nameEnd } = attribute
  return nameEnd - nameStart === name.length && hasWordAt(bytes, nameStart, name)
}
