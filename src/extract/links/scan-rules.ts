import { hasFontAttribute, isHiddenInput } from './reference-tree.js'
import { addFormatting, addMarker, adopt, clearToMarker, endOther, entryOf, findEntry, isOpenEntry, reconstruct, removeEntry } from './scan-formatting.js'
import {
  addRun, addVoidLink, closeP, flags, listNode, listPlace, openTopLink, placeInListScope, placeInScope, placeInTableScope, popImplied, popTo, popUntil, push, pushP,
  removeAt, s, stackMark, stackNode, stackTag, tag,
} from './scan-state.js'
import { mathBit, svgBit, tagBits } from './tags.js'
import { runKinds } from './page-scan.js'

/**
 * The insertion modes of the HTML Standard on the arrays of scan-state. Every rule that can move a link or its text is
 * kept exactly or declares the page odd; framesets always do.
 *
 * One file, long because the modes hand tags to one another and are read side by side with the standard, mode by mode.
 */
export const modes = {
  start: 0, head: 1, headNoscript: 2, afterHead: 3, body: 4, table: 5, caption: 6, columnGroup: 7, tableBody: 8, row: 9, cell: 10, select: 11, selectInTable: 12, afterBody: 13,
} as const

const t = tag as Record<
  | 'a' | 'area' | 'base' | 'basefont' | 'bgsound' | 'body' | 'br' | 'button' | 'caption' | 'col' | 'colgroup' | 'dd' | 'dt' | 'font' | 'form' | 'frameset' | 'head' | 'hr' | 'html' | 'iframe' | 'image' | 'img'
  | 'input' | 'keygen' | 'li' | 'link' | 'listing' | 'math' | 'meta' | 'nobr' | 'noembed' | 'noframes' | 'noscript' | 'optgroup' | 'option' | 'p' | 'param' | 'plaintext' | 'pre' | 'rb' | 'rp' | 'rt' | 'rtc'
  | 'ruby' | 'script' | 'select' | 'source' | 'style' | 'svg' | 'table' | 'tbody' | 'td' | 'template' | 'textarea' | 'tfoot' | 'th' | 'thead' | 'title' | 'tr' | 'track' | 'xmp' | 'address' | 'div'
  | 'applet' | 'marquee' | 'object' | 'annotation-xml' | 'mglyph' | 'malignmark' | 'mi' | 'mo' | 'mn' | 'ms' | 'mtext' | 'foreignobject' | 'desc' | 'embed' | 'wbr',
  number
>
/** A `switch` on constants; everything else takes the general way. */
const isTextPoint = new Uint8Array(1 << 16)
for (const id of [t.mi, t.mo, t.mn, t.ms, t.mtext]) isTextPoint[id | mathBit] = 1
const isHtmlPoint = new Uint8Array(1 << 16)
for (const id of [t.foreignobject, t.desc, t.title]) isHtmlPoint[id | svgBit] = 1
/** Foreign elements whose text nobody sees. */
export const hidesText = new Uint8Array(1 << 16)
for (const id of [t.script, t.style]) hidesText[id | svgBit] = hidesText[id | mathBit] = 1
const isHeadTag = new Uint8Array(1 << 16)
for (const id of [t.base, t.basefont, t.bgsound, t.link, t.meta, t.style, t.script, t.title, t.template]) isHeadTag[id] = 1
const isScopeFormatting = new Uint8Array(1 << 16)
for (const id of [t.applet, t.marquee, t.object]) isScopeFormatting[id] = 1
const isVoidInBody = new Uint8Array(1 << 16)
for (const id of [t.area, t.br, t.embed, t.img, t.image, t.keygen, t.wbr, t.input]) isVoidInBody[id] = 1

export function isForeignTop(): boolean {
  return stackTag[s.top]! >= svgBit
}

function headTag(id: number, start: number, hasHref: boolean): void {
  if (id === t.base) {
    if (hasHref && s.base === -1) s.base = start
  } else if (id === t.meta) s.metas.push(start)
  else if (id === t.link) s.linkTags.push(start)
  else if (id === t.template || id === t.title || id === t.style || id === t.script || id === t.noframes) s.raw = id
}

