import type { Area, LinkCue } from '../../model/link.js'
import { addressRange, areasByAddress, isAccountAddress, isBannerAddress, isBoughtAddress, isCommentHome, isGiftAddress } from './areas-by-address.js'
import { noMarks, readMarks } from './marks.js'
import { bytesPerWord, linkDensity, type Blocks } from './blocks.js'
import { boxReader } from './boxes.js'
import { copyBarOf } from './copy-bar.js'
import { linkListReader } from './link-lists.js'
import { frameReader } from './page-frame.js'
import type { PageScan } from './page-scan.js'
import { cueBit, roleAreas, type Place } from './places.js'
import { tagNumber, unknownTagBase } from './tags.js'
import { textAreaReader } from './text-areas.js'

/** Where an element stands: what it and the elements around it say. */
export interface Standing {
  area: Area | null
  /** True inside of a main or article element: what stands in it belongs to it, unless it is plainly apart. */
  firm: boolean
  /** Bits of `cueBit`. */
  cues: number
  /** Inside of a layer over the page, or of a menu that is slid in: apart from what is around it in the markup. */
  layer: 'overlay' | 'panel' | null
  /** Inside of what is called a teaser. */
  teaser: boolean
}

const bare: Standing = { area: null, firm: false, cues: 0, layer: null, teaser: false }
const elementAreas: Array<Area | undefined> = Array.from({ length: unknownTagBase })
for (const [name, area] of [['main', 'main'], ['article', 'main'], ['nav', 'nav'], ['aside', 'aside'], ['footer', 'footer'], ['header', 'header']] as const) elementAreas[tagNumber(name)] = area
const elementCues = new Int32Array(unknownTagBase)
const cueElements: ReadonlyArray<readonly [LinkCue, string]> = [
  ['heading', 'h1 h2 h3 h4 h5 h6'], ['figure', 'figure'], ['caption', 'figcaption caption'], ['list', 'li dd'], ['table', 'td th'], ['reference-list', 'cite'],
]
for (const [cue, names] of cueElements) for (const name of names.split(' ')) elementCues[tagNumber(name)] = cueBit(cue)
const tags = { body: tagNumber('body'), html: tagNumber('html'), main: tagNumber('main'), aside: tagNumber('aside'), article: tagNumber('article'), form: tagNumber('form'), p: tagNumber('p'), small: tagNumber('small'), ul: tagNumber('ul'), ol: tagNumber('ol') }
const hiddenBit = cueBit('hidden')
const commentBit = cueBit('comment')
const formBit = cueBit('form')
const smallPrintBit = cueBit('small-print')
const adBit = cueBit('ad')
const authorBit = cueBit('author-box')
const bylineBit = cueBit('byline')
const sponsorBit = cueBit('sponsors')
const captionBit = cueBit('caption')
const ownBits = commentBit | authorBit | bylineBit | cueBit('reference-list') | cueBit('caption')
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
/** Words of so many bytes around a link are a sentence. */
const sentenceBytes = 60
/** A piece has so much running text; behind so much of it stands what is put below pieces. */
const pieceBytesMin = 120 * bytesPerWord
const behindShareMin = 0.85
const teaserShareMax = 0.15
/** The column of the piece is at most so much of the page. */
const columnShareMax = 0.92
const mainDensityMax = 0.33
/** Of an article that is a teaser, links are so much of the text. */
const boxDensityMin = 0.66
/** Links of a list with so much text each are entries of a menu; shorter ones are icons or languages. More is asked of a list without a name. */
const menuEntryBytes = 5
const namedEntryBytes = 3
const menuSteps = 3
const unnamedEntryBytes = 10
/** Before so much of the text the masthead ends; running text alone is counted where menus may be long. */
const mastheadShareMax = 0.09
const proseBeforeMax = 0.1
/** A box in the masthead or at the foot is small. */
const boxLinksMax = 12
const boxShareMax = 0.03
/** Behind so much of the text a page ends. */
const footShareMin = 0.93

