import type { Area, LinkCue } from '../../model/link.js'
import { noMarks, readMarks } from './marks.js'
import { bytesPerWord, linkDensity, type Blocks } from './blocks.js'
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
}

const bare: Standing = { area: null, firm: false, cues: 0 }
const elementAreas: Array<Area | undefined> = Array.from({ length: unknownTagBase })
for (const [name, area] of [['main', 'main'], ['article', 'main'], ['nav', 'nav'], ['aside', 'aside'], ['footer', 'footer'], ['header', 'header']] as const) elementAreas[tagNumber(name)] = area
const elementCues = new Int32Array(unknownTagBase)
const cueElements: ReadonlyArray<readonly [LinkCue, string]> = [
  ['heading', 'h1 h2 h3 h4 h5 h6'], ['figure', 'figure'], ['caption', 'figcaption caption'], ['list', 'li dd'], ['table', 'td th'], ['reference-list', 'cite'],
]
for (const [cue, names] of cueElements) for (const name of names.split(' ')) elementCues[tagNumber(name)] = cueBit(cue)
const tags = { body: tagNumber('body'), html: tagNumber('html'), main: tagNumber('main'), article: tagNumber('article') }
const hiddenBit = cueBit('hidden')
const commentBit = cueBit('comment')

/** A class that names a small part of the page can't mean the element that holds most of it: such names style wrappers. */
const partShareMax = 0.6
/** Blocks of fewer words are headings and labels, of which density says nothing; QP-03. */
const proseWords = 17
/** From so many words on, prose inside an article is the article, whatever class it has. */
const styledProseWords = 40
const listDensityMin = 0.5
const mainDensityMax = 0.33
const neighbourDensityMax = 0.55

/** Answers, for the elements of one scan, in which area of the page they stand. */
export function areaReader(scan: PageScan, blocks: Blocks): { standingOf: (node: number) => Standing; areaOf: (node: number, run: number) => Area } {
  const standings: Array<Standing | undefined> = []
  const decided = new Map<number, Area | null>()
  const chain: number[] = []
  let firmMain = -2
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
    // Names of the body speak of the page ("has-sponsors"), not of a place on it; names of what holds most of it do, too.
    if (tag === tags.body) return { area: null, firm: false, cues }
    const { place } = marks
    if (place.cues !== 0) cues |= isSmall(node) ? place.cues : place.cues & (hiddenBit | commentBit)
    const firmArea = roleAreas.get(marks.role) ?? (isHtml ? elementAreas[tag] : undefined)
    let { area, firm } = outer
    if (firmArea !== undefined && isPlausible(node, firmArea, tag)) {
      area = nested(outer, firmArea, tag, place.area, node)
      firm = area === 'main'
    } else if (place.area !== null && isApart(node, outer, place.area)) {
      area = place.area
      firm = false
    }
    return area === outer.area && cues === outer.cues && firm === outer.firm ? outer : { area, firm, cues }
  }

  /** True if a class name makes a place of its own, seen from the place around it. */
  function isApart(node: number, outer: Standing, area: Area): boolean {
    if (area === 'main') return outer.area === null
    if (outer.area === 'comment') return false
    if (area === 'comment') return true
    if (!isSmall(node)) return false
    if (outer.area !== 'main') return outer.area === null || area !== 'header'
    // A part of an article called header or footer is still the article, and so is prose in whatever its styles are named after.
    if (area === 'header') return false
    if (area === 'footer' && outer.firm) return false
    return blocks.text[node]! < styledProseWords * bytesPerWord || linkDensity(blocks, node) > mainDensityMax
  }

  function isPlausible(node: number, area: Area, tag: number): boolean {
    return area === 'main' || tag === tags.article || blocks.total === 0 || blocks.text[node]! <= blocks.total * 0.9
  }

  function nested(outer: Standing, area: Area, tag: number, named: Area | null, node: number): Area {
    if (outer.area === null) return area
    if (outer.area === 'comment') return 'comment'
    if (tag === tags.main) return 'main'
    // An article in a sidebar, navigation or footer is a teaser there; its header and footer are parts of it.
    if (area === 'main') return outer.area === 'header' ? 'main' : outer.area
    if (area === 'header' && outer.area === 'main') return named === 'header' && !outer.firm ? 'header' : 'main'
    if (area === 'footer' && outer.area === 'main') {
      if (!outer.firm && named !== null) return named
      return linkDensity(blocks, node) > listDensityMin ? 'nav' : outer.firm ? 'main' : 'footer'
    }
    if (area === 'header') return outer.area
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
    if (standing.area !== null) return standing.area
    const block = blocks.blockOf[node]!
    if (block === -1) return 'main'
    let inMain = decided.get(block)
    if (inMain === undefined) {
      inMain = isMainByDensity(block) ? 'main' : null
      decided.set(block, inMain)
    }
    if (inMain === 'main') return 'main'
    return byPosition(block, blocks.before[run] ?? 0)
  }

  /** QP-03: prose is main; so is a list or heading inside of what, as a whole, is prose or most of the page. */
  function isMainByDensity(block: number): boolean {
    if (isProse(block, proseWords)) return true
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

  function isProse(block: number, words: number): boolean {
    return blocks.text[block]! >= words * bytesPerWord && linkDensity(blocks, block) <= mainDensityMax
  }

  function byPosition(block: number, before: number): Area {
    if (blocks.total < 60 * bytesPerWord) return 'main'
    const share = before / blocks.total
    const mainNode = firmMainNode()
    if (share < 0.15 && mainNode === -1) return blocks.links[block]! >= 3 ? 'nav' : 'header'
    if (share > 0.9) return 'footer'
    if (share < 0.1) return blocks.links[block]! >= 3 ? 'nav' : 'header'
    let list = block
    for (let steps = 0; steps < 3 && blocks.links[list]! < 3 && scan.nodeParent[list]! !== -1; steps += 1) list = scan.nodeParent[list]!
    return blocks.links[list]! >= 3 && linkDensity(blocks, list) > 0.5 ? 'nav' : mainNode === -1 ? 'main' : 'aside'
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

