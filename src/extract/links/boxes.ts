import { bytesPerWord, isBlankRun, linkDensity, sentenceBytes, type Blocks } from './blocks.js'
import { boxTitle, type BoxKind } from './box-titles.js'
import type { PageScan } from './page-scan.js'
import { tagNumber } from './tags.js'

/** A box of links beside or below a piece: so many links, hardly any other text, and a piece that is prose. */
const boxLinksMin = 4
const boxDensityMin = 0.66
/** Of a list of teasers, whose headings are the links and which has fewer words than the piece. */
const teasersDensityMin = 0.2
const listDensityMin = 0.5
const pieceWordsMin = 120
const proseDensityMax = 0.33
const proseWords = 17
/** A box with a title of its own is at most so much of the page, and its links at least so much of its text. */
const titledShareMax = 0.3
/** A menu may be most of a short page. */
const menuShareMax = 0.5
const titledDensityMin = 0.3
const titledSteps = 12

const tags = { body: tagNumber('body'), html: tagNumber('html'), main: tagNumber('main'), h1: tagNumber('h1'), p: tagNumber('p'), div: tagNumber('div'), section: tagNumber('section'), td: tagNumber('td') }
const headings = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map(tagNumber))
const lists = new Set(['ul', 'ol', 'div', 'section'].map(tagNumber))

