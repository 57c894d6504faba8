import type { Area } from '../../model/link.js'
import { asciiText } from '../text.js'
import { bytesPerWord, isBlankRun, isProse, linkDensity, proseBefore, sentenceBytes, type Blocks } from './blocks.js'
import type { PageFrame } from './page-frame.js'
import type { PageScan } from './page-scan.js'
import { tagNumber } from './tags.js'

/** What the places that neither elements nor names tell are told by: running text, how much of it is linked, and where on the page it stands. */
export interface TextAreas {
  /** Area of a link that is `node` in `block`, and whose text begins with `run`. */
  areaOf: (block: number, node: number, run: number) => Area
  /** True in a cell of a page laid out as a table, beside the cell of the piece, that holds the site's own menu. */
  isInMenuCell: (node: number) => boolean
  /** For each run, the running text before it. */
  prose: () => Int32Array
  /** The first h1 that stands in no header or menu, or -1. */
  headline: () => number
}

/** What is known of elements and names. */
export interface Named {
  areaAt: (node: number) => Area | null
  /** Share of the links in an element that are written without a host: they lead to pages of the site. */
  ownShare: (node: number) => number
  /** True if the links in an element lead to several other hosts. */
  isOfOthers: (node: number) => boolean
  /** True of a list of signs, accounts or languages. */
  isOfSigns: (list: number) => boolean
}

const listDensityMin = 0.5
const mainDensityMax = 0.33
const neighbourDensityMax = 0.55
/** Steps up from a block and from the headline within which they belong together. */
const headlineSteps = 3
/** What holds so much of the page is its layout, and says nothing of the places in it. */
const layoutShareMin = 0.85
/** The cell of a layout table that holds the piece has so much of the page, and one beside it at most so much of that. */
const pieceCellShareMin = 0.35
const sideCellShareMax = 0.65
/** A menu in such a cell has so many entries, so much of its text is linked, and so many links lead to pages of the site. */
const cellEntriesMin = 4
const cellDensityMin = 0.4
const ownShareMin = 0.5
/** Steps up from a block to the element in which the paragraphs stand. */
const paragraphSteps = 3
/** Two links with so much text each, and hardly other text, are a line of services. */
const lineEntryBytes = 8
const entryBytes = 5
const lineDensityMin = 0.8
/** From here on a page ends. */
const endShareMin = 0.9
/** Of a line looked at for the words of a footer. */
const footTextBytes = 400
const lineRunsMax = 500

const tags = { body: tagNumber('body'), html: tagNumber('html'), main: tagNumber('main'), article: tagNumber('article'), footer: tagNumber('footer'), h1: tagNumber('h1'), p: tagNumber('p'), td: tagNumber('td') }
const entries = new Set(['li', 'ul', 'ol'].map(tagNumber))
const lines = new Set(['p', 'li', 'dd', 'blockquote'].map(tagNumber))

/** What the last lines of a page say that are no part of the piece: rights, legal notices, ways to reach the site, who made it. Bytes are read as Latin-1. */
const footText =
  /\u00a9|&copy;|\(c\) |copyright|\brights? reserved|alle rechte|tous droits|derechos reservados|direitos reservados|diritti riservati|rechten voorbehouden|prawa zastrze|impressum|imprint|privacy|datenschutz|privacidad|confidentialit|mentions l|aviso legal|disclaimer|terms of|\bagb\b|cookies?\b|powered by|hosted by|hosting|webmaster|web-?ring|webdesign|(?:web ?site|site|design(?:ed)?|created|made|built|realisation|umsetzung|gestaltung|realizzato|desarrollado|desenvolvido) (?:by|with|von|durch|par|da|por)\b|(?:last|zuletzt) (?:updated|modified|changed|ge)|stand:|sitemap|contact us|kontakt|contacto|contatti|(?:tel|fax|phone|telefon|e-?mail|www)[.:]/iu

/** How one leaves a mailing list: the foot of a mail that was put on the web, above whatever the site has below it. */
const leaveText =
  /\bunsubscribe\b|manage (?:your )?(?:preferences|subscription)|update (?:your )?(?:preferences|profile)|view (?:this (?:e-?mail )?)?in (?:your )?browser|\babmelden\b|\babbestellen\b|newsletter abmelden|se d.{1,8}s(?:abonner|inscrire)|darse? de baja|cancelar (?:la |a )?(?:suscripci|subscri)|disiscri|annulla (?:l.{1,8})?iscrizione|\bafmelden\b|\buitschrijven\b|wypisz si|zrezygnuj z/iu
const leaveTextMax = 160
const leaveLinksMax = 6
const leaveShareMin = 0.5