/** Answers, for the elements of one scan, in which area of the page they stand. The page's address, where it is known, tells of copies. */
export function areaReader(scan: PageScan, blocks: Blocks, pageUrl: string | null): { standingOf: (node: number) => Standing; areaOf: (node: number, run: number) => Area } {
  const standings: Array<Standing | undefined> = []
  const chain: number[] = []
  const boxAround = boxReader(scan, blocks)
  const lists = linkListReader(scan, blocks)
  const frame = frameReader(scan, blocks)
  const texts = textAreaReader(scan, blocks, frame, { areaAt: (node) => standingOf(node).area, ownShare: lists.ownShare, isOfOthers: lists.isOfOthers, isOfSigns: (list) => lists.isOfSigns(list) || lists.isOfLanguages(list) })
  const copyBar = pageUrl === null ? -1 : copyBarOf(scan, blocks, pageUrl)
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
    // Type that most of the page is set in is that of its text.
    if ((marks.small || tag === tags.small) && isSmall(node)) cues |= smallPrintBit
    if (tag === tags.form && blocks.text[node]! <= blocks.total * formShareMax) cues |= formBit
    // Names of the body speak of the page ("has-sponsors"), not of a place on it; names of what holds most of it do, too.
    if (tag === tags.body) return { ...bare, cues }
    if (node === copyBar) return { ...bare, area: 'header', cues }
    const { place } = marks
    const firmArea = roleAreas.get(marks.role) ?? (isHtml ? elementAreas[tag] : undefined)
    if (place.cues !== 0) cues |= isSmall(node) ? place.cues : place.cues & (hiddenBit | commentBit)
    let { area, firm, layer } = outer
    const teaser = outer.teaser || (place.isTeaser === true && blocks.text[node]! <= blocks.total * teaserShareMax)
    if (layer === 'panel' && place.area !== 'comment') area = 'nav'
    // What tells of the author is of the piece, whatever lists it is made of.
    else if (((cues & authorBit) !== 0 || (place.cues & bylineBit) !== 0) && isOfAuthor(node, outer, cues, place, firmArea)) area = 'main'
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
      area = outer.area === 'nav' && place.area === 'aside' && !frame.isInArticle(node) ? 'header' : place.area
      firm = false
    } else if (outer.area === 'header' && blocks.links[node]! >= 3 && (isInNamedMenu(node) ? isMenu(node, tag, namedEntryBytes) : place.area !== 'aside' && isMenu(node, tag, unnamedEntryBytes))) {
      area = 'nav'
    }
    return area === outer.area && cues === outer.cues && firm === outer.firm && layer === outer.layer && teaser === outer.teaser ? outer : { area, firm, cues, layer, teaser }
  }

  /** True of what tells of the author, amid the piece or below it; a box of another kind that was put into his is none of it. */
  function isOfAuthor(node: number, outer: Standing, cues: number, place: Place, firmArea: Area | undefined): boolean {
    if (!isSmall(node)) return false
    if ((cues & authorBit) !== 0) return (outer.area === 'main' || outer.area === null) && (place.area !== 'aside' || place.isSocial === true || (place.cues & authorBit) !== 0)
    return outer.area === 'main' && firmArea === undefined
  }

  /** True if a class name makes a place of its own, seen from the place around it. */
  function isApart(node: number, outer: Standing, area: Area, tag: number, isRegion: boolean): boolean {
    if (area === 'main') return outer.area === null && !frame.isFrame(node)
    if (outer.area === 'comment') return false
    if (area === 'comment') return true
    // A footer keeps what it holds; so does a header, but for the lists that are menus.
    if (outer.area === 'footer') return false
    if (outer.area === 'header') return area === 'nav' && isMenu(node, tag, menuEntryBytes)
    if (outer.area === 'nav' && area === 'aside') return isInHeader(node) || frame.isInArticle(node)
    // An article's own footer stays the article's, whatever its parts are called.
    if (area === 'footer' && frame.isInArticle(node)) return false
    if (outer.area === 'aside' && area === 'footer') return false
    if (outer.area === 'aside' && area === 'nav') return false
    if (!isSmall(node)) return false
    if (outer.area !== 'main') return outer.area === null || area !== 'header'
    // A part of an article called header or footer is still the article, and so is prose in whatever its styles are named after.
    if (area === 'header') return isRegion
    if (area === 'footer' && outer.firm) return frame.footerNode() < node
    if (isRegion && blocks.text[node]! <= blocks.total * regionShareMax) return true
    return blocks.text[node]! < styledProseWords * bytesPerWord || linkDensity(blocks, node) > mainDensityMax
  }

  /** True of a list of entries; icons and language codes in a header are no menu. */
  function isMenu(node: number, tag: number, entryBytes: number): boolean {
    return (tag === tags.ul || tag === tags.ol) && (blocks.links[node]! < 3 || blocks.linked[node]! >= blocks.links[node]! * entryBytes) && linkDensity(blocks, node) > mainDensityMax && !lists.isOfLanguages(node) && !lists.isOfSigns(node)
  }

  /** True in a part of a header that is called a menu. */
  function isInNamedMenu(node: number): boolean {
    for (let at = scan.nodeParent[node]!, steps = 0; at !== -1 && steps < menuSteps && standings[at]!.area === 'header'; at = scan.nodeParent[at]!, steps += 1) {
      if (scan.nodeStart[at]! >= 0 && readMarks(scan.bytes, scan.nodeStart[at]!).place.area === 'nav') return true
    }
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
    if (tag === tags.aside && outer.area === 'header') return 'header'
    if (outer.area === null) return area
    if (tag === tags.main) return 'main'
    if (outer.area === 'footer') return 'footer'
    // An article in a sidebar, navigation or footer is a teaser there; its header and footer are parts of it.
    if (area === 'main' && outer.firm && tag === tags.article && isSmall(node) && blocks.text[node]! > 0 && linkDensity(blocks, node) > boxDensityMin && frame.isTeaser(node)) return 'aside'
    if (area === 'main') return outer.area === 'header' ? 'main' : outer.area
    if (area === 'header' && outer.area === 'main') return named === 'header' && !outer.firm ? 'header' : 'main'
    if (area === 'footer' && outer.area === 'main') {
      if (!outer.firm && named !== null) return named
      if ((frame.isOfPage(node) && !frame.isBeforeFooter(node)) || (!outer.firm && !frame.isInArticle(node))) return 'footer'
      return linkDensity(blocks, node) > listDensityMin ? 'nav' : outer.firm ? 'main' : 'footer'
    }
    if (area === 'header' || (area === 'footer' && outer.area === 'aside')) return outer.area
    return area
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
    if ((standing.area === 'nav' || standing.area === 'aside') && standing.layer === null && (standing.cues & (adBit | authorBit | sponsorBit)) === 0 && isInMasthead(node, run, standing.area) && lists.isSign(node) && !lists.isAd(node)) return 'header'
    if (standing.area === 'aside' && standing.layer === null && (standing.cues & (adBit | authorBit | sponsorBit)) === 0 && lists.isSign(node) && isInFoot(node, run)) return 'footer'
    // What one agrees to in a form for news, wherever the form was put.
    if (standing.area === 'nav' && (standing.cues & formBit) !== 0 && isInSentence(node)) return 'aside'
    if (standing.area === 'header') {
      const list = lists.menuAround(node, menuEntryBytes)
      if (list !== -1 && standings[list]?.area === 'header') return 'nav'
    }
    // An advertising slot or a form amid an article is no part of it.
    if (standing.area === null && (standing.cues & formBit) !== 0 && (blocks.before[run] ?? 0) < blocks.total * 0.02) return 'header'
    if ((standing.area === 'main' || standing.area === null) && (standing.cues & asideBits) !== 0) return 'aside'
    if (standing.area === 'main' || standing.area === null) {
      if (standing.area === null && lists.isOwn(node) && texts.isInMenuCell(node)) return 'nav'
      const box = boxAround(node)
      const isOwn = (standing.cues & ownBits) !== 0
      if (standing.teaser && !isOwn && isBehindPiece(run)) return 'aside'
      if (box === 'ad' && (standing.cues & commentBit) === 0) return 'aside'
      if (box === 'menu' && !isOwn) return 'nav'
      // Below the piece a footer has boxes too, and what they are called tells only of those that a footer has not.
      if (box !== null && !isOwn && (box === 'reading' || standing.area === 'main' || (blocks.before[run] ?? 0) < blocks.total * 0.9)) return 'aside'
    }
    if (standing.area === 'aside' && (standing.cues & captionBit) !== 0 && isAmidArticle(parent)) return 'main'
    if (standing.area !== null) return standing.area
    if ((standing.cues & sponsorBit) !== 0 && (blocks.before[run] ?? 0) > blocks.total * partShareMax) return 'aside'
    const block = blocks.blockOf[node]!
    if (block === -1) return 'main'
    return texts.areaOf(block, node, run)
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
    const prose = texts.prose()
    if (prose[run]! > prose[scan.runCount]! * proseBeforeMax) return false
    const main = frame.mainNode()
    if (isInPieceColumn(node, prose)) return false
    if (main !== -1 ? node > main : (blocks.before[run] ?? 0) > blocks.total * 0.3) return false
    if (area === 'nav' && (blocks.before[run] ?? 0) > blocks.total * mastheadShareMax) return false
    let root = -1
    for (let at = scan.nodeParent[node]!; at !== -1; at = scan.nodeParent[at]!) {
      const around = standings[at]!
      if (around.firm || around.area === 'footer') return false
      if (around.area === 'aside') root = at
    }
    return root === -1 || (!isRegion(root) && blocks.links[root]! <= boxLinksMax && blocks.text[root]! <= blocks.total * boxShareMax)
  }

  /** True of a link in a paragraph or among words of its own block. */
  function isInText(node: number): boolean {
    const block = blocks.blockOf[node]!
    return block !== -1 && (scan.nodeTag[block] === tags.p || blocks.text[block]! - blocks.linked[block]! >= sentenceBytes)
  }

  /** True behind nearly all of a piece, where it is one. */
  function isBehindPiece(run: number): boolean {
    const prose = texts.prose()
    return prose[scan.runCount]! >= pieceBytesMin && prose[run]! >= prose[scan.runCount]! * behindShareMin
  }

  function isInSentence(node: number): boolean {
    const block = blocks.blockOf[node]!
    return block !== -1 && blocks.text[block]! >= sentenceBytes && linkDensity(blocks, block) < listDensityMin
  }

  /** True of a small box behind all running text of a page that ends without an element for its footer. */
  function isInFoot(node: number, run: number): boolean {
    if ((blocks.before[run] ?? 0) < blocks.total * footShareMin || texts.prose()[run]! < texts.prose()[scan.runCount]! || frame.footerNode() !== -1) return false
    let root = -1
    for (let at = scan.nodeParent[node]!; at !== -1; at = scan.nodeParent[at]!) {
      const { area } = standings[at]!
      if (area === 'aside') root = at
      else if (area !== null) return false
    }
    return root !== -1 && blocks.links[root]! <= boxLinksMax && blocks.text[root]! <= blocks.total * boxShareMax && !isRegion(root)
  }

  function isRegion(node: number): boolean {
    return scan.nodeStart[node]! >= 0 && readMarks(scan.bytes, scan.nodeStart[node]!).place.isRegion === true
  }

  /** True below the headline, in what holds most of the running text and is not the whole page: signs there are of the piece. */
  function isInPieceColumn(node: number, prose: Int32Array): boolean {
    const headline = texts.headline()
    // A headline that is a link itself is the name of the site.
    if (headline === -1 || headline > node || linkDensity(blocks, headline) > listDensityMin) return false
    for (let at = scan.nodeParent[node]!; at !== -1; at = scan.nodeParent[at]!) {
      if (blocks.text[at]! > blocks.total * columnShareMax) return false
      if (at < headline && blocks.text[at]! >= prose[scan.runCount]! / 2) return true
    }
    return false
  }

  function toldByAddress(node: number, standing: Standing, run: number): Area | null {
    const before = blocks.before[run] ?? 0
    const link = lists.linkAt(node)
    if (link === -1) return null
    const { from, to } = addressRange(scan, link)
    const told = areasByAddress(scan.bytes, from, to) ?? (isBoughtAddress(scan.bytes, from, to) && !isInText(node) ? 'aside' : null)
    if (isCommentHome(scan.bytes, from, to) && lists.isCredit(link)) return 'comment'
    if (isGiftAddress(scan.bytes, from, to) && (standing.cues & ownBits) === 0 && !isInText(node)) return isInMasthead(node, run, standing.area) ? 'header' : 'aside'
    // A banner in the masthead is of the masthead.
    if (told === 'aside' && standing.area === null && isInMasthead(node, run, null)) return 'header'
    if (told !== null || blocks.text[node]! > 0) return told
    if (isBannerAddress(scan.bytes, from, to) || lists.isBanner(link)) return standing.area === null && isInMasthead(node, run, null) ? 'header' : 'aside'
    if ((standing.cues & ownBits) !== 0 || !isAccountAddress(scan.bytes, from, to)) return null
    if ((standing.cues & adBit) === 0 && isInMasthead(node, run, standing.area)) return 'header'
    return standing.area === null && before > blocks.total * 0.9 ? 'footer' : 'aside'
  }
}
