import { isAscii, isUtf8 } from 'node:buffer'
import { analyse } from 'chardet'
import { walkAttributes } from './links/attributes.js'
import { hasWordAt, isSpace } from './links/bytes.js'
import { asciiText, decodeUtf8, type DecodeRange } from './text.js'

/** A page's bytes ready to be scanned: ASCII-compatible, with the way to turn ranges of them into text. */
export interface ReadablePage {
  bytes: Uint8Array
  decode: DecodeRange
  /** WHATWG name of the encoding the page was read in, and what named it. */
  charset: string
  from: 'bom' | 'header' | 'meta' | 'content' | 'fallback'
}

const prescanBytes = 1_024
const sniffedBytes = 64 * 1_024
/** Share of characters that may be undecodable before a declared encoding is taken for a false one. */
const damageMax = 0.01

/**
 * Finds a page's encoding: byte order mark, then header, then meta within the first 1024 bytes, then the bytes
 * themselves. A declared encoding that plainly does not fit the bytes is passed over, since false headers occur.
 */
export function readCharset(body: Uint8Array, contentType: string): ReadablePage {
  const bom = body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf ? 'utf-8' : body[0] === 0xfe && body[1] === 0xff ? 'utf-16be' : body[0] === 0xff && body[1] === 0xfe ? 'utf-16le' : undefined
  if (bom === 'utf-8') return readable(body.subarray(3), 'utf-8', 'bom')
  if (bom) return readable(body.subarray(2), bom, 'bom')
  const header = charsetName(/charset\s{0,8}=\s{0,8}["']?([^\s"';,]{1,40})/iu.exec(contentType)?.[1])
  if (header && fits(body, header)) return readable(body, header, 'header')
  const meta = prescan(body)
  if (meta && fits(body, meta)) return readable(body, meta, 'meta')
  if (isUtf8(body) || isNearlyUtf8(body)) return readable(body, 'utf-8', 'content')
  const sniffed = sniff(body)
  if (sniffed) return readable(body, sniffed, 'content')
  const declared = header ?? meta
  return declared ? readable(body, declared, header ? 'header' : 'meta') : readable(body, 'windows-1252', 'fallback')
}

const knownNames = new Map<string, string>()
const knownNamesMax = 500

/** WHATWG name of a label (`latin1` is windows-1252), or undefined for one no browser knows. */
function charsetName(label: string | undefined): string | undefined {
  if (label === undefined) return undefined
  let name = knownNames.get(label)
  if (name === undefined) {
    try {
      name = new TextDecoder(label.trim()).encoding
    } catch {
      name = ''
    }
    if (knownNames.size >= knownNamesMax) knownNames.clear()
    knownNames.set(label, name)
  }
  return name === '' ? undefined : name
}

/** True if `bytes` decode in `charset` nearly without damage. Single-byte encodings always do. */
function fits(bytes: Uint8Array, charset: string): boolean {
  if (charset === 'utf-8') return isUtf8(bytes) || isNearlyUtf8(bytes)
  if (isAscii(bytes)) return !charset.startsWith('utf-16')
  if (charset.startsWith('utf-16')) return bytes.subarray(0, sniffedBytes).includes(0)
  if (!/^(?:euc|gb|big5|shift|iso-2022)/u.test(charset)) return !isUtf8(bytes)
  const text = new TextDecoder(charset).decode(bytes.subarray(0, sniffedBytes))
  return damage(text) <= damageMax
}

function isNearlyUtf8(bytes: Uint8Array): boolean {
  const text = decodeUtf8(bytes, 0, Math.min(bytes.length, sniffedBytes))
  let wide = 0
  let damaged = 0
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code === 0xfffd) damaged += 1
    else if (code > 127) wide += 1
  }
  return damaged * 10 <= wide
}

function damage(text: string): number {
  let damaged = 0
  for (let at = text.indexOf('\ufffd'); at !== -1; at = text.indexOf('\ufffd', at + 1)) damaged += 1
  return damaged / Math.max(1, text.length)
}

/** Guess from the bytes, on a bounded sample, trusted only where the guesser is sure of it and the bytes agree. */
function sniff(body: Uint8Array): string | undefined {
  const firstHigh = body.findIndex((byte) => byte > 127)
  const from = Math.max(0, firstHigh - 1_024)
  const sample = body.subarray(from, from + sniffedBytes)
  const best = analyse(sample)[0]
  const name = charsetName(best?.name)
  if (!best || !name || best.confidence < 40 || name.startsWith('utf-')) return undefined
  return fits(sample, name) ? name : undefined
}

/** The charset a meta element names within the first 1024 bytes; UTF-16 there means UTF-8, as the bytes were ASCII. */
function prescan(body: Uint8Array): string | undefined {
  const head = body.subarray(0, prescanBytes)
  for (let at = head.indexOf(60); at !== -1; at = head.indexOf(60, at + 1)) {
    if (head[at + 1] === 33 && head[at + 2] === 45 && head[at + 3] === 45) {
      const end = Buffer.from(head).indexOf('-->', at + 2)
      if (end === -1) return undefined
      at = end
      continue
    }
    if (!hasWordAt(head, at + 1, 'meta') || (isSpace[head[at + 5] ?? 0] !== 1 && head[at + 5] !== 47)) continue
    const attributes = new Map<string, string>()
    walkAttributes(head, at, ({ nameStart, nameEnd, valueStart, valueEnd }) => {
      const name = decodeUtf8(head, nameStart, nameEnd).toLowerCase()
      if (!attributes.has(name)) attributes.set(name, decodeUtf8(head, valueStart, valueEnd))
    })
    const content = attributes.get('content') ?? ''
    const label = attributes.get('charset') ?? (/^content-type$/iu.test(attributes.get('http-equiv') ?? '') ? /charset\s{0,8}=\s{0,8}["']?([^\s"';,]{1,40})/iu.exec(content)?.[1] : undefined)
    const name = charsetName(label)
    if (name) return name.startsWith('utf-16') ? 'utf-8' : name === 'x-user-defined' ? 'windows-1252' : name
  }
  return undefined
}

function readable(given: Uint8Array, charset: string, from: ReadablePage['from']): ReadablePage {
  // A Buffer finds a byte several times faster than a plain Uint8Array does.
  const bytes = Buffer.isBuffer(given) ? given : Buffer.from(given.buffer, given.byteOffset, given.byteLength)
  if (charset === 'utf-8' || isAscii(bytes)) {
    // ISO-2022-JP is ASCII bytes too, but its escapes change what they mean.
    if (charset !== 'iso-2022-jp' && !charset.startsWith('utf-16')) return { bytes, decode: decodeUtf8, charset, from }
  }
  if (charset === 'windows-1252') return { bytes, decode: decodeWindows1252, charset, from }
  return { bytes: Buffer.from(new TextDecoder(charset).decode(bytes)), decode: decodeUtf8, charset, from }
}

const c1 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

const decodeWindows1252: DecodeRange = (bytes, start, end) =>
  asciiText(bytes, start, end).replace(/[\u0080-\u009f]/gu, (character) => c1[character.charCodeAt(0) - 0x80]!)