/** A start tag. `isLink`: it is `a` or `area` with an href (or SVG `a` with a link). */
export function startTag(id: number, start: number, selfClosing: boolean, isLink: boolean): void {
  if (s.mode !== modes.body) return startElsewhere(id, start, selfClosing, isLink)
  if (stackTag[s.top]! >= svgBit && startForeign(id, start, selfClosing, isLink)) return
  startInBody(id, start, selfClosing, isLink)
}

export function startInBody(id: number, start: number, selfClosing: boolean, isLink: boolean): void {
  const bits = flags[id]!
  if ((bits & tagBits.formatting) !== 0) {
    if (id === t.a && s.listCount > 0) {
      const entry = findEntry(id)
      if (entry !== -1) endOpenA(entry)
    }
    reconstruct()
    if (id === t.nobr && placeInScope(id) !== -1) {
      adopt(id)
      reconstruct()
    }
    push(id, start)
    if (isLink) openTopLink()
    return addFormatting(id, start)
  }
  if ((bits & (tagBits.special | tagBits.closesP)) === 0) return startPlain(id, start, selfClosing)
  if ((bits & tagBits.closesP) !== 0) {
    if (s.pCount > 0) closeP()
    if (id === t.p) pushP(start)
    else push(id, start)
    return
  }
  if (isVoidInBody[id] === 1) {
    reconstruct()
    if (id === t.area) {
      if (isLink) addVoidLink(id, start)
    } else if (id === t.img || id === t.image) addRun(start, start, runKinds.image)
    return
  }
  startSpecial(id, start, bits, isLink)
}

/** An unclosed `a` is closed by the next one, as by its end tag. */
function endOpenA(entry: number): void {
  if (isOpenEntry(entry) && listPlace[entry] === s.top) {
    popTo(s.top - 1)
    return removeEntry(entry)
  }
  const node = listNode[entry]!
  adopt(t.a)
  const still = entryOf(node)
  if (still === -1) return
  if (isOpenEntry(still)) removeAt(listPlace[still]!)
  removeEntry(still)
}

function startPlain(id: number, start: number, selfClosing: boolean): void {
  if (id === t.option || id === t.optgroup) {
    if (stackTag[s.top] === t.option) popTo(s.top - 1)
  } else if (id === t.rb || id === t.rtc || id === t.rp || id === t.rt) {
    if (placeInScope(t.ruby) !== -1) popImplied(id === t.rb || id === t.rtc ? 0 : t.rtc)
    return push(id, start)
  } else if (id === t.svg || id === t.math) {
    reconstruct()
    if (!selfClosing) push(id | (id === t.svg ? svgBit : mathBit), start)
    return
  }
  reconstruct()
  push(id, start)
}

function startSpecial(id: number, start: number, bits: number, isLink: boolean): void {
  if (isHeadTag[id] === 1) return headTag(id, start, isLink)
  if ((bits & tagBits.heading) !== 0) {
    if (s.pCount > 0) closeP()
    if ((flags[stackTag[s.top]!]! & tagBits.heading) !== 0) popTo(s.top - 1)
    return push(id, start)
  }
  switch (id) {
    case t.li: case t.dd: case t.dt:
      for (let place = s.top; place >= 0; place -= 1) {
        const at = stackTag[place]!
        if (id === t.li ? at === id : at === t.dd || at === t.dt) {
          popTo(place - 1)
          break
        }
        if ((flags[at]! & tagBits.special) !== 0 && at !== t.address && at !== t.div && at !== t.p) break
      }
      if (s.pCount > 0) closeP()
      return push(id, start)
    case t.table:
      if (!s.quirks && s.pCount > 0) closeP()
      push(id, start)
      stackMark[s.top] = s.linkCount
      s.mode = modes.table
      return
    case t.form:
      if (s.form !== -1) return
      if (s.pCount > 0) closeP()
      push(id, start)
      s.form = stackNode[s.top]!
      return
    case t.pre: case t.listing:
      if (s.pCount > 0) closeP()
      push(id, start)
      s.raw = id
      return
    case t.hr:
      if (s.pCount > 0) closeP()
      return
    case t.button:
      if (placeInScope(id) !== -1) {
        popImplied(0)
        popUntil(id)
      }
      reconstruct()
      return push(id, start)
    case t.applet: case t.marquee: case t.object:
      reconstruct()
      push(id, start)
      return addMarker()
    case t.textarea: case t.iframe: case t.noembed: case t.noframes:
      s.raw = id
      return
    case t.xmp:
      if (s.pCount > 0) closeP()
      reconstruct()
      s.raw = id
      return
    case t.select:
      reconstruct()
      push(id, start)
      s.mode = s.mode >= modes.table && s.mode <= modes.cell && s.mode !== modes.columnGroup ? modes.selectInTable : modes.select
      return
    case t.frameset: case t.plaintext:
      s.odd = true
      return
    case t.html: case t.body: case t.param: case t.source: case t.track: case t.caption: case t.col: case t.colgroup: case t.head: case t.tbody: case t.td: case t.tfoot: case t.th:
    case t.thead: case t.tr:
      return
    default:
      if ((bits & tagBits.void) !== 0) return
      reconstruct()
      push(id, start)
  }
}

