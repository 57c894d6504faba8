import { hasWordAt, isLetter, nameCode } from './bytes.js'
import { runKinds, type PageScan } from './page-scan.js'
import { isQuirks } from './quirks.js'
import { referenceScan } from './reference-scan.js'
import { afterLineEnd, commentEnd, endTagOf, latin1, scriptEnd } from './reference-tokens.js'
import { blankEnd, isMarkup, passed, skipAttributes, skipLinkAttributes, textEnd } from './scan-bytes.js'
import { clearToMarker, reconstruct } from './scan-formatting.js'
import { beginNames, keyWith, tagOf } from './scan-names.js'
import { endTag, hidesText, isForeignTop, modes, startTag, textInMode } from './scan-rules.js'
import { addRun, endAll, flags, listNode, listTag, popTo, push, resetState, resultOfState, s, stackNode, stackTag, tag } from './scan-state.js'
import { svgBit, tagBits, tagNames, unknownTagBase } from './tags.js'

/**
 * What a scan keeps: `page` has every element and text, as area and context need; `links` only what stands inside of
 * links, which is all that their addresses, rel and anchor texts need.
 */
export type ScanDepth = 'page' | 'links'

/**
 * Scans one page: the fast loop over its bytes. Tags are hashed in place and looked up once; text, scripts and comments
 * are jumped over and never decoded. Pages with framesets, NULs, or links that tree construction moves out of their
 * written order are handed to the reference, which builds a whole tree; the answer is the same either way.
 *
 * The rows belong to the scanner and are filled again by the next call.
 */
export function scanPage(bytes: Uint8Array, depth: ScanDepth = 'page'): PageScan {
  return scanFast(bytes, depth) ?? referenceScan(bytes)
}

const tagA = tag.a!
const tagArea = tag.area!
const tagBase = tag.base!
const tagHtml = tag.html!
const tagTd = tag.td!
const tagTh = tag.th!
/** Tags whose end tag, when they are on top of the stack, closes just them. */
const popsPlainly = new Uint8Array(1 << 16).fill(1, unknownTagBase, svgBit)
for (const id of tagNames.keys()) {
  const name = tagNames[id]!
  if ((flags[id]! & (tagBits.formatting | tagBits.tablePart | tagBits.scope)) === 0 && !['html', 'body', 'head', 'form', 'select', 'option', 'optgroup', 'noscript', 'frameset', 'template', 'br', ''].includes(name)) popsPlainly[id] = 1
}
/** Modes that treat white space as any other text. */
const takesAnyText = new Uint8Array(16)
for (const mode of [modes.body, modes.cell, modes.caption, modes.select, modes.selectInTable]) takesAnyText[mode] = 1

