import { decodeReferences } from './character-references.js'
import { isSpace } from './links/bytes.js'
import { runKinds, type PageScan } from './links/page-scan.js'

/** Turns a range of a page's bytes into text, in the page's encoding. */
export type DecodeRange = (bytes: Uint8Array, start: number, end: number) => string

/** The Buffer methods the types leave out: a range as text, without a view being made for it. */
export interface SlicingBuffer extends Buffer {
  latin1Slice(start: number, end: number): string
  utf8Slice(start: number, end: number): string
}

let viewed: Uint8Array | undefined
let view: SlicingBuffer
let words: DataView

function bufferOf(bytes: Uint8Array): SlicingBuffer {
  if (viewed !== bytes) {
    view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) as SlicingBuffer
    words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    viewed = bytes
  }
  return view
}

/** The same bytes for reading four at once. */
export function wordsOf(bytes: Uint8Array): DataView {
  bufferOf(bytes)
  return words
}

export const decodeUtf8: DecodeRange = (bytes, start, end) => bufferOf(bytes).utf8Slice(start, end)

/** A range known to be ASCII, or of which only the ASCII matters, as text. */
export function asciiText(bytes: Uint8Array, start: number, end: number): string {
  return bufferOf(bytes).latin1Slice(start, end)
}

const collapsible = /[\t\n\f\r ]+/gu

/** White space as HTML means it collapsed to one space, and trimmed. A no-break space is none. */
export function collapse(text: string): string {
  if (isCollapsed(text)) return text
  const collapsed = text.replace(collapsible, ' ')
  return collapsed.startsWith(' ') || collapsed.endsWith(' ') ? collapsed.slice(collapsed.startsWith(' ') ? 1 : 0, collapsed.endsWith(' ') && collapsed.length > 1 ? -1 : undefined) : collapsed
}

function isCollapsed(text: string): boolean {
  let space = true
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code > 32) space = false
    else if (code === 32 && !space) space = true
    else if (code > 31 || isSpace[code] === 1) return false
    else space = false
  }
  return !space || text === ''
}

/** Text of one run, its references resolved. An image gives none. */
export function runText(scan: PageScan, run: number, decode: DecodeRange): string {
  const kind = scan.runKind[run]!
  return kind === runKinds.image ? '' : textOfRange(scan.bytes, scan.runStart[run]!, scan.runEnd[run]!, kind, decode)
}

export function textOfRange(bytes: Uint8Array, start: number, end: number, kind: number, decode: DecodeRange): string {
  const text = decode(bytes, start, end)
  const shown = text.includes('\0') ? text.replaceAll('\0', kind === runKinds.text ? '' : '\ufffd') : text
  return kind === runKinds.raw ? shown : decodeReferences(shown, false)
}

/** Joined text of the runs from `from` up to but without `to`, as textContent would give it, white space collapsed. */
export function runsText(scan: PageScan, from: number, to: number, decode: DecodeRange): string {
  if (to === from) return ''
  const plain = plainText(scan, from, to, decode)
  if (plain !== undefined) return plain
  let text = ''
  for (let run = from; run < to; run += 1) text += runText(scan, run, decode)
  return collapse(text)
}

const scratchBytes = 4_000
const scratch = Buffer.alloc(scratchBytes) as SlicingBuffer

/** The same for text without references, as most anchors are, with one string made. Undefined where there is something to decode. */
function plainText(scan: PageScan, from: number, to: number, decode: DecodeRange): string | undefined {
  const size = writeCollapsed(scratch, 0, scan, from, to, scratchBytes)
  if (size === -1) return undefined
  if (size === 0) return ''
  if (seen <= 127) return scratch.latin1Slice(0, size)
  return decode === decodeUtf8 ? scratch.utf8Slice(0, size) : undefined
}

/** True if what was written last is ASCII. */
export function wroteAscii(): boolean {
  return seen <= 127
}

/** All bits of the bytes written last. */
let seen = 0

/**
 * Writes the joined text of runs to `into` from `begin` on, at most `bytesMax` bytes: one pass over the bytes that
 * collapses white space and resolves the commonest references. Gives where it ends, or -1 where there is more to it.
 */