/** True if foreign rules took the tag. */
function startForeign(id: number, start: number, selfClosing: boolean, isLink: boolean): boolean {
  const at = stackTag[s.top]!
  if (isHtmlPoint[at] === 1 || (isTextPoint[at] === 1 && id !== t.mglyph && id !== t.malignmark)) return false
  if (hidesText[at] === 1 || at === (t['annotation-xml'] | mathBit)) {
    s.odd = true
    return true
  }
  if ((flags[id]! & tagBits.exitsForeign) !== 0 || (id === t.font && hasFontAttribute(s.bytes, start))) {
    leaveForeign()
    if (s.mode === modes.body) startInBody(id, start, selfClosing, isLink)
    else startElsewhere(id, start, selfClosing, isLink)
    return true
  }
  if (selfClosing) {
    if (isLink && id === t.a && at >= svgBit && at < mathBit) addVoidLink(id | svgBit, start)
    return true
  }
  push(id | (at & (svgBit | mathBit)), start)
  if (isLink && id === t.a && at < mathBit) openTopLink()
  return true
}

function leaveForeign(): void {
  let place = s.top
  while (place > 0 && stackTag[place]! >= svgBit && isTextPoint[stackTag[place]!] === 0 && isHtmlPoint[stackTag[place]!] === 0) place -= 1
  popTo(place)
}

/** An end tag in body, where the top of the stack is not simply what it ends. */
export function endTag(id: number, start: number): void {
  if (stackTag[s.top]! >= svgBit && endForeign(id)) return
  if (s.mode !== modes.body) return endElsewhere(id, start)
  endInBody(id, start)
}

function endForeign(id: number): boolean {
  if (id === t.br || id === t.p) {
    leaveForeign()
    return false
  }
  for (let place = s.top; place > 0; place -= 1) {
    const at = stackTag[place]!
    if (at < svgBit) return false
    if ((at & ~(svgBit | mathBit)) === id) {
      popTo(place - 1)
      return true
    }
  }
  return true
}

export function endInBody(id: number, start: number): void {
  const bits = flags[id]!
  if ((bits & tagBits.formatting) !== 0) return adopt(id)
  if ((bits & tagBits.endsBlock) !== 0) {
    const place = placeInScope(id)
    if (place !== -1) popTo(place - 1)
    return
  }
  if ((bits & tagBits.heading) !== 0) {
    for (let place = s.top; place >= 0; place -= 1) {
      const at = flags[stackTag[place]!]!
      if ((at & tagBits.heading) !== 0) return popTo(place - 1)
      if ((at & tagBits.scope) !== 0) return
    }
    return
  }
  switch (id) {
    case t.p:
      // Without an open p this makes an empty one: nothing for links, but it is where a table would move it to.
      return closeP()
    case t.li: {
      const place = placeInListScope(id)
      if (place !== -1) popTo(place - 1)
      return
    }
    case t.dd: case t.dt: case t.applet: case t.marquee: case t.object: {
      const place = placeInScope(id)
      if (place === -1) return
      popTo(place - 1)
      if (isScopeFormatting[id] === 1) clearToMarker()
      return
    }
    case t.form: {
      const node = s.form
      s.form = -1
      if (node === -1 || placeInScope(id) === -1) return
      popImplied(0)
      for (let place = s.top; place > 0; place -= 1) if (stackNode[place] === node) return removeAt(place)
      return
    }
    case t.br:
      return reconstruct()
    case t.body: case t.html:
      if (placeInScope(t.body) === -1) return
      if (id === t.html && s.htmlEnd === -1) s.htmlEnd = start
      s.mode = modes.afterBody
      return
    case t.template:
      return
    default: endOther(id)
  }
}