/** The scan, or null for a page too odd for it. */
export function scanFast(bytes: Uint8Array, depth: ScanDepth = 'page'): PageScan | null {
  if (bytes.indexOf(0) !== -1) return null
  resetState(bytes)
  beginNames()
  const keepsAllText = depth === 'page'
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const { length } = bytes
  // A tag that begins after the last ">" never ends, and so is none; up to there a search for ">" always ends.
  const lastEnd = bytes.lastIndexOf(62)
  let at = 0
  while (at < length) {
    if (bytes[at] !== 60) {
      at = text(bytes, view, at, textEnd(bytes, view, at, length), keepsAllText)
      if (at >= length || s.odd) break
    }
    const start = at
    if (start + 2 >= length) {
      if (!isMarkup(bytes, start, length)) text(bytes, view, start, length, keepsAllText)
      break
    }
    let cursor = start + 1
    let code = bytes[cursor]!
    const closing = code === 47
    if (closing) code = bytes[++cursor]!
    if (isLetter[code] !== 1) {
      at = otherMarkup(bytes, start, length)
      // No markup after all: a lone "<" begins text.
      if (at === -1) at = text(bytes, view, start, textEnd(bytes, view, start + 1, length), keepsAllText)
      if (s.odd) break
      continue
    }
    if (start > lastEnd) break
    const nameStart = cursor
    let key = 0
    for (let lower = nameCode[code]!; lower !== 0; lower = nameCode[bytes[++cursor]!]!) key = keyWith(key, lower)
    code = bytes[cursor]!
    const id = tagOf(bytes, nameStart, cursor, key)
    if (id === 0) s.odd = true
    if (closing) {
      at = code === 62 ? cursor + 1 : skipAttributes(bytes, view, cursor, length, lastEnd)
      if (at === -1) break
      const { top } = s
      if (top >= 0 && stackTag[top] === id && ((popsPlainly[id] === 1 && s.mode >= modes.body && s.mode <= modes.cell) || endsTop(id, top))) {
        popTo(top - 1)
        continue
      }
      endTag(id, start)
    } else {
      let isLink = false
      if (code === 62) {
        at = cursor + 1
        passed.selfClosing = false
      } else if (id === tagA || id === tagArea || id === tagBase) {
        at = skipLinkAttributes(bytes, view, cursor, length, lastEnd)
        isLink = passed.hasHref && (!passed.hasOnlyXlink || isForeignTop())
        s.notedStart = start
      } else at = skipAttributes(bytes, view, cursor, length, lastEnd)
      if (at === -1) break
      if (id === tagHtml && s.html === -1) s.html = start
      startTag(id, start, passed.selfClosing, isLink)
      if (s.raw !== 0) at = rawText(bytes, view, start, at, length, lastEnd)
    }
    if (s.odd) break
  }
  if (s.odd) return null
  endAll()
  return resultOfState()
}

/** True if the end tag of the element on top of the stack closes just that: of the last formatting element, or of a cell. */
function endsTop(id: number, top: number): boolean {
  if ((flags[id]! & tagBits.formatting) !== 0) {
    const last = s.listCount - 1
    if (last < 0 || listTag[last] !== id || listNode[last] !== stackNode[top]) return false
    s.listCount = last
    return true
  }
  if ((id !== tagTd && id !== tagTh) || s.mode !== modes.cell) return false
  clearToMarker()
  s.mode = modes.row
  return true
}

/** Takes text from `from` to `end`, where reading goes on. */
function text(bytes: Uint8Array, view: DataView, from: number, end: number, keepsAllText: boolean): number {
  if (keepsAllText || takesAnyText[s.mode] === 0 || isForeignTop()) {
    textInMode(from, blankEnd(bytes, view, from, end), end)
    return end
  }
  if (s.listCount > 0 && s.mode < modes.select) reconstruct()
  if (s.openCount > 0) addRun(from, end, runKinds.text)
  return end
}

/** Passes over a comment, document type or other declaration; -1 if the `<` is text. */
function otherMarkup(bytes: Uint8Array, start: number, length: number): number {
  if (!isMarkup(bytes, start, length)) return -1
  const after = bytes[start + 1]
  if (after === 33) {
    if (bytes[start + 2] === 45 && bytes[start + 3] === 45) return commentEnd(bytes, start)
    if (hasWordAt(bytes, start + 2, 'doctype')) {
      const end = bytes.indexOf(62, start + 9)
      if (s.mode === modes.start && s.top === -1 && !s.pastInitial) {
        s.quirks = isQuirks(latin1(bytes, start + 2, end === -1 ? length : end), end !== -1)
        s.pastInitial = true
      }
      return end === -1 ? length : end + 1
    }
    if (s.top >= 0 && isForeignTop() && latin1(bytes, start + 2, start + 9) === '[CDATA[') {
      let end = bytes.indexOf(93, start + 9)
      while (end !== -1 && (bytes[end + 1] !== 93 || bytes[end + 2] !== 62)) end = bytes.indexOf(93, end + 1)
      const stop = end === -1 ? length : end
      if (stop > start + 9) s.odd ||= !foreignData(start + 9, stop)
      return end === -1 ? length : end + 3
    }
  }
  const end = bytes.indexOf(62, start + 2)
  return end === -1 ? length : end + 1
}

