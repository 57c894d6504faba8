import { nodesMaxOf, treeBounds, type PageScan } from './page-scan.js'
import { passed } from './scan-bytes.js'
import { mathBit, svgBit, tagBits, tagNames, tagNumber, tagSets } from './tags.js'

/**
 * State of the fast scan: the standard's stack of open elements and list of active formatting elements as typed arrays,
 * and the rows found so far. One page is scanned at a time, so that the arrays serve for every page.
 */

/** Number of every tag a rule names, by its name. */
export const tag = Object.fromEntries(tagNames.map((name) => [name, tagNumber(name)])) as Record<string, number>

/** Bits of the rule table for HTML, SVG and MathML numbers alike. */
export const flags = new Int32Array(1 << 16)
flags.set(tagSets)
for (const name of ['foreignobject', 'desc', 'title']) flags[tagNumber(name) | svgBit] = tagBits.special | tagBits.scope
for (const name of ['mi', 'mo', 'mn', 'ms', 'mtext', 'annotation-xml']) flags[tagNumber(name) | mathBit] = tagBits.special | tagBits.scope

const { depthMax, formattingMax } = treeBounds
const rowsAtFirst = 1 << 14

export const stackTag = new Int32Array(depthMax + 8)
export const stackNode = new Int32Array(depthMax + 8)
/** For tables: the count of links when it was opened. */
export const stackMark = new Int32Array(depthMax + 8)
/** Formatting entries: tag (0 is a marker), element row, place on the stack, offset of the tag. */
export const listTag = new Int32Array(formattingMax + 8)
export const listNode = new Int32Array(formattingMax + 8)
export const listPlace = new Int32Array(formattingMax + 8)
export const listStart = new Int32Array(formattingMax + 8)
/** Open links, innermost last: place on the stack and row. */
const openPlace = new Int32Array(depthMax + 8)
const openLink = new Int32Array(depthMax + 8)
/** Places of p elements, newest last; entries whose p is gone are dropped when asked. */
const pPlace = new Int32Array(depthMax + 8)

export const s = {
  bytes: new Uint8Array(0) as Uint8Array,
  top: -1,
  listCount: 0,
  openCount: 0,
  pCount: 0,
  mode: 0,
  form: -1,
  quirks: true,
  /** Something that needs a real tree: the reference takes over. */
  odd: false,
  /** A document type or a tag was read: a further document type is none. */
  pastInitial: false,
  /** Element whose text is read up to its own end tag next, or whose first line end is dropped; or 0. */
  raw: 0,
  /** Something was moved out of a table on this page. */
  fostered: false,
  nodeCount: 0,
  runCount: 0,
  linkCount: 0,
  nodesMax: 0,
  nodeTag: new Int32Array(rowsAtFirst),
  nodeStart: new Int32Array(rowsAtFirst),
  nodeParent: new Int32Array(rowsAtFirst),
  runStart: new Int32Array(rowsAtFirst),
  runEnd: new Int32Array(rowsAtFirst),
  runNode: new Int32Array(rowsAtFirst),
  runKind: new Uint8Array(rowsAtFirst),
  linkNode: new Int32Array(rowsAtFirst),
  linkRunFrom: new Int32Array(rowsAtFirst),
  linkRunTo: new Int32Array(rowsAtFirst),
  linkHref: new Int32Array(rowsAtFirst),
  linkHrefEnd: new Int32Array(rowsAtFirst),
  linkRel: new Int32Array(rowsAtFirst),
  linkRelEnd: new Int32Array(rowsAtFirst),
  /** Start of the tag whose href and rel `passed` holds. */
  notedStart: -1,
  base: -1,
  html: -1,
  metas: [] as number[],
  linkTags: [] as number[],
  titleStart: -1,
  titleEnd: -1,
  htmlEnd: -1,
}

export function resetState(bytes: Uint8Array): void {
  s.bytes = bytes
  s.top = s.form = s.base = s.html = s.titleStart = s.titleEnd = s.htmlEnd = s.notedStart = -1
  s.listCount = s.openCount = s.pCount = s.mode = s.raw = s.nodeCount = s.runCount = s.linkCount = 0
  s.quirks = true
  s.odd = s.fostered = s.pastInitial = false
  s.metas = []
  s.linkTags = []
  s.nodesMax = nodesMaxOf(bytes.length)
}

/** The rows found, good until the next scan. */
export function resultOfState(): PageScan {
  const {
    bytes, nodeCount, nodeTag, nodeStart, nodeParent, runCount, runStart, runEnd, runNode, runKind, linkCount, linkNode, linkRunFrom, linkRunTo,
    linkHref, linkHrefEnd, linkRel, linkRelEnd, base, html, metas, linkTags, titleStart, titleEnd, htmlEnd,
  } = s
  return {
    bytes, nodeCount, nodeTag, nodeStart, nodeParent, runCount, runStart, runEnd, runNode, runKind, linkCount, linkNode, linkRunFrom, linkRunTo,
    linkHref, linkHrefEnd, linkRel, linkRelEnd, base, html, metas, linkTags, titleStart, titleEnd, htmlEnd, bounded: false,
  }
}