/** Text of a page from `start` to `end`, of which nothing before `wordStart` is seen; `wordStart === end` for a blank. */
export function textInMode(start: number, wordStart: number, end: number): void {
  const blank = wordStart === end
  const { mode } = s
  if (s.top >= 0 && stackTag[s.top]! >= svgBit) {
    const at = stackTag[s.top]!
    if (isHtmlPoint[at] === 0 && isTextPoint[at] === 0) {
      if (hidesText[at] === 0) addRun(start, end, runKinds.foreign)
      return
    }
  }
  if (mode === modes.body || mode === modes.cell || mode === modes.caption) {
    reconstruct()
    if (!blank || s.openCount > 0) addRun(start, end, isForeignTop() ? runKinds.foreign : runKinds.text)
    return
  }
  if (mode === modes.select || mode === modes.selectInTable) {
    if (!blank || s.openCount > 0) addRun(start, end, runKinds.text)
    return
  }
  // From here on it matters whether text is blank, and a character reference may stand for a blank.
  if (!blank && s.bytes[wordStart] === 38 && isBlankReference(wordStart)) {
    s.odd = true
    return
  }
  if (mode <= modes.afterHead) {
    if (blank) return
    toBody()
    return textInMode(wordStart, wordStart, end)
  }
  if (mode === modes.afterBody) {
    if (!blank) s.mode = modes.body
    reconstruct()
    if (!blank || s.openCount > 0) addRun(start, end, runKinds.text)
    return
  }
  if (mode === modes.columnGroup) {
    if (blank) {
      if (s.openCount > 0) addRun(start, end, runKinds.text)
      return
    }
    if (stackTag[s.top] !== t.colgroup) return
    popTo(s.top - 1)
    s.mode = modes.table
    return textInMode(wordStart, wordStart, end)
  }
  const inTable = (flags[stackTag[s.top]!]! & tagBits.fosters) !== 0
  if (blank && inTable) {
    if (s.openCount > 0) addRun(start, end, runKinds.text)
    return
  }
  if (inTable) foster()
  if (s.odd) return
  reconstruct()
  if (!blank || s.openCount > 0) addRun(start, end, runKinds.text)
}

const maxReferenceBytes = 12

