import { treeBounds } from './page-scan.js'
import { attributesKey } from './reference-tree.js'
import {
  flags, endLinkAt, insertAt, listNode, listPlace, listStart, listTag, openLinkBetween, openLinkCopy, openTopLink, popImplied, popTo, push, removeAt, replaceNode, s, stackNode, stackTag, tag,
} from './scan-state.js'
import { tagBits } from './tags.js'

/** The rules of the active formatting elements for the fast scan. A marker is an entry without a tag. */

export function addMarker(): void {
  if (s.listCount >= treeBounds.formattingMax) s.odd = true
  else listTag[s.listCount++] = 0
}

export function clearToMarker(): void {
  while (s.listCount > 0) if (listTag[--s.listCount] === 0) return
}

export function isOpenEntry(index: number): boolean {
  const place = listPlace[index]!
  return place <= s.top && stackNode[place] === listNode[index]
}

/** Reopens formatting elements that were closed by a block. `hrefOf` tells whether a tag makes a link. */
export function reconstruct(): void {
  const last = s.listCount - 1
  if (last < 0 || listTag[last] === 0 || isOpenEntry(last)) return
  let index = last
  while (index > 0 && listTag[index - 1] !== 0 && !isOpenEntry(index - 1)) index -= 1
  for (; index <= last; index += 1) {
    const wasLink = listTag[index] === tag.a && isLinkTag(listNode[index]!)
    push(listTag[index]!, listStart[index]!)
    listNode[index] = stackNode[s.top]!
    listPlace[index] = s.top
    if (wasLink) openTopLink()
  }
}

/** True if the element of that row is a link. Rows of links are ascending, so the search is short. */
function isLinkTag(node: number): boolean {
  for (let link = s.linkCount - 1; link >= 0; link -= 1) {
    const at = s.linkNode[link]!
    if (at === node) return true
    if (at < node) return false
  }
  return false
}

/** Enters the element on top of the stack; of more than three alike the oldest goes (the Noah's Ark clause). */
export function addFormatting(tagId: number, start: number): void {
  let alike = 0
  for (let index = s.listCount - 1; index >= 0 && listTag[index] !== 0; index -= 1) if (listTag[index] === tagId) alike += 1
  if (alike >= 3) dropFourth(tagId, start)
  if (s.listCount >= treeBounds.formattingMax) {
    s.odd = true
    return
  }
  listTag[s.listCount] = tagId
  listNode[s.listCount] = stackNode[s.top]!
  listPlace[s.listCount] = s.top
  listStart[s.listCount] = start
  s.listCount += 1
}

/** Attributes of the tags compared so far on this page, by offset: a list of hundreds is gone through for every tag. */
const keys = new Map<number, string>()
const keysMax = 10_000
let keysOf: Uint8Array = s.bytes

function keyAt(start: number): string {
  if (keysOf !== s.bytes || keys.size >= keysMax) {
    keys.clear()
    keysOf = s.bytes
  }
  let key = keys.get(start)
  if (key === undefined) {
    key = attributesKey(s.bytes, start)
    keys.set(start, key)
  }
  return key
}

function dropFourth(tagId: number, start: number): void {
  const key = keyAt(start)
  let alike = 0
  for (let index = s.listCount - 1; index >= 0 && listTag[index] !== 0; index -= 1) {
    if (listTag[index] === tagId && keyAt(listStart[index]!) === key && (alike += 1) === 3) return removeEntry(index)
  }
}

export function removeEntry(index: number): void {
  listTag.copyWithin(index, index + 1, s.listCount)
  listNode.copyWithin(index, index + 1, s.listCount)
  listPlace.copyWithin(index, index + 1, s.listCount)
  listStart.copyWithin(index, index + 1, s.listCount)
  s.listCount -= 1
}

export function findEntry(tagId: number): number {
  for (let index = s.listCount - 1; index >= 0 && listTag[index] !== 0; index -= 1) if (listTag[index] === tagId) return index
  return -1
}