export function addRun(start: number, end: number, kind: number): void {
  const row = s.runCount
  if (row === s.runStart.length) growRuns()
  s.runStart[row] = start
  s.runEnd[row] = end
  s.runNode[row] = stackNode[s.top]!
  s.runKind[row] = kind
  s.runCount = row + 1
}

function addNode(tagId: number, start: number): number {
  const row = s.nodeCount
  if (row === s.nodeTag.length) growNodes()
  s.nodeTag[row] = tagId
  s.nodeStart[row] = start
  s.nodeParent[row] = s.top < 0 ? -1 : stackNode[s.top]!
  s.nodeCount = row + 1
  return row
}

/** Opens an element. */
export function push(tagId: number, start: number): void {
  const row = s.nodeCount
  if (row === s.nodeTag.length) growNodes()
  const place = s.top + 1
  s.nodeTag[row] = tagId
  s.nodeStart[row] = start
  s.nodeParent[row] = place === 0 ? -1 : stackNode[place - 1]!
  s.nodeCount = row + 1
  if (place >= depthMax || row > s.nodesMax) s.odd = true
  else {
    s.top = place
    stackTag[place] = tagId
    stackNode[place] = row
  }
}

/** Closes elements down to `place`, which stays open. */
export function popTo(place: number): void {
  s.top = place
  if (s.openCount > 0 && openPlace[s.openCount - 1]! > place) endLinks(place)
}

function endLinks(place: number): void {
  while (s.openCount > 0 && openPlace[s.openCount - 1]! > place) {
    s.openCount -= 1
    s.linkRunTo[openLink[s.openCount]!] = s.runCount
  }
}

/** Closes whatever is open at the end of input. */
export function endAll(): void {
  endLinks(-1)
}

/** Makes the element on top of the stack a link. */
export function openTopLink(): void {
  const row = addLinkRow(stackNode[s.top]!)
  if (s.fostered) checkOrder(s.top)
  openPlace[s.openCount] = s.top
  openLink[s.openCount] = row
  s.openCount += 1
}

/** Adds an `area`, which is never open. */
export function addVoidLink(tagId: number, start: number): void {
  addLinkRow(addNode(tagId, start))
  if (s.fostered) checkOrder(s.top + 1)
}

/** A link in an element that was moved out of a table stands before the links found in that table earlier. */
function checkOrder(from: number): void {
  const { fosters, tablePart } = tagBits
  for (let place = from; place > 0; place -= 1) {
    if ((flags[stackTag[place - 1]!]! & fosters) === 0 || (place <= s.top && (flags[stackTag[place]!]! & tablePart) !== 0)) continue
    let table = place - 1
    while (table > 0 && stackTag[table] !== tag.table) table -= 1
    if (s.linkCount - 1 > stackMark[table]!) s.odd = true
  }
}

function addLinkRow(node: number): number {
  const row = s.linkCount
  if (row === s.linkNode.length) growLinks()
  s.linkNode[row] = node
  s.linkRunFrom[row] = s.runCount
  s.linkRunTo[row] = s.runCount
  s.linkCount = row + 1
  if (s.nodeStart[node] === s.notedStart) {
    s.linkHref[row] = passed.hrefStart
    s.linkHrefEnd[row] = passed.hrefEnd
    s.linkRel[row] = passed.relStart
    s.linkRelEnd[row] = passed.relEnd
  } else s.linkHref[row] = -1
  return row
}

/** Row of the one link open on the stack from `from` to `to`; -1 where there is none, -2 where there are several. */
export function openLinkBetween(from: number, to: number): number {
  let row = -1
  for (let index = 0; index < s.openCount; index += 1) {
    if (openPlace[index]! < from || openPlace[index]! > to) continue
    row = row === -1 ? openLink[index]! : -2
  }
  return row
}

/** Ends the innermost link at an earlier run: what came after is moved out of it. */
export function endLinkAt(row: number, run: number): void {
  s.openCount -= 1
  s.linkRunTo[row] = run
}

/** Opens a copy of a link around runs from `run` on. */
export function openLinkCopy(place: number, run: number): void {
  const row = addLinkRow(stackNode[place]!)
  if (s.fostered) s.odd = true
  s.linkRunFrom[row] = run
  openPlace[s.openCount] = place
  openLink[s.openCount] = row
  s.openCount += 1
}

