import { asciiText } from '../text.js'
import { isAccountAddress, isBannerAddress, areasByAddress, addressRange } from './areas-by-address.js'
import { isBlankRun, linkDensity, type Blocks } from './blocks.js'
import { isLanguage } from './languages.js'
import { runKinds, type PageScan } from './page-scan.js'

/** Of the links beside a sign, so many have no words or lead to accounts; a longer list is a menu. */
const signShareMin = 0.6
const signsMax = 12
/** A menu has so many entries, each an element of its own, and hardly other text. */
const entriesMin = 6
const entriesDensityMin = 0.8
const alikeShareMin = 0.6
const languageShareMin = 0.4
/** So many hosts, each of most links another, are none of the site's own. */
const othersMin = 3
const hostBytes = 120
const writtenHost = /^\s{0,8}(?:https?:)?\/\/(?:www\.)?([^/?#\s]{1,100})/iu
/** Links looked at in one list. */
const listLinksMax = 60
/** Runs looked at for the first words of a link. */
const runsMax = 8

const imageBytes = 1_000
const creditBytes = 60
/** The sizes that advertisements are sold in, and what their files and texts are called. */
const bannerImage = /(?:^|[^a-z])(?:web-?)?banner(?:s|\d)?(?:[^a-z]|$)|[^0-9](?:728|468|234|970|940|300|320|336|160|120)x(?:90|60|250|600|280|50|80|100)[^0-9]|skyscraper|leaderboard/iu

/** What the links around a link are: signs, entries of a menu, languages. */
export interface LinkLists {
  /** Row of the link that is `node`, or -1. */
  linkAt: (node: number) => number
  /** True of a link without words, and of one among links that lead to accounts; not of the picture of an entry whose words lead to the same address. */
  isSign: (node: number) => boolean
  /** True of a list most of whose links have no words or lead to accounts. */
  isOfSigns: (list: number) => boolean
  /** The list, in whatever elements it is written, of which a link with words is one of the entries; or -1. */
  menuAround: (node: number, entryBytes: number) => number
  /** True of a list in which one chooses a language. */
  isOfLanguages: (list: number) => boolean
  /** True of a link written without a host. */
  isOwn: (node: number) => boolean
  /** Share of the links in an element that are. */
  ownShare: (list: number) => number
  /** True if the links in an element lead to several hosts. */
  isOfOthers: (list: number) => boolean
  /** True of a link to a server of advertisements, a banner or a badge. */
  isAd: (node: number) => boolean
  /** True of a link whose words say that something is powered by what it leads to. */
  isCredit: (link: number) => boolean
  /** True of a link whose picture is called a banner, or has the size of one in its name. */
  isBanner: (link: number) => boolean
}

/** Answers for the links of one scan. */
export function linkListReader(scan: PageScan, blocks: Blocks): LinkLists {
  let linkOfNode: Map<number, number> | null = null
  const menus = new Map<number, boolean>()
  return { linkAt, isSign, isOfSigns, menuAround, isOfLanguages, isOwn, ownShare, isOfOthers, isAd, isCredit, isBanner }

  function linkAt(node: number): number {
    if (linkOfNode === null) {
      linkOfNode = new Map()
      for (let link = 0; link < scan.linkCount; link += 1) linkOfNode.set(scan.linkNode[link]!, link)
    }
    return linkOfNode.get(node) ?? -1
  }

  function isSign(node: number): boolean {
    if (blocks.text[node] === 0) return !hasTwin(linkAt(node))
    let list = scan.nodeParent[node]!
    while (list !== -1 && blocks.links[list]! < 2) list = scan.nodeParent[list]!
    return list !== -1 && isOfSigns(list)
  }

  function isOfSigns(list: number): boolean {
    if (blocks.links[list]! > signsMax) return false
    let signs = 0
    const [first, end] = linksIn(list)
    for (let link = first; link < end; link += 1) {
      const { from, to } = addressRange(scan, link)
      if (blocks.text[scan.linkNode[link]!] === 0 || isAccountAddress(scan.bytes, from, to)) signs += 1
    }
    return signs >= blocks.links[list]! * signShareMin
  }

  /** True if the link before or after has words and the same address. */
  function hasTwin(link: number): boolean {
    return link !== -1 && (isTwin(link, link - 1) || isTwin(link, link + 1))
  }

  function isTwin(link: number, other: number): boolean {
    if (other < 0 || other >= scan.linkCount || blocks.text[scan.linkNode[other]!] === 0) return false
    const one = addressRange(scan, link)
    const two = addressRange(scan, other)
    if (one.from === -1 || two.from === -1 || one.to - one.from !== two.to - two.from) return false
    for (let at = 0; at < one.to - one.from; at += 1) if (scan.bytes[one.from + at] !== scan.bytes[two.from + at]) return false
    return true
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
    // Names in other letters than these, of which the list of names knows few.
    let foreign = 0
    for (let link = first; link < end; link += 1) {
      let run = scan.linkRunFrom[link]!
      const end = Math.min(scan.linkRunTo[link]!, run + runsMax)
      while (run < end && isBlankRun(scan, run)) run += 1
      if (run >= end) continue
      if (isLanguage(scan.bytes, scan.runStart[run]!, scan.runEnd[run]!)) found += 1
      else if (scan.bytes[scan.runStart[run]!]! > 127) foreign += 1
    }
    return found >= 2 && found + foreign >= (end - first) * languageShareMin
  }

  function isOwn(node: number): boolean {
    const link = linkAt(node)
    return link !== -1 && hostOf(link) === ''
  }

  function ownShare(list: number): number {
    const [first, end] = linksIn(list)
    let own = 0
    for (let link = first; link < end; link += 1) if (hostOf(link) === '') own += 1
    return first === end ? 0 : own / (end - first)
  }

  function isOfOthers(list: number): boolean {
    const [first, end] = linksIn(list)
    const hosts = new Set<string>()
    for (let link = first; link < end; link += 1) hosts.add(hostOf(link))
    hosts.delete('')
    return hosts.size >= othersMin && hosts.size >= (end - first) * alikeShareMin
  }

  /** Host of an address as it is written, empty where it has none. */
  function hostOf(link: number): string {
    const { from, to } = addressRange(scan, link)
    return from === -1 ? '' : (writtenHost.exec(asciiText(scan.bytes, from, Math.min(to, from + hostBytes)))?.[1]?.toLowerCase() ?? '')
  }

  function isAd(node: number): boolean {
    const link = linkAt(node)
    if (link === -1) return false
    const { from, to } = addressRange(scan, link)
    return areasByAddress(scan.bytes, from, to) === 'aside' || isBannerAddress(scan.bytes, from, to)
  }

  function isCredit(link: number): boolean {
    const node = scan.linkNode[link]!
    if (blocks.text[node]! > creditBytes) return false
    for (let run = scan.linkRunFrom[link]!; run < scan.linkRunTo[link]!; run += 1) {
      if (scan.runKind[run] !== runKinds.image && /powered by/iu.test(asciiText(scan.bytes, scan.runStart[run]!, Math.min(scan.runEnd[run]!, scan.runStart[run]! + hostBytes)))) return true
    }
    return false
  }

  function isBanner(link: number): boolean {
    for (let run = scan.linkRunFrom[link]!; run < scan.linkRunTo[link]!; run += 1) {
      if (scan.runKind[run] !== runKinds.image) continue
      const from = scan.runStart[run]!
      const end = scan.bytes.indexOf(62, from)
      return bannerImage.test(asciiText(scan.bytes, from, Math.min(end === -1 ? from : end, from + imageBytes)))
    }
    return false
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