/** Answers for the blocks of one scan. */
export function textAreaReader(scan: PageScan, blocks: Blocks, frame: PageFrame, named: Named): TextAreas {
  const decided = new Map<number, boolean>()
  let headlineNode = -2
  let largestCells: Map<number, number> | null = null
  let runningText: Int32Array | null = null
  let headlineAround: Set<number> | null = null
  const menuCells = new Map<number, boolean>()
  let paragraphs: Map<number, readonly [first: number, last: number]> | null = null
  return { areaOf, isInMenuCell, prose, headline }

  function areaOf(block: number, node: number, run: number): Area {
    if (isMailFoot(block, run)) return 'footer'
    let isMain = decided.get(block)
    if (isMain === undefined) {
      isMain = isMainByDensity(block)
      decided.set(block, isMain)
    }
    if (isMain || isBelowHeadline(block, node) || isAmidParagraphs(block, run)) return sideCell(node) === -1 ? 'main' : 'aside'
    const area = byPosition(block, run)
    return area === 'header' && sideCell(node) !== -1 ? 'aside' : area
  }

  function prose(): Int32Array {
    return (runningText ??= proseBefore(scan, blocks))
  }

  /** QP-03: prose is main; so is a list or heading inside of what, as a whole, is prose or most of the page. */
  function isMainByDensity(block: number): boolean {
    if (isProse(blocks, block)) return true
    for (let node = scan.nodeParent[block]!, steps = 0; node !== -1 && steps < 12; node = scan.nodeParent[node]!, steps += 1) {
      const tag = scan.nodeTag[node]!
      if (tag === tags.body || tag === tags.html) break
      const share = blocks.text[node]! / Math.max(1, blocks.total)
      if (share > layoutShareMin) break
      if (linkDensity(blocks, node) <= neighbourDensityMax && blocks.text[node]! >= 40 * bytesPerWord && (share > 0.08 || linkDensity(blocks, node) <= mainDensityMax)) return true
      if (share > 0.4) return true
    }
    return false
  }

  /** True of a short block, or of a list, between the paragraphs of a piece, however much of the page that is. */
  function isAmidParagraphs(block: number, run: number): boolean {
    paragraphs ??= paragraphsIn()
    for (let at = scan.nodeParent[block]!, steps = 0; at !== -1 && steps < paragraphSteps; at = scan.nodeParent[at]!, steps += 1) {
      const span = paragraphs.get(at)
      if (span !== undefined) return span[0] < run && run < span[1]
    }
    return false
  }

  /** For each element in which paragraphs with sentences stand, the first and the last run of those. */
  function paragraphsIn(): Map<number, readonly [first: number, last: number]> {
    const spans = new Map<number, readonly [number, number]>()
    for (let run = 0; run < scan.runCount; run += 1) {
      if (blocks.before[run + 1]! - blocks.before[run]! < sentenceBytes || scan.runNode[run] === -1) continue
      const block = blocks.blockOf[scan.runNode[run]!]!
      if (block === -1 || scan.nodeTag[block] !== tags.p || linkDensity(blocks, block) > mainDensityMax) continue
      const holder = scan.nodeParent[block]!
      spans.set(holder, [spans.get(holder)?.[0] ?? run, run])
    }
    return spans
  }

  /** The cell of a page laid out as a table in which a link stands, beside a cell that holds the piece; or -1. */
  function sideCell(node: number): number {
    if (largestCells === null) {
      largestCells = new Map()
      for (let cell = 0; cell < scan.nodeCount; cell += 1) {
        const row = scan.nodeParent[cell]!
        if (scan.nodeTag[cell] === tags.td && blocks.text[cell]! > (largestCells.get(row) ?? 0)) largestCells.set(row, blocks.text[cell]!)
      }
    }
    if (largestCells.size === 0) return -1
    for (let at = scan.nodeParent[node]!; at !== -1; at = scan.nodeParent[at]!) {
      const largest = scan.nodeTag[at] === tags.td ? (largestCells.get(scan.nodeParent[at]!) ?? 0) : 0
      if (largest >= blocks.total * pieceCellShareMin && blocks.text[at]! <= largest * sideCellShareMax) return at
    }
    return -1
  }

  function isInMenuCell(node: number): boolean {
    const cell = sideCell(node)
    if (cell === -1) return false
    let isMenu = menuCells.get(cell)
    if (isMenu === undefined) menuCells.set(cell, (isMenu = blocks.links[cell]! >= cellEntriesMin && linkDensity(blocks, cell) >= cellDensityMin && named.ownShare(cell) >= ownShareMin))
    return isMenu
  }

  function byPosition(block: number, run: number): Area {
    if (blocks.total < 60 * bytesPerWord) return 'main'
    const share = (blocks.before[run] ?? 0) / blocks.total
    if (share < 0.15 && frame.mainNode() === -1) return isMenuLine(block) ? (isBehindHeadline(block) && named.isOfOthers(block) ? 'main' : 'nav') : 'header'
    if (share > endShareMin) return isLastLine(block, run) ? 'main' : block < frame.footerNode() ? 'aside' : 'footer'
    if (share < 0.1) return isMenuLine(block) ? 'nav' : 'header'
    let list = block
    for (let steps = 0; steps < 3 && blocks.links[list]! < 3 && scan.nodeParent[list]! !== -1; steps += 1) list = scan.nodeParent[list]!
    if (blocks.links[list]! >= 3 && linkDensity(blocks, list) > listDensityMin) return isBehindHeadline(block) && named.isOfOthers(list) ? 'main' : 'nav'
    return frame.mainNode() === -1 ? 'main' : 'aside'
  }

  function isBehindHeadline(block: number): boolean {
    return headline() !== -1 && headline() < block
  }

  /** True of a line of services or entries above the piece; one link alone is the name of the site or a way to log in. */
  function isMenuLine(block: number): boolean {
    let list = block
    while (blocks.links[list]! < 3 && entries.has(scan.nodeTag[list]!)) list = scan.nodeParent[list]!
    if (list !== block && blocks.links[list]! >= 3) return blocks.linked[list]! >= blocks.links[list]! * entryBytes && linkDensity(blocks, list) > lineDensityMin && !named.isOfSigns(list)
    return blocks.links[block]! >= 3 || (blocks.links[block] === 2 && blocks.linked[block]! >= 2 * lineEntryBytes && linkDensity(blocks, block) > lineDensityMin && !named.isOfSigns(block))
  }

  /** True of a last line of the piece on a page that ends with it: a line with words of its own, and none of those that end a page. */
  function isLastLine(block: number, run: number): boolean {
    if (!lines.has(scan.nodeTag[block]!) || blocks.links[block]! > 2 || blocks.linked[block] === blocks.text[block]) return false
    paragraphs ??= paragraphsIn()
    headlineAround ??= aroundHeadline()
    const around = scan.nodeParent[block]!
    const further = around === -1 ? -1 : scan.nodeParent[around]!
    if (![around, further].some((at) => at !== -1 && (paragraphs!.has(at) || headlineAround!.has(at) || isParentOfHeadline(at)))) return false
    return !footText.test(lineAround(block, run))
  }

  /** True of a short line behind all running text that tells how to leave a mailing list. */
  function isMailFoot(block: number, run: number): boolean {
    if (blocks.text[block]! > leaveTextMax || blocks.links[block]! > leaveLinksMax || (blocks.before[run] ?? 0) < blocks.total * leaveShareMin) return false
    return leaveText.test(lineAround(block, run)) && prose()[run] === prose()[scan.runCount]
  }

  function isParentOfHeadline(node: number): boolean {
    return headline() !== -1 && scan.nodeParent[headline()] === node
  }

  /** The words of a block around a run; an empty link at the end of a page has none of its own. */
  function lineAround(block: number, run: number): string {
    let text = ''
    for (let at = Math.min(run, scan.runCount - 1); at >= Math.max(0, run - lineRunsMax) && text.length < footTextBytes && isOf(block, at); at -= 1) text = `${wordsOf(at)} ${text}`
    for (let at = run + 1; at < Math.min(scan.runCount, run + lineRunsMax) && text.length < 2 * footTextBytes && isOf(block, at); at += 1) text += ` ${wordsOf(at)}`
    return text
  }

  function isOf(block: number, run: number): boolean {
    return isBlankRun(scan, run) || (scan.runNode[run] !== -1 && blocks.blockOf[scan.runNode[run]!] === block)
  }

  function wordsOf(run: number): string {
    return scan.runKind[run] === 2 ? '' : asciiText(scan.bytes, scan.runStart[run]!, Math.min(scan.runEnd[run]!, scan.runStart[run]! + footTextBytes)).trim()
  }

  /** True of a block that shares its near surroundings with the headline: a record or notice, too short for density to tell. */
  function isBelowHeadline(block: number, node: number): boolean {
    headlineAround ??= aroundHeadline()
    if (headlineAround.size === 0 || (blocks.links[block]! >= 3 && linkDensity(blocks, block) > listDensityMin)) return false
    for (let at = block, steps = 0; at !== -1 && steps < headlineSteps; at = scan.nodeParent[at]!, steps += 1) if (headlineAround.has(at)) return node > at
    return false
  }

  /** The elements around the headline, nearest first, as far as they are no frame of the page. */
  function aroundHeadline(): Set<number> {
    const around = new Set<number>()
    if (headline() === -1) return around
    for (let at = scan.nodeParent[headline()]!, steps = 0; at !== -1 && steps < headlineSteps; at = scan.nodeParent[at]!, steps += 1) {
      if (scan.nodeTag[at] === tags.body || scan.nodeTag[at] === tags.html || blocks.text[at]! > blocks.total * layoutShareMin) break
      around.add(at)
    }
    return around
  }

  function headline(): number {
    if (headlineNode !== -2) return headlineNode
    headlineNode = -1
    for (let node = 0; node < scan.nodeCount && headlineNode === -1; node += 1) {
      if (scan.nodeTag[node] !== tags.h1) continue
      const area = named.areaAt(node)
      if (area === null || area === 'main') headlineNode = node
    }
    return headlineNode
  }

}
