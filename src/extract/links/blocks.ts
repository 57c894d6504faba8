import { isSpace } from './bytes.js'
import { runKinds, type PageScan } from './page-scan.js'
import { tagNumber, tagSets } from './tags.js'

/**
 * Shallow text features of a page's elements, after "Boilerplate Detection using Shallow Text Features" (QP-03): how much
 * text an element holds and how much of it is inside links. Amounts are bytes without leading and trailing space;
 * about six make a word in alphabetic scripts, and two characters do in Chinese or Japanese.
 */
export interface Blocks {
  /** For each element, the nearest block around it (itself, if it is one); -1 outside of any. */
  blockOf: Int32Array
  /** For each element, text in it and below it, and how much of that is linked. */
  text: Int32Array
  linked: Int32Array
  /** For each element, links in it and below it. */
  links: Int32Array
  /** For each block, text in it that is in no block within. */
  own: Int32Array
  /** For each run, text before it on the page. */
  before: Int32Array
  total: number
}

export const bytesPerWord = 6
/** A run of so many bytes is a sentence or more: what holds it holds the text of a piece. */
export const sentenceBytes = 90

const isBlock = new Uint8Array(tagSets.length)
for (const name of 'address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup html legend li listing main menu nav ol option p plaintext pre search section select summary table tbody td tfoot th thead tr ul xmp'.split(' ')) {
  isBlock[tagNumber(name)] = 1
}

type Room = Omit<Blocks, 'total'>

function roomFor(rows: number): Room {
  return { blockOf: new Int32Array(rows), text: new Int32Array(rows), linked: new Int32Array(rows), links: new Int32Array(rows), own: new Int32Array(rows), before: new Int32Array(rows) }
}

let room = roomFor(1 << 14)

/** Measures a scan. The arrays are filled again by the next call, as the scan's own are. */
export function measureBlocks(scan: PageScan): Blocks {
  const { bytes, nodeCount, nodeTag, nodeParent, runCount, runStart, runEnd, runNode, runKind, linkCount, linkNode, linkRunFrom, linkRunTo } = scan
  if (room.before.length <= runCount || room.text.length < nodeCount) room = roomFor(Math.max(nodeCount, runCount + 1) * 2)
  const { blockOf, text, linked, links, own, before } = room
  text.fill(0, 0, nodeCount)
  linked.fill(0, 0, nodeCount)
  links.fill(0, 0, nodeCount)
  own.fill(0, 0, nodeCount)
  for (let node = 0; node < nodeCount; node += 1) {
    blockOf[node] = isBlock[nodeTag[node]!] === 1 ? node : nodeParent[node]! === -1 ? -1 : blockOf[nodeParent[node]!]!
  }
  let total = 0
  let link = 0
  let linkedTo = 0
  for (let run = 0; run < runCount; run += 1) {
    before[run] = total
    while (link < linkCount && linkRunFrom[link]! <= run) {
      linkedTo = Math.max(linkedTo, linkRunTo[link]!)
      link += 1
    }
    if (runKind[run] === 2) continue
    let from = runStart[run]!
    let to = runEnd[run]!
    while (from < to && bytes[from]! <= 32) from += 1
    while (to > from && bytes[to - 1]! <= 32) to -= 1
    const size = to - from
    if (size === 0) continue
    total += size
    const node = runNode[run]!
    if (node === -1) continue
    text[node]! += size
    if (run < linkedTo) linked[node]! += size
    if (blockOf[node] !== -1) own[blockOf[node]!]! += size
  }
  before[runCount] = total
  for (link = 0; link < linkCount; link += 1) links[linkNode[link]!]! += 1
  for (let node = nodeCount - 1; node >= 0; node -= 1) {
    const parent = nodeParent[node]!
    if (parent === -1) continue
    text[parent]! += text[node]!
    linked[parent]! += linked[node]!
    links[parent]! += links[node]!
  }
  return { blockOf, text, linked, links, own, before, total }
}

/** Blocks of fewer words are headings and labels, of which density says nothing; QP-03. */
const proseBytesMin = 17 * bytesPerWord
const proseDensityMax = 0.33
const ownShareMin = 0.2

/** True of a block that is running text and no list of links; QP-03. What merely holds such blocks is none itself. */
export function isProse(blocks: Blocks, block: number): boolean {
  return blocks.text[block]! >= proseBytesMin && blocks.own[block]! >= blocks.text[block]! * ownShareMin && linkDensity(blocks, block) <= proseDensityMax
}

/**
 * For each run, running text before it on the page; the last entry is all of it. Menus of any size count for nothing here, so it
 * tells what stands before and after the pieces of a page.
 */
export function proseBefore(scan: PageScan, blocks: Blocks): Int32Array {
  const before = new Int32Array(scan.runCount + 1)
  let total = 0
  for (let run = 0; run < scan.runCount; run += 1) {
    before[run] = total
    const node = scan.runNode[run]!
    const block = node === -1 ? -1 : blocks.blockOf[node]!
    if (block !== -1 && isProse(blocks, block)) total += blocks.before[run + 1]! - blocks.before[run]!
  }
  before[scan.runCount] = total
  return before
}

/** Share of an element's text that is linked; 0 where it has none. */
export function linkDensity(blocks: Blocks, node: number): number {
  return blocks.text[node]! === 0 ? 0 : blocks.linked[node]! / blocks.text[node]!
}

/** True of a run of white space. Which of those between blocks a scan keeps is its own affair, so nobody counts on them. */
export function isBlankRun(scan: PageScan, run: number): boolean {
  if (scan.runKind[run] === runKinds.image) return false
  for (let at = scan.runStart[run]!; at < scan.runEnd[run]!; at += 1) if (isSpace[scan.bytes[at]!] === 0) return false
  return true
}
