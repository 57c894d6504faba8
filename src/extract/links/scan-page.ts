import { endsAttributeName, endsTagName, endsUnquotedValue, hasWordAt, isLetter, isSpace } from './bytes.js'
import { runKinds, type PageScan } from './page-scan.js'
import { isQuirks } from './quirks.js'
import { referenceScan } from './reference-scan.js'
import { commentEnd, endTagOf, latin1, scriptEnd } from './reference-tokens.js'
import { clearToMarker } from './scan-formatting.js'
import { endTag, isForeignTop, modes, startTag, textInMode } from './scan-rules.js'
import {
  addRun, clearUnknown, endAll, flags, listNode, listTag, popTo, push, resetState, resultOfState, s, stackNode, stackTag, tag, unknownTag,
} from './scan-state.js'
import { svgBit, tagBits, tagNames, unknownTagBase } from './tags.js'

/**
 * Scans one page: the fast loop over its bytes. Tags are hashed in place and looked up once; text, scripts and comments
 * are jumped over and never decoded. Pages with templates, framesets, NULs, or links that tree construction moves out
 * of their written order are handed to the reference, which builds a whole tree; the answer is the same either way.
 *
 * The rows belong to the scanner and are filled again by the next call.
 */
export function scanPage(bytes: Uint8Array): PageScan {
  return scanFast(bytes) ?? referenceScan(bytes)
}

const slots = 1 << 12
const slotTag = new Int16Array(slots)
const slotHash = new Int32Array(slots)
const nameLengthMax = 20
const nameBytes = new Uint8Array(unknownTagBase * nameLengthMax)
const nameLength = new Uint8Array(unknownTagBase)
for (let id = 1; id < tagNames.length; id += 1) {
  const name = tagNames[id]!
  let hash = 0
  for (let index = 0; index < name.length; index += 1) {
    nameBytes[id * nameLengthMax + index] = name.charCodeAt(index)
    hash = (Math.imul(hash, 33) ^ (name.charCodeAt(index) | 32)) | 0
  }
  nameLength[id] = name.length
  let slot = (hash ^ (hash >>> 12)) & (slots - 1)
  while (slotTag[slot] !== 0) slot = (slot + 1) & (slots - 1)
  slotTag[slot] = id
  slotHash[slot] = hash
}

const tagA = tag.a!
const tagArea = tag.area!
const tagBase = tag.base!
const tagTd = tag.td!
const tagTh = tag.th!
const popsPlainly = new Uint8Array(1 << 16)
for (const id of tagNames.keys()) {
  const name = tagNames[id]!
  if ((flags[id]! & (tagBits.formatting | tagBits.tablePart | tagBits.scope)) === 0 && !['html', 'body', 'head', 'form', 'select', 'option', 'optgroup', 'noscript', 'frameset', 'template', 'br', ''].includes(name)) popsPlainly[id] = 1
}

/** The scan, or null for a page too odd for it. */
export function scanFast(bytes: Uint8Array): PageScan | null {
  if (bytes.indexOf(0) !== -1) return null
  resetState(bytes)
  clearUnknown()
  sawDoctype = false
  const { length } = bytes
  let at = 0
  while (at < length) {
    // Text up to the next markup.
    let wordStart = at
    let code = bytes[at]!
    if (code !== 60) {
      while (code === 32 || code === 10 || code === 9 || code === 13 || code === 12) code = bytes[++wordStart]!
      if (code !== 60) {
        if (wordStart >= length) {
          textInMode(at, length, length)
          break
        }
        const end = textEnd(bytes, wordStart, length)
        textInMode(at, wordStart, end)
        at = end
        if (at >= length || s.odd) break
      } else if (isMarkup(bytes, wordStart, length)) {
        textInMode(at, wordStart, wordStart)
        at = wordStart
        if (s.odd) break
      } else {
        const end = textEnd(bytes, wordStart + 1, length)
        textInMode(at, wordStart, end)
        at = end
        if (at >= length || s.odd) break
      }
    }
    const start = at
    code = bytes[at + 1]!
    const closing = code === 47
    if (closing) code = bytes[at + 2]!
    if (isLetter[code] !== 1) {
      at = otherMarkup(bytes, start, length)
      if (at === -1) {
        // No markup after all: a lone "<" begins text.
        const end = textEnd(bytes, start + 1, length)
        textInMode(start, start, end)
        at = end
      }
      if (s.odd) break
      continue
    }
    // Name of the tag.
    let cursor = closing ? at + 2 : at + 1
    const nameStart = cursor
    let hash = 0
    while (endsTagName[code] === 0 && cursor < length) {
      hash = (Math.imul(hash, 33) ^ (code | 32)) | 0
      code = bytes[++cursor]!
    }
    if (cursor >= length) break
    const id = tagOf(bytes, nameStart, cursor, hash)
    if (closing) {
      at = code === 62 ? cursor + 1 : skipAttributes(bytes, cursor, length)
      if (at === -1) break
      const { top } = s
      if (top >= 0 && stackTag[top] === id) {
        if (popsPlainly[id] === 1 && s.mode >= modes.body && s.mode <= modes.cell) {
          popTo(top - 1)
          continue
        }
        if ((flags[id]! & tagBits.formatting) !== 0 && id < unknownTagBase) {
          const last = s.listCount - 1
          if (last >= 0 && listTag[last] === id && listNode[last] === stackNode[top]) {
            s.listCount = last
            popTo(top - 1)
            continue
          }
        } else if ((id === tagTd || id === tagTh) && s.mode === modes.cell) {
          popTo(top - 1)
          clearToMarker()
          s.mode = modes.row
          continue
        }
      }
      endTag(id, start)
    } else {
      let isLink = false
      if (code === 62) {
        at = cursor + 1
        selfClosing = false
      } else if (id === tagA || id === tagArea || id === tagBase) {
        at = skipLinkAttributes(bytes, cursor, length)
        isLink = hasHref && (!hasOnlyXlink || isForeignTop())
      } else at = skipAttributes(bytes, cursor, length)
      if (at === -1) break
      if (s.html === -1 && id === tag.html) s.html = start
      startTag(id, start, selfClosing, isLink)
      if (s.raw !== 0) at = rawText(bytes, start, at, length)
    }
    if (s.odd) break
  }
  if (s.odd) return null
  endAll()
  return resultOfState()
}

