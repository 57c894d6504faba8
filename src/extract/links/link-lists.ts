import { isAccountAddress, isBannerAddress, areasByAddress, addressRange } from './areas-by-address.js'
import { isBlankRun, linkDensity, type Blocks } from './blocks.js'
import { isLanguage } from './languages.js'
import type { PageScan } from './page-scan.js'

/** Of the links beside a sign, so many have no words or lead to accounts; a longer list is a menu. */
const signShareMin = 0.6
const signsMax = 12
/** A menu has so many entries, each an element of its own, and hardly other text. */
const entriesMin = 6
const entriesDensityMin = 0.8
const alikeShareMin = 0.6
const languageShareMin = 0.4
/** Links looked at in one list. */
const listLinksMax = 60
/** Runs looked at for the first words of a link. */
const runsMax = 8

/** What the links around a link are: signs, entries of a menu, languages. */
export interface LinkLists {
  /** Row of the link that is `node`, or -1. */
  linkAt: (node: number) => number
  /** True of a link without words, and of one among links that lead to accounts. */
  isSign: (node: number) => boolean
  /** The list, in whatever elements it is written, of which a link with words is one of the entries; or -1. */
  menuAround: (node: number, entryBytes: number) => number
  /** True of a list in which one chooses a language. */
  isOfLanguages: (list: number) => boolean
  /** True of a link to a server of advertisements, a banner or a badge. */
  isAd: (node: number) => boolean
}

/** Answers for the links of one scan. */
export function linkListReader(scan: PageScan, blocks: Blocks): LinkLists {
  let linkOfNode: Map<number, number> | null = null
  const menus = new Map<number, boolean>()
  return { linkAt, isSign, menuAround, isOfLanguages, isAd }

  function linkAt(node: number): number {
    if (linkOfNode === null) {
      linkOfNode = new Map()
      for (let link = 0; link < scan.linkCount; link += 1) linkOfNode.set(scan.linkNode[link]!, link)
    }
    return linkOfNode.get(node) ?? -1
  }

  function isSign(node: number): boolean {
    if (blocks.text[node] === 0) return true
    let list = scan.nodeParent[node]!
    while (list !== -1 && blocks.links[list]! < 2) list = scan.nodeParent[list]!
    if (list === -1 || blocks.links[list]! > signsMax) return false
    let signs = 0
    const [first, end] = linksIn(list)
    for (let link = first; link < end; link += 1) {
      const { from, to } = addressRange(scan, link)
      if (blocks.text[scan.linkNode[link]!] === 0 || isAccountAddress(scan.bytes, from, to)) signs += 1
    }
    return signs >= blocks.links[list]! * signShareMin
  }

  function menuAround(node: number, entryBytes: number): number {
    if (blocks.text[node]! < entryBytes || isSign(node)) return -1
    let list = scan.nodeParent[node]!
    let entry = node
    while (list !== -1 && blocks.links[list]! < entriesMin) {
      entry = list
      list = scan.nodeParent[list]!
    }
    if (list === -1 || blocks.links[entry]! > 2 || blocks.linked[list]! < blocks.links[list]! * entryBytes || linkDensity(blocks, list) <= entriesDensityMin) return -1
    let isMenu = menus.get(list)
    if (isMenu === undefined) menus.set(list, (isMenu = isAlike(list) && !isOfLanguages(list)))
    return isMenu ? list : -1
  }

  /** True of a list most of whose links stand each in an entry of its own. */
  function isAlike(list: number): boolean {
    const [first, end] = linksIn(list)
    let entries = 0
    let before = -1
    for (let link = first; link < end; link += 1) {
      let at = scan.linkNode[link]!
      while (at !== -1 && scan.nodeParent[at] !== list) at = scan.nodeParent[at]!
      if (at !== before) entries += 1
      before = at
    }
    return entries >= (end - first) * alikeShareMin
  }

  function isOfLanguages(list: number): boolean {
    const [first, end] = linksIn(list)
    let found = 0
    for (let link = first; link < end; link += 1) {
      let run = scan.linkRunFrom[link]!
      const end = Math.min(scan.linkRunTo[link]!, run + runsMax)
      while (run < end && isBlankRun(scan, run)) run += 1
      if (run < end && isLanguage(scan.bytes, scan.runStart[run]!, scan.runEnd[run]!)) found += 1
    }
    return found >= 2 && found >= (end - first) * languageShareMin
  }

  function isAd(node: number): boolean {
    const link = linkAt(node)
    if (link === -1) return false
    const { from, to } = addressRange(scan, link)
    return areasByAddress(scan.bytes, from, to) === 'aside' || isBannerAddress(scan.bytes, from, to)
  }

  /** Rows of the links in an element: they come in the order of the page, so those of one stand side by side. */
  function linksIn(list: number): [first: number, end: number] {
    let low = 0
    let high = scan.linkCount
    while (low < high) {
      const middle = (low + high) >> 1
      if (scan.linkNode[middle]! <= list) low = middle + 1
      else high = middle
    }
    return [low, Math.min(low + blocks.links[list]!, low + listLinksMax)]
  }
}