/** Takes one element out of the stack, wherever it is. */
export function removeAt(place: number): void {
  if (place === s.top) return popTo(place - 1)
  for (let index = 0; index < s.openCount; index += 1) {
    if (openPlace[index] === place) {
      // A link taken from below others: what follows is not in it, but its own row must not be reused.
      s.odd = true
      return
    }
  }
  stackTag.copyWithin(place, place + 1, s.top + 1)
  stackNode.copyWithin(place, place + 1, s.top + 1)
  stackMark.copyWithin(place, place + 1, s.top + 1)
  shift(place, -1)
  s.top -= 1
}

/** Puts an element on the stack at `place`, moving what is there upwards. */
export function insertAt(place: number, tagId: number, start: number): number {
  const row = addNode(tagId, start)
  stackTag.copyWithin(place + 1, place, s.top + 1)
  stackNode.copyWithin(place + 1, place, s.top + 1)
  stackMark.copyWithin(place + 1, place, s.top + 1)
  shift(place - 1, 1)
  stackTag[place] = tagId
  stackNode[place] = row
  s.top += 1
  return row
}

function shift(above: number, by: number): void {
  for (let index = 0; index < s.listCount; index += 1) if (listPlace[index]! > above) listPlace[index]! += by
  for (let index = 0; index < s.openCount; index += 1) if (openPlace[index]! > above) openPlace[index]! += by
  for (let index = 0; index < s.pCount; index += 1) if (pPlace[index]! > above) pPlace[index]! += by
}

/** Gives the element at `place` a copy of itself, as the adoption agency does. */
export function replaceNode(place: number): number {
  const row = addNode(stackTag[place]!, s.nodeStart[stackNode[place]!]!)
  stackNode[place] = row
  return row
}

export function pushP(start: number): void {
  push(tag.p!, start)
  if (s.pCount > depthMax) s.odd = true
  else pPlace[s.pCount++] = s.top
}

/** Place of the p in button scope, or -1. */
function openP(): number {
  const p = tag.p!
  while (s.pCount > 0) {
    const place = pPlace[s.pCount - 1]!
    if (place <= s.top && stackTag[place] === p) {
      for (let index = s.top; index > place; index -= 1) {
        const id = stackTag[index]!
        if ((flags[id]! & tagBits.scope) !== 0 || id === tag.button) return -1
      }
      return place
    }
    s.pCount -= 1
  }
  return -1
}

export function closeP(): void {
  const place = openP()
  if (place !== -1) popTo(place - 1)
}

export function popImplied(except: number): void {
  let place = s.top
  while (place > 0 && stackTag[place] !== except && (flags[stackTag[place]!]! & tagBits.impliedEnd) !== 0) place -= 1
  if (place !== s.top) popTo(place)
}

/** Place of the nearest `tagId` in scope, or -1. */
export function placeInScope(tagId: number): number {
  for (let place = s.top; place >= 0; place -= 1) {
    const id = stackTag[place]!
    if (id === tagId) return place
    if ((flags[id]! & tagBits.scope) !== 0) return -1
  }
  return -1
}

export function placeInListScope(tagId: number): number {
  for (let place = s.top; place >= 0; place -= 1) {
    const id = stackTag[place]!
    if (id === tagId) return place
    if ((flags[id]! & tagBits.scope) !== 0 || id === tag.ul || id === tag.ol) return -1
  }
  return -1
}

export function placeInTableScope(tagId: number): number {
  for (let place = s.top; place > 0; place -= 1) {
    const id = stackTag[place]!
    if (id === tagId) return place
    if (id === tag.table) return -1
  }
  return -1
}

export function popUntil(tagId: number): void {
  let place = s.top
  while (place > 0 && stackTag[place] !== tagId) place -= 1
  popTo(place - 1)
}

function growNodes(): void {
  s.nodeTag = doubled(s.nodeTag)
  s.nodeStart = doubled(s.nodeStart)
  s.nodeParent = doubled(s.nodeParent)
}

function growRuns(): void {
  s.runStart = doubled(s.runStart)
  s.runEnd = doubled(s.runEnd)
  s.runNode = doubled(s.runNode)
  const kinds = new Uint8Array(s.runKind.length * 2)
  kinds.set(s.runKind)
  s.runKind = kinds
}

function growLinks(): void {
  s.linkNode = doubled(s.linkNode)
  s.linkRunFrom = doubled(s.linkRunFrom)
  s.linkRunTo = doubled(s.linkRunTo)
  s.linkHref = doubled(s.linkHref)
  s.linkHrefEnd = doubled(s.linkHrefEnd)
  s.linkRel = doubled(s.linkRel)
  s.linkRelEnd = doubled(s.linkRelEnd)
}

function doubled(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2)
  larger.set(array)
  return larger
}