function tagOf(bytes: Uint8Array, start: number, end: number, hash: number): number {
  let slot = (hash ^ (hash >>> 12)) & (slots - 1)
  for (let id = slotTag[slot]!; id !== 0; slot = (slot + 1) & (slots - 1), id = slotTag[slot]!) {
    if (slotHash[slot] !== hash || nameLength[id] !== end - start) continue
    let known = id * nameLengthMax
    let at = start
    while (at < end) {
      const code = bytes[at]!
      if ((code >= 65 && code <= 90 ? code | 32 : code) !== nameBytes[known]) break
      at += 1
      known += 1
    }
    if (at === end) return id
  }
  return unknownTag(latin1(bytes, start, end).replace(/[A-Z]+/gu, (letters) => letters.toLowerCase()))
}

/** True if the `<` at `at` begins markup; else it is text. */
function isMarkup(bytes: Uint8Array, at: number, length: number): boolean {
  const after = bytes[at + 1]
  if (after === undefined) return false
  return isLetter[after] === 1 || after === 33 || after === 63 || (after === 47 && at + 2 < length)
}

/** Where text that goes on at `from` ends: at the next markup. Short texts are read byte by byte, long ones by `indexOf`. */
function textEnd(bytes: Uint8Array, from: number, length: number): number {
  let at = from
  for (;;) {
    const near = Math.min(length, at + 48)
    while (at < near && bytes[at] !== 60) at += 1
    if (at === near) {
      if (at >= length) return length
      at = bytes.indexOf(60, at)
      if (at === -1) return length
    }
    if (isMarkup(bytes, at, length)) return at
    at += 1
  }
}

