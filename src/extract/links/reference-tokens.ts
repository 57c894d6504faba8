import { endsTagName, hasWordAt, isLetter, isSpace } from './bytes.js'
import { walkAttributes } from './attributes.js'
import { asciiText } from '../text.js'
import { isQuirks } from './quirks.js'

/** A token of the HTML tokenizer: where it stands, never a copy of its text. */
export interface Token {
  type: 'start' | 'end' | 'text' | 'comment' | 'doctype' | 'eof'
  /** Lower-case tag name; '' for others. */
  name: string
  start: number
  end: number
  selfClosing: boolean
  /** Text of white space only. */
  blank: boolean
  /** Text without character references. */
  raw: boolean
  /** Text of NULs only, which most rules drop. */
  nul: boolean
  quirks: boolean
}

/** How text is read until the matching end tag; `text` is ordinary markup. */
export type TextMode = 'markup' | 'references' | 'raw' | 'script' | 'plain'

const blankReference = /^&(?:#(?:0*(?:9|10|12|13|32)(?!\d)|[xX]0*(?:9|[aA]|[cC]|[dD]|20)(?![\da-fA-F]));?|Tab;|NewLine;)/u

/**
 * The tokenizer of the HTML Standard over bytes, slow and obvious: the reference of the fast scan.
 *
 * A comment is a token only because it ends the text of a table; declarations and processing instructions are comments.
 */
export class ReferenceTokens {
  mode: TextMode = 'markup'
  /** Name of the element whose end tag ends the text mode. */
  textName = ''
  private at = 0
  /** The first NUL at or after the last text begun, or the end. */
  private nul = -1
  private readonly length: number

  constructor(private readonly bytes: Uint8Array, start: number) {
    this.at = start
    this.length = bytes.length
  }

  /** The next token. `inForeign` says whether CDATA sections are known here. */
  next(inForeign: boolean): Token {
    for (;;) {
      if (this.at >= this.length) return this.token('eof', this.length, this.length)
      if (this.mode === 'plain') return this.text(this.length, true)
      if (this.mode !== 'markup') {
        const end = this.mode === 'script' ? scriptEnd(this.bytes, this.at) : endTagOf(this.bytes, this.at, this.textName)
        if (end > this.at) return this.text(end, this.mode !== 'references', false)
        this.mode = 'markup'
      }
      const markup = this.markup(inForeign)
      if (markup) return markup
    }
  }

  /** Passes over a line end that follows at once, as after the start tag of pre. */
  skipLineEnd(): void {
    this.at = afterLineEnd(this.bytes, this.at)
  }

  private markup(inForeign: boolean): Token | undefined {
    const { bytes, length } = this
    const from = this.at
    const lt = this.nextMarkup(from)
    if (lt > from) return this.text(lt, false)
    const after = bytes[lt + 1]!
    if (isLetter[after] === 1 || (after === 47 && isLetter[bytes[lt + 2]!] === 1)) return this.tag(lt)
    if (after === 33 && bytes[lt + 2] === 45 && bytes[lt + 3] === 45) {
      this.at = commentEnd(bytes, lt)
      return this.token('comment', lt, this.at)
    } else if (after === 33 && hasWordAt(bytes, lt + 2, 'doctype')) {
      const end = bytes.indexOf(62, lt + 9)
      const token = this.token('doctype', lt, end === -1 ? length : end + 1)
      token.quirks = isQuirks(latin1(bytes, lt + 2, end === -1 ? length : end), end !== -1)
      this.at = token.end
      return token
    } else if (after === 33 && inForeign && latin1(bytes, lt + 2, lt + 9) === '[CDATA[') {
      const end = indexOfWord(bytes, ']]>', lt + 9)
      const stop = end === -1 ? length : end
      this.at = lt + 9
      const token = stop > this.at ? this.text(stop, true, false) : undefined
      this.at = end === -1 ? length : end + 3
      return token
    } else {
      const end = bytes.indexOf(62, lt + 2)
      this.at = end === -1 ? length : end + 1
      if (after !== 47 || end !== lt + 2) return this.token('comment', lt, this.at)
    }
    return undefined
  }

  /** Where markup begins at or after `from`: a `<` with a letter, `/`, `!` or `?` after it. */
  private nextMarkup(from: number): number {
    const { bytes, length } = this
    for (let at = bytes.indexOf(60, from); at !== -1; at = bytes.indexOf(60, at + 1)) {
      const after = bytes[at + 1]
      if (after === undefined) return length
      if (isLetter[after] === 1 || after === 33 || after === 63) return at
      if (after === 47 && at + 2 < length) return at
    }
    return length
  }

  private tag(lt: number): Token | undefined {
    const { bytes } = this
    const closing = bytes[lt + 1] === 47
    const shape = walkAttributes(bytes, lt)
    if (shape.end === -1) {
      this.at = this.length
      return undefined
    }
    const nameStart = closing ? lt + 2 : lt + 1
    let nameEnd = nameStart
    while (endsTagName[bytes[nameEnd]!] === 0) nameEnd += 1
    const token = this.token(closing ? 'end' : 'start', lt, shape.end)
    token.name = latin1(bytes, nameStart, nameEnd).replace(/[A-Z]+/gu, (letters) => letters.toLowerCase())
    token.selfClosing = shape.selfClosing
    this.at = shape.end
    return token
  }

  /** Leading white space is a token of its own, since several rules treat it apart. */
  private text(end: number, raw: boolean, split = true): Token {
    const { bytes, at } = this
    let nulEnd = at
    while (split && nulEnd < end && bytes[nulEnd] === 0) nulEnd += 1
    if (nulEnd > at) {
      const token = this.token('text', at, nulEnd)
      token.nul = true
      this.at = nulEnd
      return token
    }
    if (split && this.nul < at) {
      const nul = bytes.indexOf(0, at)
      this.nul = nul === -1 ? this.length : nul
    }
    if (split && this.nul < end) return this.text(this.nul, raw)
    let blankEnd = at
    while (blankEnd < end) {
      if (isSpace[bytes[blankEnd]!] === 1) blankEnd += 1
      else if (!raw && bytes[blankEnd] === 38) {
        const match = blankReference.exec(latin1(bytes, blankEnd, Math.min(end, blankEnd + 24)))
        if (!match) break
        blankEnd += match[0].length
      } else break
    }
    const stop = split && blankEnd > at ? blankEnd : end
    const token = this.token('text', at, stop)
    token.blank = stop === blankEnd
    token.raw = raw
    this.at = stop
    return token
  }

  private token(type: Token['type'], start: number, end: number): Token {
    return { type, name: '', start, end, selfClosing: false, blank: false, raw: false, nul: false, quirks: false }
  }
}

/** Offset behind the line end at `at`, if there is one. */
export function afterLineEnd(bytes: Uint8Array, at: number): number {
  if (bytes[at] === 10) return at + 1
  if (bytes[at] !== 13) return at
  return bytes[at + 1] === 10 ? at + 2 : at + 1
}

export function latin1(bytes: Uint8Array, start: number, end: number): string {
  return asciiText(bytes, start, Math.min(end, bytes.length))
}

function indexOfWord(bytes: Uint8Array, word: string, from: number): number {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf(word, from, 'latin1')
}

/** End of the comment whose `<!--` is at `lt`: after `-->` or `--!>`, which may share the opening dashes; else the end of input. */
export function commentEnd(bytes: Uint8Array, lt: number): number {
  for (let at = bytes.indexOf(62, lt + 4); at !== -1; at = bytes.indexOf(62, at + 1)) {
    if (bytes[at - 1] === 45 && bytes[at - 2] === 45) return at + 1
    if (bytes[at - 1] === 33 && bytes[at - 2] === 45 && bytes[at - 3] === 45 && at - 3 >= lt + 4) return at + 1
  }
  return bytes.length
}

/** Offset of `</name` with an end of the name after it, at or after `from`; the end of input where there is none. */
export function endTagOf(bytes: Uint8Array, from: number, name: string): number {
  for (let at = bytes.indexOf(60, from); at !== -1; at = bytes.indexOf(60, at + 1)) {
    if (bytes[at + 1] === 47 && hasWordAt(bytes, at + 2, name) && endsTagName[bytes[at + 2 + name.length] ?? 0] === 1) return at
  }
  return bytes.length
}

/**
 * Offset of the `</script` that ends a script. Inside `<!--` a `<script` opens a second level, whose own end tag ends
 * only that level; `-->` leaves both.
 */
export function scriptEnd(bytes: Uint8Array, from: number): number {
  const { length } = bytes
  let level = 0
  for (let at = from; at < length; at += 1) {
    if (level === 0) {
      at = bytes.indexOf(60, at)
      if (at === -1) return length
    }
    const code = bytes[at]!
    if (code === 62) {
      if (level > 0 && bytes[at - 1] === 45 && bytes[at - 2] === 45 && at - 2 >= from) level = 0
    } else if (code === 60) {
      const after = bytes[at + 1]
      if (after === 47 && hasWordAt(bytes, at + 2, 'script') && endsTagName[bytes[at + 8] ?? 0] === 1) {
        if (level < 2) return at
        level = 1
      } else if (level === 0 && after === 33 && bytes[at + 2] === 45 && bytes[at + 3] === 45) {
        level = 1
        at += 1
      } else if (level === 1 && hasWordAt(bytes, at + 1, 'script') && endsTagName[bytes[at + 7] ?? 0] === 1) {
        level = 2
      }
    }
  }
  return length
}
