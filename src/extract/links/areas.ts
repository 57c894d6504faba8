import type { Area, LinkCue } from '../../model/link.js'
import { addressRange, areasByAddress, isAccountAddress, isBannerAddress } from './areas-by-address.js'
import { noMarks, readMarks } from './marks.js'
import { bytesPerWord, isProse, linkDensity, proseBefore, type Blocks } from './blocks.js'
import { boxReader } from './boxes.js'
import { linkListReader } from './link-lists.js'
import type { PageScan } from './page-scan.js'
import { cueBit, roleAreas } from './places.js'
import { tagNumber, unknownTagBase } from './tags.js'

/** Where an element stands: what it and the elements around it say. */
export interface Standing {
  area: Area | null
  /** True inside of a main or article element: what stands in it belongs to it, unless it is plainly apart. */
  firm: boolean
  /** Bits of `cueBit`. */
  cues: number
  /** Inside of a layer over the page, or of a menu that is slid in: apart from what is around it in the markup. */
  layer: 'overlay' | 'panel' | null
}

const bare: Standing = { area: null, firm: false, cues: 0, layer: null }
const elementAreas: Array<Area | undefined> = Array.from({ length: unknownTagBase })
for (const [name, area] of [['main', 'main'], ['article', 'main'], ['nav', 'nav'], ['aside', 'aside'], ['footer', 'footer'], ['header', 'header']] as const) elementAreas[tagNumber(name)] = area
const elementCues = new Int32Array(unknownTagBase)
const cueElements: ReadonlyArray<readonly [LinkCue, string]> = [
  ['heading', 'h1 h2 h3 h4 h5 h6'], ['figure', 'figure'], ['caption', 'figcaption caption'], ['list', 'li dd'], ['table', 'td th'], ['reference-list', 'cite'],
]
for (const [cue, names] of cueElements) for (const name of names.split(' ')) elementCues[tagNumber(name)] = cueBit(cue)
const tags = { body: tagNumber('body'), html: tagNumber('html'), main: tagNumber('main'), article: tagNumber('article'), footer: tagNumber('footer'), form: tagNumber('form'), h1: tagNumber('h1'), p: tagNumber('p'), div: tagNumber('div'), section: tagNumber('section'), td: tagNumber('td'), ul: tagNumber('ul'), ol: tagNumber('ol') }
const hiddenBit = cueBit('hidden')
const commentBit = cueBit('comment')
const formBit = cueBit('form')
const adBit = cueBit('ad')
const authorBit = cueBit('author-box')
const sponsorBit = cueBit('sponsors')
const captionBit = cueBit('caption')
const ownBits = commentBit | cueBit('author-box') | cueBit('byline') | cueBit('reference-list') | cueBit('caption')
const asideBits = cueBit('ad') | formBit

/** A class that names a small part of the page can't mean the element that holds most of it: such names style wrappers. */
const partShareMax = 0.6
/** A form with more of the page's text is what some servers wrap whole pages in. */
const formShareMax = 0.2
/** From so many words on, prose inside an article is the article, whatever class it has. */
const styledProseWords = 40
/** A column beside the piece is at most so much of the page. */
const regionShareMax = 0.3
const listDensityMin = 0.5
/** Steps up from a block and from the headline within which they belong together. */
const headlineSteps = 3
const mainDensityMax = 0.33
const neighbourDensityMax = 0.55
/** Of an article that is a teaser, links are so much of the text. */
const boxDensityMin = 0.66
/** Links of a list with so much text each are entries of a menu; shorter ones are icons or languages. More is asked of a list without a name. */
const menuEntryBytes = 5
const unnamedEntryBytes = 10
/** Before so much of the text the masthead ends; running text alone is counted where menus may be long. */
const mastheadShareMax = 0.09
const proseBeforeMax = 0.1
/** The cell of a layout table that holds the piece has so much of the page, and one beside it at most so much of that. */
const pieceCellShareMin = 0.35
const sideCellShareMax = 0.65
const boxLinksMax = 12
const boxShareMax = 0.03