/** Passes over a comment, document type or other declaration; -1 if the `<` is text. */
function otherMarkup(bytes: Uint8Array, start: number, length: number): number {
  if (!isMarkup(bytes, start, length)) return -1
  const after = bytes[start + 1]
  if (after === 33) {
    if (bytes[start + 2] === 45 && bytes[start + 3] === 45) return commentEnd(bytes, start)
    if (hasWordAt(bytes, start + 2, 'doctype')) {
      const end = bytes.indexOf(62, start + 9)
      if (s.mode === modes.start && s.top === -1 && !sawDoctype) {
        s.quirks = isQuirks(latin1(bytes, start + 2, end === -1 ? length : end), end !== -1)
        sawDoctype = true
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

let sawDoctype = false
let selfClosing = false
let hasHref = false
let hasOnlyXlink = false

/** CDATA is text of the foreign element it stands in; inside a title or the like HTML rules would apply, which is odd. */
function foreignData(start: number, end: number): boolean {
  const at = stackTag[s.top]!
  if ((flags[at]! & tagBits.special) !== 0) return false
  const local = at & (svgBit - 1)
  if ((flags[local]! & tagBits.unseen) === 0) addRun(start, end, runKinds.raw)
  return true
}

/** Passes over the attributes that follow a tag's name; -1 if the input ends in them. See `walkAttributes`. */
function skipAttributes(bytes: Uint8Array, from: number, length: number): number {
  let at = from
  for (;;) {
    let slash = false
    let code = bytes[at]!
    while (isSpace[code] === 1 || code === 47) {
      slash = code === 47
      code = bytes[++at]!
    }
    if (code === 62) {
      selfClosing = slash
      return at + 1
    }
    if (at >= length) return -1
    code = bytes[++at]!
    while (endsAttributeName[code] === 0) {
      if (at >= length) return -1
      code = bytes[++at]!
    }
    while (isSpace[code] === 1) code = bytes[++at]!
    if (code !== 61) continue
    code = bytes[++at]!
    while (isSpace[code] === 1) code = bytes[++at]!
    if (code === 34 || code === 39) {
      at = quoteEnd(bytes, at + 1, code, length)
      if (at === -1) return -1
    } else {
      while (endsUnquotedValue[code] === 0) {
        if (at >= length) return -1
        code = bytes[++at]!
      }
    }
  }
}

/** As `skipAttributes`, and says whether there is an href. */
function skipLinkAttributes(bytes: Uint8Array, from: number, length: number): number {
  hasHref = hasOnlyXlink = false
  let plain = false
  let at = from
  for (;;) {
    let slash = false
    let code = bytes[at]!
    while (isSpace[code] === 1 || code === 47) {
      slash = code === 47
      code = bytes[++at]!
    }
    if (code === 62) {
      selfClosing = slash
      hasOnlyXlink = hasHref && !plain
      return at + 1
    }
    if (at >= length) return -1
    const nameStart = at
    code = bytes[++at]!
    while (endsAttributeName[code] === 0) {
      if (at >= length) return -1
      code = bytes[++at]!
    }
    if (at - nameStart === 4 && hasWordAt(bytes, nameStart, 'href')) hasHref = plain = true
    else if (at - nameStart === 10 && hasWordAt(bytes, nameStart, 'xlink:href')) hasHref = true
    while (isSpace[code] === 1) code = bytes[++at]!
    if (code !== 61) continue
    code = bytes[++at]!
    while (isSpace[code] === 1) code = bytes[++at]!
    if (code === 34 || code === 39) {
      at = quoteEnd(bytes, at + 1, code, length)
      if (at === -1) return -1
    } else {
      while (endsUnquotedValue[code] === 0) {
        if (at >= length) return -1
        code = bytes[++at]!
      }
    }
  }
}

/** Just after the closing quote, or -1. */
function quoteEnd(bytes: Uint8Array, from: number, quote: number, length: number): number {
  let at = from
  const near = Math.min(length, from + 64)
  while (at < near && bytes[at] !== quote) at += 1
  if (at === near) {
    at = at >= length ? -1 : bytes.indexOf(quote, at)
    if (at === -1) return -1
  }
  return at + 1
}

/** Passes over the text and end tag of the element `s.raw` names, keeping text a person sees. Gives where reading goes on. */
function rawText(bytes: Uint8Array, tagStart: number, from: number, length: number): number {
  const id = s.raw
  s.raw = 0
  if (id === tag.template) return templateEnd(bytes, from, length)
  const end = id === tag.script ? scriptEnd(bytes, from) : endTagOf(bytes, from, tagNames[id]!)
  const isTitle = id === tag.title
  if (isTitle && s.titleStart === -1) {
    s.titleStart = from
    s.titleEnd = end
  }
  if (end > from && (isTitle || id === tag.textarea || id === tag.xmp)) {
    if (s.openCount > 0 && s.mode >= modes.table && s.mode <= modes.row) s.odd = true
    if (s.top === -1) push(tag.html!, s.html)
    push(id, tagStart)
    addRun(from, end, id === tag.xmp ? runKinds.raw : runKinds.foreign)
    popTo(s.top - 1)
  }
  if (end >= length) return length
  const after = skipAttributes(bytes, end + 2 + tagNames[id]!.length, length)
  return after === -1 ? length : after
}

const rawInTemplate = new Set(['title', 'style', 'script', 'textarea', 'xmp', 'iframe', 'noembed', 'noframes'].map((name) => tag[name]!))
/** What makes it matter in a template which mode reads the tag: then the page is odd. */
const oddInTemplate = new Set(['select', 'plaintext', 'foreignobject', 'desc', 'math'].map((name) => tag[name]!))

/**
 * Passes over a template, whose content is no part of the document: up to the end tag that closes it, past templates
 * within and past text in which tags mean nothing. Whatever else is open inside, that end tag closes.
 */
function templateEnd(bytes: Uint8Array, from: number, length: number): number {
  let depth = 1
  let inSvg = false
  let at = from
  while (at < length && !s.odd) {
    at = textEnd(bytes, at, length)
    if (at >= length) return length
    const start = at
    const closing = bytes[at + 1] === 47
    let cursor = closing ? at + 2 : at + 1
    let code = bytes[cursor]!
    if (isLetter[code] !== 1) {
      if (inSvg && code === 33 && bytes[cursor + 1] === 91) s.odd = true
      at = otherMarkup(bytes, start, length)
      continue
    }
    const nameStart = cursor
    let hash = 0
    while (endsTagName[code] === 0 && cursor < length) {
      hash = (Math.imul(hash, 33) ^ (code | 32)) | 0
      code = bytes[++cursor]!
    }
    if (cursor >= length) return length
    const id = tagOf(bytes, nameStart, cursor, hash)
    at = skipAttributes(bytes, cursor, length)
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
    else if (id === tag.svg) inSvg = !selfClosing
    else if (rawInTemplate.has(id)) {
      const end = id === tag.script ? scriptEnd(bytes, at) : endTagOf(bytes, at, tagNames[id]!)
      if (end >= length) return length
      at = skipAttributes(bytes, end + 2 + tagNames[id]!.length, length)
      if (at === -1) return length
    }
  }
  return at
}