export function entryOf(node: number): number {
  for (let index = s.listCount - 1; index >= 0; index -= 1) if (listTag[index] !== 0 && listNode[index] === node) return index
  return -1
}

/** Any other end tag. */
export function endOther(tagId: number): void {
  for (let place = s.top; place >= 0; place -= 1) {
    const id = stackTag[place]!
    if (id === tagId) {
      popImplied(tagId)
      return popTo(Math.min(s.top, place - 1))
    }
    if ((flags[id]! & tagBits.special) !== 0) return
  }
}

/** The adoption agency algorithm on the stack and the list. Where links would have to move, the page is odd. */
export function adopt(subject: number): void {
  if (stackTag[s.top] === subject && entryOf(stackNode[s.top]!) === -1) return popTo(s.top - 1)
  for (let outer = 0; outer < 8; outer += 1) {
    const entry = findEntry(subject)
    if (entry === -1) return endOther(subject)
    if (!isOpenEntry(entry)) return removeEntry(entry)
    const place = listPlace[entry]!
    let furthest = -1
    for (let at = s.top; at > place; at -= 1) {
      const bits = flags[stackTag[at]!]!
      if ((bits & tagBits.scope) !== 0) return
      if ((bits & tagBits.special) !== 0) furthest = at
    }
    if (furthest === -1) {
      popTo(place - 1)
      return removeEntry(entry)
    }
    moveBlockOut(entry, place, furthest)
    if (s.odd) return
  }
}

function moveBlockOut(entryAtFirst: number, place: number, furthestAtFirst: number): void {
  // A link that is cut in two keeps what came before the block; its copy gets the block or what is in it. The copy
  // comes next in tree order only if no other link was found since.
  const link = openLinkBetween(place, furthestAtFirst)
  const isTable = (flags[stackTag[place - 1]!]! & tagBits.fosters) !== 0
  if (link === -2 || (link !== -1 && link !== s.linkCount - 1) || (isTable && s.linkCount > 0)) {
    s.odd = true
    return
  }
  let run = -1
  if (link !== -1) {
    const block = stackNode[furthestAtFirst]!
    run = s.linkRunFrom[link]!
    while (run < s.runCount && s.runNode[run]! < block) run += 1
    endLinkAt(link, run)
  }
  const linkNode = link === -1 ? -1 : s.linkNode[link]!
  const formattingNode = listNode[entryAtFirst]!
  const tagId = listTag[entryAtFirst]!
  const start = listStart[entryAtFirst]!
  let furthest = furthestAtFirst
  let bookmark = -1
  for (let at = furthest - 1, inner = 1; at > place; at -= 1, inner += 1) {
    let entry = entryOf(stackNode[at]!)
    if (inner > 3 && entry !== -1) {
      removeEntry(entry)
      entry = -1
    }
    if (entry === -1) {
      removeAt(at)
      furthest -= 1
      continue
    }
    const isLink = stackNode[at] === linkNode
    const copy = replaceNode(at)
    if (isLink) openLinkCopy(at, run)
    listNode[entry] = copy
    if (bookmark === -1) bookmark = copy
  }
  const entry = entryOf(formattingNode)
  removeAt(place)
  const copy = insertAt(furthest, tagId, start)
  if (formattingNode === linkNode) openLinkCopy(furthest, run)
  if (bookmark === -1) {
    listNode[entry] = copy
    listPlace[entry] = furthest
    return
  }
  removeEntry(entry)
  const at = entryOf(bookmark) + 1
  listTag.copyWithin(at + 1, at, s.listCount)
  listNode.copyWithin(at + 1, at, s.listCount)
  listPlace.copyWithin(at + 1, at, s.listCount)
  listStart.copyWithin(at + 1, at, s.listCount)
  s.listCount += 1
  listTag[at] = tagId
  listNode[at] = copy
  listPlace[at] = furthest
  listStart[at] = start
}
