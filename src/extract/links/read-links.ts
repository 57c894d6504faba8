import { limits } from '../../model/limits.js'
import { relTokens, type Area, type Element } from '../../model/link.js'
import { asciiText, attributeText, collapse, cutTo, isPlain, runsText, type DecodeRange } from '../text.js'
import { areaReader, type Standing } from './areas.js'
import { attribute, attributesStart, isAttribute, nextAttribute } from './attributes.js'
import { measureBlocks, type Blocks } from './blocks.js'
import { runKinds, type PageScan } from './page-scan.js'
import { gatherPlainValues, gatheredHref, gatheredText } from './plain-values.js'
import { tagNumber } from './tags.js'

/** A link as written on a page. */
export interface ExtractedLink {
  element: Element
  /** The address as written, character references resolved; not resolved against a base. */
  href: string
  /** What a person reads: the text of the link, or the alt text of its images where there is none. */
  anchorText: string
  /** Tokens, lower case. Links with the same rel share one list. */
  rel: readonly string[]
}

/** A link with all that the page says of it besides its place. */
export interface PageLink extends ExtractedLink {
  /** Text of the element as textContent gives it, white space collapsed; not cut. */
  textContent: string
  /** Address of the first image inside, as written. */
  image: string | null
  fallbackText: string | null
  /** Ordinal on the page, from 0. */
  position: number
  /** Rows of the scan. */
  node: number
  runFrom: number
  runTo: number
}

/** Where the links of a page stand: worked out from all of its text, so only for those who ask. */
export interface LinkPlaces {
  blocks: Blocks
  /** What a link and the elements around it say of its place. */
  standingOf: (node: number) => Standing
  areaOf: (node: number, run: number) => Area
}

const areaTag = tagNumber('area')
const noTokens: readonly string[] = []

/** Links of a scan that are read; a page may have more. */
export function linksReadCount(scan: PageScan): number {
  return Math.min(scan.linkCount, limits.pageLinksMax)
}

/** Reads address, rel and text of every link of a scan. */
export function readLinks(scan: PageScan, decode: DecodeRange): ExtractedLink[] {
  const { bytes, nodeTag, linkNode, linkRunFrom, linkRunTo, linkHref, linkRel, linkRelEnd } = scan
  const count = linksReadCount(scan)
  const links: ExtractedLink[] = []
  let gathered = 0
  for (let position = 0; position < count; position += 1) {
    if (position === gathered) gathered = gatherPlainValues(scan, position, count, decode)
    const href = gatheredHref(position) ?? hrefOf(scan, position, decode)
    const rel = linkHref[position]! === -1 ? attributesOf(scan, position, decode).rel : linkRel[position]! === -1 ? noTokens : relOf(bytes, linkRel[position]!, linkRelEnd[position]!, decode)
    if (nodeTag[linkNode[position]!] === areaTag) {
      links.push({ element: 'area', href, anchorText: collapse(attributesOf(scan, position, decode).alt ?? ''), rel })
      continue
    }
    let anchorText = gatheredText(position) ?? runsText(scan, linkRunFrom[position]!, linkRunTo[position]!, decode)
    if (anchorText === '') anchorText = altsOf(scan, position, decode)
    links.push({ element: 'a', href, anchorText, rel })
  }
  return links
}

/** Address of a link as written. */
export function hrefOf(scan: PageScan, position: number, decode: DecodeRange): string {
  const start = scan.linkHref[position]!
  return start === -1 ? attributesOf(scan, position, decode).href : attributeText(scan.bytes, start, scan.linkHrefEnd[position]!, decode)
}

/** Reads one link whole. */
export function readLink(scan: PageScan, position: number, decode: DecodeRange): PageLink {
  const node = scan.linkNode[position]!
  const runFrom = scan.linkRunFrom[position]!
  const runTo = scan.linkRunTo[position]!
  const attributes = attributesOf(scan, position, decode)
  const isArea = scan.nodeTag[node] === areaTag
  const textContent = runsText(scan, runFrom, runTo, decode)
  const images = isArea ? { src: null, alt: collapse(attributes.alt ?? '') } : imagesOf(scan, position, decode)
  const anchorText = isArea || textContent === '' ? images.alt : textContent
  const fallback = anchorText === '' ? collapse(attributes.label ?? attributes.title ?? '') : ''
  return {
    element: isArea ? 'area' : 'a', href: attributes.href, textContent, anchorText, rel: attributes.rel, image: images.src,
    fallbackText: fallback === '' ? null : cutTo(fallback, limits.anchorCharsMax), position, node, runFrom, runTo,
  }
}

/** Measures a scan of the whole page, to tell where its links stand. Good until the next scan. */
export function placesOf(scan: PageScan, pageUrl: string | null = null): LinkPlaces {
  const blocks = measureBlocks(scan)
  return { blocks, ...areaReader(scan, blocks, pageUrl) }
}

const relLists = new Map<string, readonly string[]>()
const relListsMax = 1_000
const relSlots = 256
const relOfSlot: Array<readonly string[]> = Array.from({ length: relSlots }, () => noTokens)
const relWritten: string[] = Array.from({ length: relSlots }, () => '')