/** CDATA is text of the foreign element it stands in; inside a title or the like HTML rules would apply, which is odd. */
function foreignData(start: number, end: number): boolean {
  const at = stackTag[s.top]!
  if ((flags[at]! & tagBits.special) !== 0) return false
  if (hidesText[at] === 0) addRun(start, end, runKinds.raw)
  return true
}

/** Passes over the text and end tag of the element `s.raw` names, keeping text a person sees. Gives where reading goes on. */
function rawText(bytes: Uint8Array, view: DataView, tagStart: number, from: number, length: number, lastEnd: number): number {
  const id = s.raw
  s.raw = 0
  if (id === tag.pre || id === tag.listing) return afterLineEnd(bytes, from)
  if (id === tag.template) return templateEnd(bytes, view, from, length, lastEnd)
  const end = id === tag.script ? scriptEnd(bytes, from) : endTagOf(bytes, from, tagNames[id]!)
  const isTitle = id === tag.title
  const textStart = id === tag.textarea ? Math.min(end, afterLineEnd(bytes, from)) : from
  if (isTitle && s.titleStart === -1) {
    s.titleStart = from
    s.titleEnd = end
  }
  if (end > textStart && (isTitle || id === tag.textarea || id === tag.xmp)) {
    if (s.openCount > 0 && s.mode >= modes.table && s.mode <= modes.row) s.odd = true
    if (s.top === -1) push(tag.html!, s.html)
    push(id, tagStart)
    addRun(textStart, end, id === tag.xmp ? runKinds.raw : runKinds.foreign)
    popTo(s.top - 1)
  }
  if (end >= length) return length
  const after = skipAttributes(bytes, view, end + 2 + tagNames[id]!.length, length, lastEnd)
  return after === -1 ? length : after
}

const rawInTemplate = new Set(['title', 'style', 'script', 'textarea', 'xmp', 'iframe', 'noembed', 'noframes'].map((name) => tag[name]!))
/** What makes it matter in a template which mode reads the tag: then the page is odd. */
const oddInTemplate = new Set(['select', 'plaintext', 'foreignobject', 'desc', 'math'].map((name) => tag[name]!))

/**
 * Passes over a template, whose content is no part of the document: up to the end tag that closes it, past templates
 * within and past text in which tags mean nothing. Whatever else is open inside, that end tag closes.
 */
function templateEnd(bytes: Uint8Array, view: DataView, from: number, length: number, lastEnd: number): number {
  let depth = 1
  let inSvg = false
  let at = from
  while (at < length && !s.odd) {
    at = textEnd(bytes, view, at, length)
    if (at >= length) return length
    const start = at
    const closing = bytes[at + 1] === 47
    let cursor = closing ? at + 2 : at + 1
    const code = bytes[cursor]!
    if (isLetter[code] !== 1) {
      if (inSvg && code === 33 && bytes[cursor + 1] === 91) s.odd = true
      at = otherMarkup(bytes, start, length)
      continue
    }
    if (start > lastEnd) return length
    const nameStart = cursor
    let key = 0
    for (let lower = nameCode[code]!; lower !== 0; lower = nameCode[bytes[++cursor]!]!) key = keyWith(key, lower)
    const id = tagOf(bytes, nameStart, cursor, key)
    if (id === 0) s.odd = true
    at = skipAttributes(bytes, view, cursor, length, lastEnd)
    if (at === -1) return length
    if (closing) {
      if (id === tag.svg) inSvg = false
      else if (id === tag.template && (depth -= 1) === 0) return at
      continue
    }
    if (oddInTemplate.has(id)) s.odd = true
    else if (inSvg) {
      if (id === tag.template || (flags[id]! & tagBits.exitsForeign) !== 0 || id === tag.font) s.odd = true
    } else if (id === tag.template) depth += 1
    else if (id === tag.svg) inSvg = !passed.selfClosing
    else if (rawInTemplate.has(id)) {
      const end = id === tag.script ? scriptEnd(bytes, at) : endTagOf(bytes, at, tagNames[id]!)
      if (end >= length) return length
      at = skipAttributes(bytes, view, end + 2 + tagNames[id]!.length, length, lastEnd)
      if (at === -1) return length
    }
  }
  return at
}
