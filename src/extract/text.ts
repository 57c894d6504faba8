import { decodeReferences } from './character-references.js'
import { isSpace } from './links/bytes.js'
import { runKinds, type PageScan } from './links/page-scan.js'

/** Turns a range of a page's bytes into text, in the page's encoding. */
export type DecodeRange = (bytes: Uint8Array, start: number, end: number) => string

/** The Buffer methods the types leave out: a range as text, without a view being made for it. */
interface SlicingBuffer extends Buffer {
  latin1Slice(start: number, end: number): string
  utf8Slice(start: number, end: number): string
}

let viewed: Uint8Array | undefined
let view: SlicingBuffer

function bufferOf(bytes: Uint8Array): SlicingBuffer {
  if (viewed !== bytes) {
    view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) as SlicingBuffer
    viewed = bytes
  }
  return view
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

const scratch = Buffer.alloc(4_096) as SlicingBuffer

/**
 * The same for text without references, as most anchors are: one pass over the bytes that collapses white space, and
 * one string. Undefined where there is something to decode.
 */
function plainText(scan: PageScan, from: number, to: number, decode: DecodeRange): string | undefined {
  const { bytes, runStart, runEnd, runKind } = scan
  let size = 0
  let space = false
  let seen = 0
  for (let run = from; run < to; run += 1) {
    if (runKind[run] === runKinds.image) continue
    const start = runStart[run]!
    const end = runEnd[run]!
    if (size + end - start > 4_000) return undefined
    // A character cut in two by markup is two damaged ones.
    if (seen > 127 && start < end && (bytes[start]! & 0xc0) === 0x80) return undefined
    for (let at = start; at < end; at += 1) {
      let code = bytes[at]!
      if (code <= 32) {
        if (isSpace[code] === 0) return undefined
        space = true
        continue
      }
      let isReference = false
      if (code === 38) {
        const reference = runKind[run] === runKinds.raw ? 0 : commonReference(bytes, at, end)
        if (reference === 0) return undefined
        at += reference >> 16
        code = reference & 0xffff
        isReference = true
      }
      if (space) {
        if (size > 0) scratch[size++] = 32
        space = false
      }
      seen |= code
      if (!isReference || code < 128) scratch[size++] = code
      else size = writeUtf8(size, code)
    }
  }
  if (size === 0) return ''
  if (seen <= 127) return scratch.latin1Slice(0, size)
  return decode === decodeUtf8 ? scratch.utf8Slice(0, size) : undefined
}

function writeUtf8(at: number, code: number): number {
  let size = at
  if (code < 0x800) scratch[size++] = 0xc0 | (code >> 6)
  else {
    scratch[size++] = 0xe0 | (code >> 12)
    scratch[size++] = 0x80 | ((code >> 6) & 63)
  }
  scratch[size++] = 0x80 | (code & 63)
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

/** True if a range is printable ASCII without character references, so that it is its own text. */
export function isPlain(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) {
    const code = bytes[at]!
    if (code > 126 || code < 32 || code === 38) return false
  }
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