/** Tokens of a rel value. The few values pages use are known by their bytes, so that no string is made of them again. */
function relOf(bytes: Uint8Array, start: number, end: number, decode: DecodeRange): readonly string[] {
  let hash = end - start
  for (let at = start; at < end; at += 1) hash = Math.imul(hash, 31) + bytes[at]!
  const slot = (hash ^ (hash >>> 8)) & (relSlots - 1)
  if (isWritten(bytes, start, end, relWritten[slot]!)) return relOfSlot[slot]!
  const tokens = tokensOf(attributeText(bytes, start, end, decode))
  if (end - start <= 64 && isPlain(bytes, start, end)) {
    relWritten[slot] = asciiText(bytes, start, end)
    relOfSlot[slot] = tokens
  }
  return tokens
}

function isWritten(bytes: Uint8Array, start: number, end: number, text: string): boolean {
  if (text.length !== end - start) return false
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) !== bytes[start + index]) return false
  return true
}

function tokensOf(rel: string): readonly string[] {
  let tokens = relLists.get(rel)
  if (tokens === undefined) {
    tokens = Object.freeze(relTokens(rel))
    if (relLists.size >= relListsMax) relLists.clear()
    relLists.set(rel, tokens)
  }
  return tokens
}

interface LinkAttributes {
  href: string
  rel: readonly string[]
  alt: string | undefined
  title: string | undefined
  label: string | undefined
}

/** The attributes of a link that are wanted, the first of each name. */
function attributesOf(scan: PageScan, position: number, decode: DecodeRange): LinkAttributes {
  const { bytes } = scan
  const found: LinkAttributes = { href: '', rel: noTokens, alt: undefined, title: undefined, label: undefined }
  let href: string | undefined
  let xlink: string | undefined
  let rel: string | undefined
  let at = attributesStart(bytes, scan.nodeStart[scan.linkNode[position]!]!)
  for (;;) {
    at = nextAttribute(bytes, at)
    if (at === -1) break
    switch (attribute.nameEnd - attribute.nameStart) {
      case 3:
        if (rel === undefined && isAttribute(bytes, 'rel')) rel = foundText(bytes, decode)
        else if (found.alt === undefined && isAttribute(bytes, 'alt')) found.alt = foundText(bytes, decode)
        break
      case 4:
        if (href === undefined && isAttribute(bytes, 'href')) href = foundText(bytes, decode)
        break
      case 5:
        if (found.title === undefined && isAttribute(bytes, 'title')) found.title = foundText(bytes, decode)
        break
      case 10:
        if (found.label === undefined && isAttribute(bytes, 'aria-label')) found.label = foundText(bytes, decode)
        else if (xlink === undefined && isAttribute(bytes, 'xlink:href')) xlink = foundText(bytes, decode)
        break
    }
  }
  found.href = href ?? xlink ?? ''
  if (rel !== undefined) found.rel = tokensOf(rel)
  return found
}

function foundText(bytes: Uint8Array, decode: DecodeRange): string {
  return attributeText(bytes, attribute.valueStart, attribute.valueEnd, decode)
}

/** Alt texts of the images inside a link. */
function altsOf(scan: PageScan, position: number, decode: DecodeRange): string {
  let alts = ''
  const to = scan.linkRunTo[position]!
  for (let run = scan.linkRunFrom[position]!; run < to; run += 1) {
    if (scan.runKind[run] === runKinds.image) alts = joinedAlt(alts, imageAlt(scan.bytes, scan.runStart[run]!, decode))
  }
  return alts
}

function imageAlt(bytes: Uint8Array, tagStart: number, decode: DecodeRange): string {
  for (let at = nextAttribute(bytes, attributesStart(bytes, tagStart)); at !== -1; at = nextAttribute(bytes, at)) {
    if (isAttribute(bytes, 'alt')) return collapse(foundText(bytes, decode))
  }
  return ''
}

function joinedAlt(alts: string, alt: string): string {
  return alts === '' || alt === '' ? alts + alt : `${alts} ${alt}`
}

/** Address of the first image inside a link, and the alt texts of all. */
function imagesOf(scan: PageScan, position: number, decode: DecodeRange): { src: string | null; alt: string } {
  let first: string | null = null
  let alts = ''
  const to = scan.linkRunTo[position]!
  for (let run = scan.linkRunFrom[position]!; run < to; run += 1) {
    if (scan.runKind[run] !== runKinds.image) continue
    const { src, alt } = imageAttributes(scan.bytes, scan.runStart[run]!, decode)
    first ??= src
    alts = joinedAlt(alts, alt)
  }
  return { src: first, alt: alts }
}

function imageAttributes(bytes: Uint8Array, tagStart: number, decode: DecodeRange): { src: string | null; alt: string } {
  let src: string | undefined
  let lazy: string | undefined
  let alt: string | undefined
  let at = attributesStart(bytes, tagStart)
  for (;;) {
    at = nextAttribute(bytes, at)
    if (at === -1) break
    if (src === undefined && isAttribute(bytes, 'src')) src = foundText(bytes, decode)
    else if (alt === undefined && isAttribute(bytes, 'alt')) alt = collapse(foundText(bytes, decode))
    else if (lazy === undefined && isAttribute(bytes, 'data-src')) lazy = foundText(bytes, decode)
  }
  const shown = lazy !== undefined && (src === undefined || src.startsWith('data:')) ? lazy : src
  return { src: shown === undefined || shown === '' ? null : shown, alt: alt ?? '' }
}
