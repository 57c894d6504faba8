import { endsAttributeName, endsTagName, endsUnquotedValue, isSpace } from './bytes.js'

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
