import { decodeUtf8, isPlainByte, isPlainWord, wordsOf, wroteAscii, writeCollapsed, type DecodeRange, type SlicingBuffer } from '../text.js'
import type { PageScan } from './page-scan.js'
import { tagNumber } from './tags.js'

/**
 * Addresses and texts of many links as parts of one string. Most are ASCII without references, and making one string
 * of all their bytes and cutting it up costs far less than a string for each. A part keeps the whole alive, so the
 * whole is small.
 */
const links = 512
const bytesMax = 32 * 1024
/** Longer addresses get a string of their own: copying them byte by byte would cost more than that. */
const hrefBytesMax = 128
const textBytesMax = 2_000
const pool = Buffer.alloc(bytesMax) as SlicingBuffer
const poolView = new DataView(pool.buffer, pool.byteOffset, bytesMax)
const hrefFrom = new Int32Array(links)
const hrefTo = new Int32Array(links)
const textFrom = new Int32Array(links)
const textTo = new Int32Array(links)
const wideTexts: Array<string | undefined> = Array.from({ length: links }, () => undefined)
const areaTag = tagNumber('area')
let first = 0
let whole = ''

/** Gathers the links from `from` on, up to `count` of them in all or as many as there is room for; gives the first that was left. */
export function gatherPlainValues(scan: PageScan, from: number, count: number, decode: DecodeRange): number {
  const { bytes, nodeTag, linkNode, linkRunFrom, linkRunTo, linkHref, linkHrefEnd } = scan
  const view = wordsOf(bytes)
  let size = 0
  let link = from
  for (; link < count && link - from < links && size < bytesMax - hrefBytesMax - textBytesMax; link += 1) {
    const row = link - from
    hrefFrom[row] = textFrom[row] = -1
    wideTexts[row] = undefined
    const start = linkHref[link]!
    const end = linkHrefEnd[link]!
    if (start !== -1 && end - start <= hrefBytesMax) {
      const to = copyPlain(bytes, view, start, end, size)
      if (to !== -1) {
        hrefFrom[row] = size
        hrefTo[row] = size = to
      }
    }
    if (nodeTag[linkNode[link]!] === areaTag) continue
    const written = writeCollapsed(pool, size, scan, linkRunFrom[link]!, linkRunTo[link]!, textBytesMax)
    if (written === -1) continue
    if (!wroteAscii()) {
      if (decode === decodeUtf8) wideTexts[row] = pool.utf8Slice(size, written)
      continue
    }
    textFrom[row] = size
    textTo[row] = size = written
  }
  first = from
  whole = pool.latin1Slice(0, size)
  return link
}

/** Copies a range into the pool, four bytes at once; gives where the copy ends, or -1 if not all of it is plain. */
function copyPlain(bytes: Uint8Array, view: DataView, start: number, end: number, begin: number): number {
  let to = begin
  let at = start
  for (; at <= end - 4; at += 4) {
    const word = view.getInt32(at, true)
    if (!isPlainWord(word)) return -1
    poolView.setInt32(to, word, true)
    to += 4
  }
  for (; at < end; at += 1) {
    const code = bytes[at]!
    if (isPlainByte[code] === 0) return -1
    pool[to++] = code
  }
  return to
}

/** The address of a link gathered last; undefined where there is something to decode. */
export function gatheredHref(link: number): string | undefined {
  const from = hrefFrom[link - first]!
  return from === -1 ? undefined : whole.slice(from, hrefTo[link - first])
}

/** The same for its text, white space collapsed. */
export function gatheredText(link: number): string | undefined {
  const row = link - first
  return textFrom[row]! === -1 ? wideTexts[row] : whole.slice(textFrom[row], textTo[row])
}