export function writeCollapsed(into: Buffer, begin: number, scan: PageScan, from: number, to: number, bytesMax: number): number {
  const { bytes, runStart, runEnd, runKind } = scan
  let size = begin
  let space = false
  let bits = 0
  seen = 0
  for (let run = from; run < to; run += 1) {
    if (runKind[run] === runKinds.image) continue
    const start = runStart[run]!
    const end = runEnd[run]!
    // A space kept back may come before the run.
    if (size - begin + end - start >= bytesMax) return -1
    // A character cut in two by markup is two damaged ones.
    if (bits > 127 && start < end && (bytes[start]! & 0xc0) === 0x80) return -1
    for (let at = start; at < end; at += 1) {
      let code = bytes[at]!
      if (code <= 32) {
        if (isSpace[code] === 0) return -1
        space = true
        continue
      }
      let isReference = false
      if (code === 38) {
        const reference = runKind[run] === runKinds.raw ? 0 : commonReference(bytes, at, end)
        if (reference === 0) return -1
        at += reference >> 16
        code = reference & 0xffff
        isReference = true
      }
      if (space) {
        if (size > begin) into[size++] = 32
        space = false
      }
      bits |= code
      if (!isReference || code < 128) into[size++] = code
      else size = writeUtf8(into, size, code)
    }
  }
  seen = bits
  return size
}

function writeUtf8(into: Buffer, at: number, code: number): number {
  let size = at
  if (code < 0x800) into[size++] = 0xc0 | (code >> 6)
  else {
    into[size++] = 0xe0 | (code >> 12)
    into[size++] = 0x80 | ((code >> 6) & 63)
  }
  into[size++] = 0x80 | (code & 63)
  return size
}

/** The references texts are full of: the count of bytes after the `&` times 65,536, and the character. 0 for any other. */
function commonReference(bytes: Uint8Array, at: number, end: number): number {
  if (at + 3 >= end) return 0
  if (bytes[at + 1] === 35) return decimalReference(bytes, at, end)
  const word = bytes[at + 1]! | (bytes[at + 2]! << 8) | (bytes[at + 3]! << 16)
  if (word === 0x3b746c /* lt; */) return (3 << 16) | 60
  if (word === 0x3b7467 /* gt; */) return (3 << 16) | 62
  if (at + 4 >= end) return 0
  if (word === 0x706d61 /* amp */) return bytes[at + 4] === 59 ? (4 << 16) | 38 : 0
  if (at + 5 >= end || bytes[at + 5] !== 59) return 0
  if (word === 0x73626e /* nbs */ && bytes[at + 4] === 112) return (5 << 16) | 0xa0
  return word === 0x6f7571 /* quo */ && bytes[at + 4] === 116 ? (5 << 16) | 34 : 0
}

/** `&#8217;` and the like, for characters that are neither white space nor special. */
function decimalReference(bytes: Uint8Array, at: number, end: number): number {
  let code = 0
  let cursor = at + 2
  for (; cursor < end && cursor < at + 8; cursor += 1) {
    const digit = bytes[cursor]! - 48
    if (digit < 0 || digit > 9) break
    code = code * 10 + digit
  }
  if (cursor >= end || bytes[cursor] !== 59) return 0
  return (code > 32 && code < 127) || (code >= 0xa0 && code < 0xd800) ? ((cursor - at) << 16) | code : 0
}

/** ASCII without controls and `&`: bytes of which text is made as it stands. */
export const isPlainByte = new Uint8Array(256).fill(1, 32, 128)
isPlainByte[38] = 0

/** True if all four bytes of a word are plain: none is past ASCII, below the space, or equal to `&`. */
export function isPlainWord(word: number): boolean {
  const references = word ^ 0x26262626
  return ((word | ((word - 0x20202020) & ~word) | ((references - 0x01010101) & ~references)) & 0x80808080) === 0
}

/** True if a range holds nothing but plain bytes, so that it is its own text. */
export function isPlain(bytes: Uint8Array, start: number, end: number): boolean {
  const view = wordsOf(bytes)
  let at = start
  for (; at <= end - 4; at += 4) if (!isPlainWord(view.getInt32(at, true))) return false
  for (; at < end; at += 1) if (isPlainByte[bytes[at]!] === 0) return false
  return true
}

/** `text` cut to at most `max` code points. */
export function cutTo(text: string, max: number): string {
  if (text.length <= max) return text
  const points = [...text.slice(0, max * 2)]
  return points.length > max ? points.slice(0, max).join('') : points.join('')
}

/** Decoded value of an attribute: line ends as LF, a NUL as the replacement character, references resolved. */
export function attributeText(bytes: Uint8Array, start: number, end: number, decode: DecodeRange): string {
  if (isPlain(bytes, start, end)) return asciiText(bytes, start, end)
  const text = decode(bytes, start, end)
  const shown = text.includes('\r') ? text.replace(/\r\n?/gu, '\n') : text
  return decodeReferences(shown.includes('\0') ? shown.replaceAll('\0', '\ufffd') : shown, true)
}