/** Answers, for the elements of one scan, in which area of the page they stand. */
export function areaReader(scan: PageScan, blocks: Blocks): { standingOf: (node: number) => Standing; areaOf: (node: number, run: number) => Area } {
  const standings: Array<Standing | undefined> = []
  const decided = new Map<number, Area | null>()
  const chain: number[] = []
  let firmMain = -2
  let lastFooter = -2
  let largestCells: Map<number, number> | null = null
  let prose: Int32Array | null = null
  let headlineAround: Set<number> | null = null
  let articles: Map<number, number> | null = null
  const isInBox = boxReader(scan, blocks)
  const lists = linkListReader(scan, blocks)
  return { standingOf, areaOf }

  function standingOf(node: number): Standing {
    let at = node
    chain.length = 0
    while (at !== -1 && standings[at] === undefined) {
      chain.push(at)
      at = scan.nodeParent[at]!
    }
    let standing = at === -1 ? bare : standings[at]!
    for (let index = chain.length - 1; index >= 0; index -= 1) {
      at = chain[index]!
      standing = judge(at, standing)
      standings[at] = standing
    }
    return standing
  }

  function judge(node: number, outer: Standing): Standing {
    const tag = scan.nodeTag[node]!
    if (tag === tags.html) return bare
    const marks = scan.nodeStart[node]! >= 0 ? readMarks(scan.bytes, scan.nodeStart[node]!) : noMarks
    const isHtml = tag < unknownTagBase
    let { cues } = outer
    if (isHtml) cues |= elementCues[tag]!
    if (marks.hidden) cues |= hiddenBit
    if (tag === tags.form && blocks.text[node]! <= blocks.total * formShareMax) cues |= formBit
    // Names of the body speak of the page ("has-sponsors"), not of a place on it; names of what holds most of it do, too.
    if (tag === tags.body) return { ...bare, cues }
    const { place } = marks
    const firmArea = roleAreas.get(marks.role) ?? (isHtml ? elementAreas[tag] : undefined)
    if (place.cues !== 0) cues |= isSmall(node) ? place.cues : place.cues & (hiddenBit | commentBit)
    let { area, firm, layer } = outer
    if (layer === 'panel' && place.area !== 'comment') area = 'nav'
    // What tells of the author is of the piece, whatever lists it is made of.
    else if (outer.area === 'main' && (cues & authorBit) !== 0 && isSmall(node)) area = 'main'
    else if (place.isPanel === true && firmArea !== 'header' && !firm && outer.area !== 'comment' && outer.area !== 'footer' && outer.area !== 'main' && isSmall(node)) {
      area = 'nav'
      layer = 'panel'
    } else if (place.isOverlay === true && outer.area !== 'comment' && outer.area !== 'nav' && isSmall(node)) {
      area = 'aside'
      firm = false
      layer = 'overlay'
    } else if (firmArea !== undefined && isPlausible(node, firmArea, tag)) {
      area = nested(outer, firmArea, tag, place.area, node)
      firm = area === 'main'
    } else if (place.area !== null && isApart(node, outer, place.area, tag, place.isRegion === true)) {
      area = outer.area === 'nav' && place.area === 'aside' ? 'header' : place.area
      firm = false
    } else if (outer.area === 'header' && place.area !== 'aside' && blocks.links[node]! >= 3 && isMenu(node, tag, unnamedEntryBytes)) {
      area = 'nav'
    }
    return area === outer.area && cues === outer.cues && firm === outer.firm && layer === outer.layer ? outer : { area, firm, cues, layer }
  }

  /** True if a class name makes a place of its own, seen from the place around it. */
  function isApart(node: number, outer: Standing, area: Area, tag: number, isRegion: boolean): boolean {
    if (area === 'main') return outer.area === null
    if (outer.area === 'comment') return false
    if (area === 'comment') return true
    // A footer keeps what it holds; so does a header, but for the lists that are menus.
    if (outer.area === 'footer') return false
    if (outer.area === 'header') return area === 'nav' && isMenu(node, tag, menuEntryBytes)
    if (outer.area === 'nav' && area === 'aside') return isInHeader(node)
    // An article's own footer stays the article's, whatever its parts are called.
    if (area === 'footer' && isInArticle(node)) return false
    if (outer.area === 'aside' && area === 'footer') return false
    if (outer.area === 'aside' && area === 'nav') return false
    if (!isSmall(node)) return false
    if (outer.area !== 'main') return outer.area === null || area !== 'header'
    // A part of an article called header or footer is still the article, and so is prose in whatever its styles are named after.
    if (area === 'header') return false
    if (area === 'footer' && outer.firm) return false
    if (isRegion && blocks.text[node]! <= blocks.total * regionShareMax) return true
    return blocks.text[node]! < styledProseWords * bytesPerWord || linkDensity(blocks, node) > mainDensityMax
  }

  /** True of a list of entries; icons and language codes in a header are no menu. */
  function isMenu(node: number, tag: number, entryBytes: number): boolean {
    return (tag === tags.ul || tag === tags.ol) && (blocks.links[node]! < 3 || blocks.linked[node]! >= blocks.links[node]! * entryBytes) && linkDensity(blocks, node) > mainDensityMax && !lists.isOfLanguages(node)
  }

  function isInArticle(node: number): boolean {
    for (let at = scan.nodeParent[node]!; at !== -1; at = scan.nodeParent[at]!) if (scan.nodeTag[at] === tags.article) return blocks.text[at]! <= blocks.total * 0.9
    return false
  }

  /** True of what stands in a header, through whatever menu. */
  function isInHeader(node: number): boolean {
    for (let at = scan.nodeParent[node]!; at !== -1; at = scan.nodeParent[at]!) {
      const { area } = standings[at]!
      if (area !== 'nav') return area === 'header'
    }
    return false
  }

  function isPlausible(node: number, area: Area, tag: number): boolean {
    if (area === 'aside' && blocks.text[node]! > blocks.total * 0.5 && linkDensity(blocks, node) < listDensityMin) return false
    return area === 'main' || tag === tags.article || blocks.total === 0 || blocks.text[node]! <= blocks.total * 0.9
  }

  function nested(outer: Standing, area: Area, tag: number, named: Area | null, node: number): Area {
    if (outer.area === 'comment' || (named === 'comment' && tag !== tags.main && isSmall(node))) return 'comment'
    if (area === 'aside' && named === 'footer' && outer.area !== 'main') return 'footer'
    if (outer.area === null) return area
    if (tag === tags.main) return 'main'
    if (outer.area === 'footer') return 'footer'
    // An article in a sidebar, navigation or footer is a teaser there; its header and footer are parts of it.
    if (area === 'main' && outer.firm && tag === tags.article && isSmall(node) && blocks.text[node]! > 0 && linkDensity(blocks, node) > boxDensityMin && isTeaser(node)) return 'aside'
    if (area === 'main') return outer.area === 'header' ? 'main' : outer.area
    if (area === 'header' && outer.area === 'main') return named === 'header' && !outer.firm ? 'header' : 'main'
    if (area === 'footer' && outer.area === 'main') {
      if (!outer.firm && named !== null) return named
      if (isOfPage(node) || (!outer.firm && !isInArticle(node))) return 'footer'
      return linkDensity(blocks, node) > listDensityMin ? 'nav' : outer.firm ? 'main' : 'footer'
    }
    if (area === 'header' || (area === 'footer' && outer.area === 'aside')) return outer.area
    return area
  }

  /** True of an article inside of another and beside others of its kind: a teaser of a further piece, where a post put in stands alone. */
  function isTeaser(node: number): boolean {
    if ((articlesIn().get(scan.nodeParent[node]!) ?? 0) < 2) return false
    for (let at = scan.nodeParent[node]!; at !== -1; at = scan.nodeParent[at]!) if (scan.nodeTag[at] === tags.article) return true
    return false
  }

  /** Articles right below each element that holds any. */
  function articlesIn(): Map<number, number> {
    if (articles !== null) return articles
    articles = new Map()
    for (let node = 0; node < scan.nodeCount; node += 1) if (scan.nodeTag[node] === tags.article) articles.set(scan.nodeParent[node]!, (articles.get(scan.nodeParent[node]!) ?? 0) + 1)
    return articles
  }

  /** True of a footer that stands in a main element and in no article: it is that of the page. */
  function isOfPage(node: number): boolean {
    const parent = scan.nodeParent[node]!
    if (scan.nodeTag[parent] !== tags.article && blocks.text[parent]! > blocks.total * 0.85) return true
    for (let at = scan.nodeParent[node]!; at !== -1; at = scan.nodeParent[at]!) {
      if (scan.nodeTag[at] === tags.article) return false
      if (scan.nodeTag[at] === tags.main) return true
    }
    return false
  }

  function isSmall(node: number): boolean {
    return blocks.total === 0 || blocks.text[node]! <= blocks.total * partShareMax
  }

  /** Area of a link that is `node` and whose text begins with `run`. */
  function areaOf(node: number, run: number): Area {
    // What a link itself is called ("logo", "nav-link") is left out: it styles links and names no place.
    const parent = scan.nodeParent[node]!
    const standing = parent === -1 ? bare : standingOf(parent)
    if (standing.area === 'main' || standing.area === null) {
      const told = toldByAddress(node, standing, run)
      if (told !== null) return told
    }
    if ((standing.area === 'nav' || standing.area === 'aside') && standing.layer === null && (standing.cues & adBit) === 0 && isInMasthead(node, run, standing.area) && lists.isSign(node) && !lists.isAd(node)) return 'header'
    if (standing.area === 'header') {
      const list = lists.menuAround(node, menuEntryBytes)
      if (list !== -1 && standings[list]?.area === 'header') return 'nav'
    }
    // An advertising slot or a form amid an article is no part of it.
    if (standing.area === null && (standing.cues & formBit) !== 0 && (blocks.before[run] ?? 0) < blocks.total * 0.02) return 'header'
    if ((standing.area === 'main' || standing.area === null) && (standing.cues & asideBits) !== 0) return 'aside'
    if ((standing.area === 'main' || standing.area === null) && (standing.cues & ownBits) === 0 && isInBox(node) && (standing.area === 'main' || (blocks.before[run] ?? 0) < blocks.total * 0.9)) return 'aside'
    if (standing.area === 'aside' && (standing.cues & captionBit) !== 0 && isAmidArticle(parent)) return 'main'
    if (standing.area !== null) return standing.area
    if ((standing.cues & sponsorBit) !== 0 && (blocks.before[run] ?? 0) > blocks.total * partShareMax) return 'aside'
    const block = blocks.blockOf[node]!
    if (block === -1) return 'main'
    let inMain = decided.get(block)
    if (inMain === undefined) {
      inMain = isMainByDensity(block) ? 'main' : null
      decided.set(block, inMain)
    }
    if (inMain === 'main' || isBelowHeadline(block, node)) return isInSideCell(node) ? 'aside' : 'main'
    return byPosition(block, blocks.before[run] ?? 0)
  }

  /** True of a credit in an aside element that a writer put amid his article for a picture, rather than for a box of links. */
  function isAmidArticle(node: number): boolean {
    for (let at = node; at !== -1; at = scan.nodeParent[at]!) {
      if (standings[at]!.area === 'aside') {
        if (linkDensity(blocks, at) > mainDensityMax || blocks.links[at]! > 3) return false
        continue
      }
      return standings[at]!.firm
    }
    return false
  }

  /** True before the pieces of the page begin: of what stands there, only boxes of some size are more than parts of the masthead. */
  function isInMasthead(node: number, run: number, area: Area | null): boolean {
    prose ??= proseBefore(scan, blocks)
    if (prose[run]! > prose[scan.runCount]! * proseBeforeMax) return false
    const main = firmMainNode()
    if (main !== -1 ? node > main : (blocks.before[run] ?? 0) > blocks.total * 0.3) return false
    if (area === 'nav' && (blocks.before[run] ?? 0) > blocks.total * mastheadShareMax) return false
    let root = -1
    for (let at = scan.nodeParent[node]!; at !== -1; at = scan.nodeParent[at]!) {
      const around = standings[at]!
      if (around.firm || around.area === 'footer') return false
      if (around.area === 'aside') root = at
    }
    return root === -1 || (blocks.links[root]! <= boxLinksMax && blocks.text[root]! <= blocks.total * boxShareMax)
  }

  function toldByAddress(node: number, standing: Standing, run: number): Area | null {
    const before = blocks.before[run] ?? 0
    const link = lists.linkAt(node)
    if (link === -1) return null
    const { from, to } = addressRange(scan, link)
    const told = areasByAddress(scan.bytes, from, to)
    if (told !== null || blocks.text[node]! > 0) return told
    if (isBannerAddress(scan.bytes, from, to)) return 'aside'
    if ((standing.cues & ownBits) !== 0 || !isAccountAddress(scan.bytes, from, to)) return null
    if ((standing.cues & adBit) === 0 && isInMasthead(node, run, standing.area)) return 'header'
    return standing.area === null && before > blocks.total * 0.9 ? 'footer' : 'aside'
  }

  /** QP-03: prose is main; so is a list or heading inside of what, as a whole, is prose or most of the page. */
  function isMainByDensity(block: number): boolean {
    if (isProse(blocks, block)) return true
    for (let node = scan.nodeParent[block]!, steps = 0; node !== -1 && steps < 12; node = scan.nodeParent[node]!, steps += 1) {
      const tag = scan.nodeTag[node]!
      if (tag === tags.body || tag === tags.html) break
      const share = blocks.text[node]! / Math.max(1, blocks.total)
      // What holds nearly all of the page is its layout, and says nothing of the places in it.
      if (share > 0.85) break
      if (linkDensity(blocks, node) <= neighbourDensityMax && blocks.text[node]! >= 40 * bytesPerWord && (share > 0.08 || linkDensity(blocks, node) <= mainDensityMax)) return true
      if (share > 0.4) return true
    }
    return false
  }

  /** True in a cell of a page laid out as a table, beside a cell that holds the piece. */
  function isInSideCell(node: number): boolean {
    if (largestCells === null) {
      largestCells = new Map()
      for (let cell = 0; cell < scan.nodeCount; cell += 1) {
        const row = scan.nodeParent[cell]!
        if (scan.nodeTag[cell] === tags.td && blocks.text[cell]! > (largestCells.get(row) ?? 0)) largestCells.set(row, blocks.text[cell]!)
      }
    }
    if (largestCells.size === 0) return false
    for (let at = scan.nodeParent[node]!; at !== -1; at = scan.nodeParent[at]!) {
      const largest = scan.nodeTag[at] === tags.td ? (largestCells.get(scan.nodeParent[at]!) ?? 0) : 0
      if (largest >= blocks.total * pieceCellShareMin && blocks.text[at]! <= largest * sideCellShareMax) return true
    }
    return false
  }

  function byPosition(block: number, before: number): Area {
    if (blocks.total < 60 * bytesPerWord) return 'main'
    const share = before / blocks.total
    const mainNode = firmMainNode()
    if (share < 0.15 && mainNode === -1) return blocks.links[block]! >= 3 ? 'nav' : 'header'
    if (share > 0.9) return block < lastFooterNode() ? 'aside' : 'footer'
    if (share < 0.1) return blocks.links[block]! >= 3 ? 'nav' : 'header'
    let list = block
    for (let steps = 0; steps < 3 && blocks.links[list]! < 3 && scan.nodeParent[list]! !== -1; steps += 1) list = scan.nodeParent[list]!
    return blocks.links[list]! >= 3 && linkDensity(blocks, list) > 0.5 ? 'nav' : mainNode === -1 ? 'main' : 'aside'
  }

  /** True of a block that shares its near surroundings with the headline: a record or notice, too short for density to tell. */
  function isBelowHeadline(block: number, node: number): boolean {
    headlineAround ??= aroundHeadline()
    if (headlineAround.size === 0 || (blocks.links[block]! >= 3 && linkDensity(blocks, block) > listDensityMin)) return false
    for (let at = block, steps = 0; at !== -1 && steps < headlineSteps; at = scan.nodeParent[at]!, steps += 1) if (headlineAround.has(at)) return node > at
    return false
  }

  /** The elements around the first h1 that stands in no header or menu, nearest first, as far as they are no frame of the page. */
  function aroundHeadline(): Set<number> {
    const around = new Set<number>()
    for (let node = 0; node < scan.nodeCount; node += 1) {
      if (scan.nodeTag[node] !== tags.h1) continue
      const { area } = standingOf(node)
      if (area !== null && area !== 'main') continue
      for (let at = scan.nodeParent[node]!, steps = 0; at !== -1 && steps < headlineSteps; at = scan.nodeParent[at]!, steps += 1) {
        if (scan.nodeTag[at] === tags.body || scan.nodeTag[at] === tags.html || blocks.text[at]! > blocks.total * 0.85) break
        around.add(at)
      }
      break
    }
    return around
  }

  /** The last footer of the page itself, or -1: what stands before it is none. */
  function lastFooterNode(): number {
    if (lastFooter !== -2) return lastFooter
    lastFooter = scan.nodeCount - 1
    while (lastFooter >= 0 && (scan.nodeTag[lastFooter] !== tags.footer || isInArticle(lastFooter))) lastFooter -= 1
    return lastFooter
  }

  /** The first `main` or `article` with a fair share of the page's text, or -1. */
  function firmMainNode(): number {
    if (firmMain !== -2) return firmMain
    firmMain = -1
    for (let node = 0; node < scan.nodeCount && firmMain === -1; node += 1) {
      const tag = scan.nodeTag[node]!
      if ((tag === tags.main || tag === tags.article) && blocks.text[node]! > blocks.total * 0.25) firmMain = node
    }
    return firmMain
  }
}