function isBlankReference(at: number): boolean {
  const text = Buffer.from(s.bytes.buffer, s.bytes.byteOffset + at, Math.min(maxReferenceBytes, s.bytes.length - at)).toString('latin1')
  return /^&(?:#|Tab;|NewLine;)/u.test(text)
}

/** Something goes before the table it stands in, out of the order written: odd inside a link. */
function foster(): void {
  s.fostered = true
  if (s.openCount > 0) s.odd = true
}

/** Opens body, and html before it, as text or a body element asks. */
function toBody(): void {
  openHtml()
  if (s.mode === modes.headNoscript || s.mode === modes.head) popTo(0)
  push(t.body, -1)
  s.mode = modes.body
}

function openHtml(): void {
  if (s.top === -1) push(t.html, s.html)
}

function startElsewhere(id: number, start: number, selfClosing: boolean, isLink: boolean): void {
  if (s.mode > modes.afterHead && stackTag[s.top]! >= svgBit && startForeign(id, start, selfClosing, isLink)) return
  switch (s.mode) {
    case modes.start:
      s.pastInitial = true
      if (id === t.html) return
      openHtml()
      push(t.head, id === t.head ? start : -1)
      s.mode = modes.head
      if (id !== t.head) startElsewhere(id, start, selfClosing, isLink)
      return
    case modes.head:
      if (isHeadTag[id] === 1 || id === t.noframes) return headTag(id, start, isLink)
      if (id === t.head || id === t.html) return
      if (id === t.noscript) {
        push(id, start)
        s.mode = modes.headNoscript
        return
      }
      popTo(0)
      s.mode = modes.afterHead
      return startElsewhere(id, start, selfClosing, isLink)
    case modes.headNoscript:
      if (id === t.basefont || id === t.bgsound || id === t.link || id === t.meta || id === t.noframes || id === t.style) return headTag(id, start, isLink)
      if (id === t.head || id === t.noscript || id === t.html) return
      popTo(s.top - 1)
      s.mode = modes.head
      return startElsewhere(id, start, selfClosing, isLink)
    case modes.afterHead:
      if (id === t.html || id === t.head) return
      if (isHeadTag[id] === 1 || id === t.noframes) return headTag(id, start, isLink)
      if (id === t.frameset) {
        s.odd = true
        return
      }
      push(t.body, id === t.body ? start : -1)
      s.mode = modes.body
      if (id !== t.body) startInBody(id, start, selfClosing, isLink)
      return
    case modes.table: return startInTable(id, start, selfClosing, isLink)
    case modes.tableBody: return startInTableBody(id, start, selfClosing, isLink)
    case modes.row: return startInRow(id, start, selfClosing, isLink)
    case modes.cell:
      if ((flags[id]! & tagBits.tablePart) === 0) return startInBody(id, start, selfClosing, isLink)
      closeCell()
      return startInRow(id, start, selfClosing, isLink)
    case modes.caption:
      if ((flags[id]! & tagBits.tablePart) === 0) return startInBody(id, start, selfClosing, isLink)
      if (closeCaption()) startInTable(id, start, selfClosing, isLink)
      return
    case modes.columnGroup:
      if (id === t.col || id === t.html) return
      if (id === t.template) return headTag(id, start, isLink)
      if (stackTag[s.top] !== t.colgroup) return
      popTo(s.top - 1)
      s.mode = modes.table
      return startInTable(id, start, selfClosing, isLink)
    case modes.select: case modes.selectInTable: return startInSelect(id, start, selfClosing, isLink)
    case modes.afterBody:
      if (id === t.html) return
      s.mode = modes.body
      return startInBody(id, start, selfClosing, isLink)
  }
}

function clearBack(bits: number): void {
  let place = s.top
  while (place > 0) {
    const id = stackTag[place]!
    if (bits === 0 ? id === t.table : bits === 1 ? id === t.tbody || id === t.tfoot || id === t.thead : id === t.tr) break
    place -= 1
  }
  popTo(place)
}

function startInTable(id: number, start: number, selfClosing: boolean, isLink: boolean): void {
  switch (id) {
    case t.caption:
      clearBack(0)
      addMarker()
      push(id, start)
      s.mode = modes.caption
      return
    case t.colgroup: case t.col:
      clearBack(0)
      push(t.colgroup, id === t.col ? -1 : start)
      s.mode = modes.columnGroup
      return
    case t.tbody: case t.tfoot: case t.thead:
      clearBack(0)
      push(id, start)
      s.mode = modes.tableBody
      return
    case t.td: case t.th: case t.tr:
      clearBack(0)
      push(t.tbody, -1)
      s.mode = modes.tableBody
      return startInTableBody(id, start, selfClosing, isLink)
    case t.table:
      if (placeInTableScope(id) === -1) return
      popUntil(id)
      resetMode()
      return startTag(id, start, selfClosing, isLink)
    case t.style: case t.script: case t.template: return headTag(id, start, isLink)
    case t.input:
      if (isHiddenInput(s.bytes, start)) return
      break
    case t.form:
      if (s.form !== -1) return
      push(id, start)
      s.form = stackNode[s.top]!
      return popTo(s.top - 1)
  }
  if ((flags[stackTag[s.top]!]! & tagBits.fosters) !== 0) foster()
  if (!s.odd) startInBody(id, start, selfClosing, isLink)
}

function startInTableBody(id: number, start: number, selfClosing: boolean, isLink: boolean): void {
  if (id === t.tr || id === t.td || id === t.th) {
    clearBack(1)
    push(t.tr, id === t.tr ? start : -1)
    s.mode = modes.row
    if (id !== t.tr) startInRow(id, start, selfClosing, isLink)
    return
  }
  if ((flags[id]! & tagBits.tablePart) !== 0) {
    if (closeTableBody()) startInTable(id, start, selfClosing, isLink)
    return
  }
  startInTable(id, start, selfClosing, isLink)
}

function closeTableBody(): boolean {
  if (placeInTableScope(t.tbody) === -1 && placeInTableScope(t.thead) === -1 && placeInTableScope(t.tfoot) === -1) return false
  clearBack(1)
  popTo(s.top - 1)
  s.mode = modes.table
  return true
}

function startInRow(id: number, start: number, selfClosing: boolean, isLink: boolean): void {
  if (id === t.td || id === t.th) {
    clearBack(2)
    push(id, start)
    s.mode = modes.cell
    return addMarker()
  }
  if ((flags[id]! & tagBits.tablePart) !== 0) {
    if (closeRow()) startInTableBody(id, start, selfClosing, isLink)
    return
  }
  startInTable(id, start, selfClosing, isLink)
}

function closeRow(): boolean {
  if (placeInTableScope(t.tr) === -1) return false
  clearBack(2)
  popTo(s.top - 1)
  s.mode = modes.tableBody
  return true
}

function closeCell(): void {
  let place = s.top
  while (place > 0 && stackTag[place] !== t.td && stackTag[place] !== t.th) place -= 1
  popTo(place - 1)
  clearToMarker()
  s.mode = modes.row
}

function closeCaption(): boolean {
  const place = placeInTableScope(t.caption)
  if (place === -1) return false
  popTo(place - 1)
  clearToMarker()
  s.mode = modes.table
  return true
}

function startInSelect(id: number, start: number, selfClosing: boolean, isLink: boolean): void {
  switch (id) {
    case t.option:
      if (stackTag[s.top] === t.option) popTo(s.top - 1)
      return push(id, start)
    case t.optgroup: case t.hr:
      if (stackTag[s.top] === t.option) popTo(s.top - 1)
      if (stackTag[s.top] === t.optgroup) popTo(s.top - 1)
      if (id === t.optgroup) push(id, start)
      return
    case t.select: case t.input: case t.keygen: case t.textarea:
      if (!closeSelect()) return
      if (id !== t.select) startTag(id, start, selfClosing, isLink)
      return
    case t.script: case t.template: return headTag(id, start, isLink)
    case t.caption: case t.table: case t.tbody: case t.tfoot: case t.thead: case t.tr: case t.td: case t.th:
      if (s.mode !== modes.selectInTable) return
      popUntil(t.select)
      resetMode()
      return startTag(id, start, selfClosing, isLink)
  }
}

function closeSelect(): boolean {
  for (let place = s.top; place > 0; place -= 1) {
    const at = stackTag[place]
    if (at === t.select) {
      popTo(place - 1)
      resetMode()
      return true
    }
    if (at !== t.option && at !== t.optgroup) return false
  }
  return false
}

function endElsewhere(id: number, start: number): void {
  switch (s.mode) {
    case modes.start:
      s.pastInitial = true
      if (id !== t.head && id !== t.body && id !== t.html && id !== t.br) return
      openHtml()
      push(t.head, -1)
      s.mode = modes.head
      return endElsewhere(id, start)
    case modes.head: case modes.headNoscript: case modes.afterHead:
      if (s.mode === modes.headNoscript) {
        if (id !== t.noscript && id !== t.br) return
        popTo(s.top - 1)
        s.mode = modes.head
        if (id === t.noscript) return
      }
      if (s.mode === modes.head && id === t.head) {
        popTo(0)
        s.mode = modes.afterHead
        return
      }
      if (id !== t.body && id !== t.html && id !== t.br) return
      toBody()
      return endInBody(id, start)
    case modes.table: return endInTable(id, start)
    case modes.tableBody:
      if (id === t.tbody || id === t.tfoot || id === t.thead) {
        if (placeInTableScope(id) === -1) return
        clearBack(1)
        popTo(s.top - 1)
        s.mode = modes.table
      } else if (id === t.table) {
        if (closeTableBody()) endInTable(id, start)
      } else endInTable(id, start)
      return
    case modes.row:
      if (id === t.tr) closeRow()
      else if (id === t.table) {
        if (closeRow()) endElsewhere(id, start)
      } else if (id === t.tbody || id === t.tfoot || id === t.thead) {
        if (placeInTableScope(id) !== -1 && closeRow()) endElsewhere(id, start)
      } else endInTable(id, start)
      return
    case modes.cell:
      if (id === t.td || id === t.th) {
        const place = placeInTableScope(id)
        if (place === -1) return
        popTo(place - 1)
        clearToMarker()
        s.mode = modes.row
      } else if (id === t.table || id === t.tbody || id === t.tfoot || id === t.thead || id === t.tr) {
        if (placeInTableScope(id) === -1) return
        closeCell()
        endElsewhere(id, start)
      } else if (id !== t.body && id !== t.caption && id !== t.col && id !== t.colgroup && id !== t.html) endInBody(id, start)
      return
    case modes.caption:
      if (id === t.caption) closeCaption()
      else if (id === t.table) {
        if (closeCaption()) endInTable(id, start)
      } else if (id !== t.body && id !== t.html && (flags[id]! & tagBits.tablePart) === 0) endInBody(id, start)
      return
    case modes.columnGroup:
      if (id === t.col || id === t.template || stackTag[s.top] !== t.colgroup) return
      popTo(s.top - 1)
      s.mode = modes.table
      if (id !== t.colgroup) endInTable(id, start)
      return
    case modes.select: case modes.selectInTable: return endInSelect(id, start)
    case modes.afterBody:
      if (id === t.html) {
        if (s.htmlEnd === -1) s.htmlEnd = start
        return
      }
      s.mode = modes.body
      return endInBody(id, start)
  }
}

function endInTable(id: number, start: number): void {
  if (id === t.table) {
    if (placeInTableScope(id) === -1) return
    popUntil(id)
    return resetMode()
  }
  if (id === t.body || id === t.html || id === t.template || (flags[id]! & tagBits.tablePart) !== 0) return
  // An end tag may make an element (`</br>`, `</p>`), which then goes before the table.
  if (id === t.br && (flags[stackTag[s.top]!]! & tagBits.fosters) !== 0) foster()
  if (!s.odd) endInBody(id, start)
}

function endInSelect(id: number, start: number): void {
  switch (id) {
    case t.optgroup:
      if (stackTag[s.top] === t.option && stackTag[s.top - 1] === t.optgroup) popTo(s.top - 1)
      if (stackTag[s.top] === t.optgroup) popTo(s.top - 1)
      return
    case t.option:
      if (stackTag[s.top] === t.option) popTo(s.top - 1)
      return
    case t.select:
      closeSelect()
      return
    case t.caption: case t.table: case t.tbody: case t.tfoot: case t.thead: case t.tr: case t.td: case t.th:
      if (s.mode !== modes.selectInTable || placeInTableScope(id) === -1) return
      popUntil(t.select)
      resetMode()
      return endTag(id, start)
  }
}

function resetMode(): void {
  for (let place = s.top; place >= 0; place -= 1) {
    switch (stackTag[place]) {
      case t.select:
        s.mode = modes.select
        for (let below = place - 1; below > 0; below -= 1) if (stackTag[below] === t.table) s.mode = modes.selectInTable
        return
      case t.td: case t.th: return void (s.mode = modes.cell)
      case t.tr: return void (s.mode = modes.row)
      case t.tbody: case t.thead: case t.tfoot: return void (s.mode = modes.tableBody)
      case t.caption: return void (s.mode = modes.caption)
      case t.colgroup: return void (s.mode = modes.columnGroup)
      case t.table: return void (s.mode = modes.table)
      case t.body: return void (s.mode = modes.body)
    }
  }
  s.mode = modes.body
}