/** Answers, for the elements of one scan, in what kind of box that is no part of the piece they stand: by its title, else `links`; null in none. */
export function boxReader(scan: PageScan, blocks: Blocks): (node: number) => BoxKind | 'links' | null {
  let texts: Set<number> | null = null
  let firsts: Int32Array | null = null
  const boxes = new Map<number, boolean>()
  const titled = new Map<number, BoxKind | null>()
  return (node) => titledBox(node) ?? (isInBox(node) ? 'links' : null)

  /**
   * True of a link in a box of links beside or below a piece, such as a list of further pieces. A list amid the
   * paragraphs of the piece is no such box, since its writer put it there.
   */
  function isInBox(node: number): boolean {
    let box = -1
    const densityMin = isInHeading(node) ? teasersDensityMin : boxDensityMin
    for (let at = scan.nodeParent[node]!; at !== -1; at = scan.nodeParent[at]!) {
      const tag = scan.nodeTag[at]!
      if (tag === tags.body || tag === tags.html || tag === tags.main || blocks.text[at]! > blocks.total * 0.4) break
      if (blocks.links[at]! < boxLinksMin) continue
      if (linkDensity(blocks, at) < densityMin) break
      if (tag === tags.div || tag === tags.section || tag === tags.td) box = at
    }
    return box !== -1 && kept(boxes, box, isBox)
  }

  /** Kind of the box around a link that says by its title that it is none of the piece, whatever its classes are. */
  function titledBox(node: number): BoxKind | null {
    const block = blocks.blockOf[node]!
    // A sentence below "Share this" is one of the piece; the title stands above all of it.
    if (block === -1 || (blocks.text[block]! >= proseWords * bytesPerWord && linkDensity(blocks, block) <= proseDensityMax)) return null
    for (let at = scan.nodeParent[node]!, steps = 0; at !== -1 && steps < titledSteps; at = scan.nodeParent[at]!, steps += 1) {
      const tag = scan.nodeTag[at]!
      if (tag === tags.body || tag === tags.html || tag === tags.main || blocks.text[at]! > blocks.total * menuShareMax) return null
      const kind = kept(titled, at, titleOf)
      if (kind === 'menu' || (kind !== null && blocks.text[at]! <= blocks.total * titledShareMax)) return kind
    }
    return null
  }

  function titleOf(box: number): BoxKind | null {
    const first = firstRuns()[box]!
    if (first === -1) return null
    const kind = titleIn(first)
    // "Advertisement" says it of whatever has no other words, in one line with it too.
    if (kind === 'ad' && blocks.text[box]! - blocks.linked[box]! <= scan.runEnd[first]! - scan.runStart[first]!) return kind
    if (blocks.text[box]! > 0 && linkDensity(blocks, box) < titledDensityMin) return null
    // Words in one line with a single link ("Read also: ...") are put there by the writer.
    if (kind !== null && isAlone(first)) return kind
    // The title may stand right before the list instead.
    let before = first - 1
    while (before >= 0 && isBlankRun(scan, before)) before -= 1
    if (before < 0 || !lists.has(scan.nodeTag[box]!) || scan.runNode[before] === -1 || linkDensity(blocks, box) < boxDensityMin) return null
    const block = blocks.blockOf[scan.runNode[before]!]!
    return block !== -1 && scan.nodeParent[block] === scan.nodeParent[box] ? titleIn(before) : null
  }

  function isAlone(run: number): boolean {
    const block = scan.runNode[run] === -1 ? -1 : blocks.blockOf[scan.runNode[run]!]!
    return block !== -1 && (blocks.links[block] !== 1 || headings.has(scan.nodeTag[block]!))
  }

  function titleIn(run: number): BoxKind | null {
    return scan.runKind[run] === 2 ? null : boxTitle(scan.bytes, scan.runStart[run]!, scan.runEnd[run]!)
  }

  /** True of the link that a heading below the first is, or that one is in. */
  function isInHeading(node: number): boolean {
    for (let at = scan.nodeParent[node]!, steps = 0; at !== -1 && steps < 3; at = scan.nodeParent[at]!, steps += 1) {
      if (headings.has(scan.nodeTag[at]!) && scan.nodeTag[at] !== tags.h1) return true
    }
    return false
  }

  function isBox(box: number): boolean {
    texts ??= holdersOfText()
    const begins = firstRuns()
    for (let around = scan.nodeParent[box]!; around !== -1; around = scan.nodeParent[around]!) {
      if (texts.has(around)) return false
      const words = (blocks.text[around]! - blocks.text[box]!) / bytesPerWord
      if (words < pieceWordsMin) continue
      const unlinked = words - (blocks.linked[around]! - blocks.linked[box]!) / bytesPerWord
      return unlinked >= pieceWordsMin && (linkDensity(blocks, box) >= boxDensityMin || blocks.text[box]! <= words * bytesPerWord) && unlinked >= words * (1 - listDensityMin) && textBefore(begins[box]!) - textBefore(begins[around]!) >= (words * bytesPerWord) / 2
    }
    return false
  }

  function textBefore(run: number): number {
    return run === -1 ? -1 : blocks.before[run]!
  }

  /** Elements in which sentences or paragraphs stand. */
  function holdersOfText(): Set<number> {
    const holders = new Set<number>()
    for (let run = 0; run < scan.runCount; run += 1) {
      if (blocks.before[run + 1]! - blocks.before[run]! < sentenceBytes || scan.runNode[run] === -1) continue
      const block = blocks.blockOf[scan.runNode[run]!]!
      if (block === -1 || linkDensity(blocks, block) > proseDensityMax) continue
      holders.add(block)
      if (scan.nodeTag[block] === tags.p) holders.add(scan.nodeParent[block]!)
    }
    return holders
  }

  /** For each element, its first run with something in it. */
  function firstRuns(): Int32Array {
    if (firsts !== null) return firsts
    firsts = new Int32Array(scan.nodeCount).fill(-1)
    for (let run = 0; run < scan.runCount; run += 1) {
      if (isBlankRun(scan, run)) continue
      for (let node = scan.runNode[run]!; node !== -1 && firsts[node] === -1; node = scan.nodeParent[node]!) firsts[node] = run
    }
    return firsts
  }
}

function kept<Answer>(known: Map<number, Answer>, node: number, judge: (node: number) => Answer): Answer {
  let answer = known.get(node)
  if (answer === undefined) known.set(node, (answer = judge(node)))
  return answer
}
