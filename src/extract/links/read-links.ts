import { limits } from '../../model/limits.js'
import { relTokens, type Area, type Element } from '../../model/link.js'
import { decodeReferences } from '../character-references.js'
import { asciiText, collapse, cutTo, isPlain, runsText, type DecodeRange } from '../text.js'
import { areaReader, type Standing } from './areas.js'
import { walkAttributes } from './attributes.js'
import { measureBlocks, type Blocks } from './blocks.js'
import { runKinds, type PageScan } from './page-scan.js'
import { tagNumber } from './tags.js'

/** A link as it stands on the page: text decoded, address not yet resolved. */
export interface PageLink {
  element: Element
  href: string
  /** Text of the element as textContent gives it, white space collapsed; not cut. */
  textContent: string
  /** What a person reads: `textContent`, or the alt text of the images where there is none. */
  anchorText: string
  /** True if `anchorText` is alt text. */
  fromImage: boolean
  rel: string[]
  /** Address of the first image inside, as written. */
  image: string | null
  fallbackText: string | null
  area: Area
  /** Ordinal on the page, from 0. */
  position: number
  /** Rows of the scan. */
  node: number
  runFrom: number
  runTo: number
}

export interface PageLinks {
  links: PageLink[]
  blocks: Blocks
  /** What a link and the elements around it say of its place. */
  standingOf: (node: number) => Standing
  /** True if the page has more links than are read from one page. */
  cut: boolean
}

const areaTag = tagNumber('area')

/** Reads the links of a scan. */
export function readLinks(scan: PageScan, decode: DecodeRange): PageLinks {
  const blocks = measureBlocks(scan)
  const { standingOf, areaOf } = areaReader(scan, blocks)
  const count = Math.min(scan.linkCount, limits.pageLinksMax)
  const links: PageLink[] = []
  for (let position = 0; position < count; position += 1) {
    const node = scan.linkNode[position]!
    const runFrom = scan.linkRunFrom[position]!
    const runTo = scan.linkRunTo[position]!
    const attributes = linkAttributes(scan.bytes, scan.nodeStart[node]!, decode)
    const isArea = scan.nodeTag[node] === areaTag
    const textContent = runsText(scan, runFrom, runTo, decode)
    let anchorText = textContent
    let image: string | null = null
    let fromImage = false
    if (isArea) {
      anchorText = collapse(attributes.alt ?? '')
      fromImage = anchorText !== ''
    } else {
      const alts: string[] = []
      for (let run = runFrom; run < runTo; run += 1) {
        if (scan.runKind[run] !== runKinds.image) continue
        const picture = imageAttributes(scan.bytes, scan.runStart[run]!, decode)
        image ??= picture.src
        if (picture.alt !== '') alts.push(picture.alt)
      }
      if (textContent === '' && alts.length > 0) {
        anchorText = alts.join(' ')
        fromImage = true
      }
    }
    const fallback = anchorText === '' ? collapse(attributes.label ?? attributes.title ?? '') : ''
    links.push({
      element: isArea ? 'area' : 'a', href: attributes.href, textContent, anchorText, fromImage, rel: attributes.rel === undefined ? [] : tokensOf(attributes.rel), image,
      fallbackText: fallback === '' ? null : cutTo(fallback, limits.anchorCharsMax), area: areaOf(node, runFrom), position, node, runFrom, runTo,
    })
  }
  return { links, blocks, standingOf, cut: scan.linkCount > count }
}

const relLists = new Map<string, string[]>()
const relListsMax = 1_000

function tokensOf(rel: string): string[] {
  let tokens = relLists.get(rel)
  if (tokens === undefined) {
    tokens = relTokens(rel)
    if (relLists.size >= relListsMax) relLists.clear()
    relLists.set(rel, tokens)
  }
  return tokens.slice()
}

interface LinkAttributes {
  href: string
  rel?: string
  alt?: string
  title?: string
  label?: string
}

/** The attributes of a link that are wanted, the first of each name. */
function linkAttributes(bytes: Uint8Array, tagStart: number, decode: DecodeRange): LinkAttributes {
  const found: LinkAttributes = { href: '' }
  let href: string | undefined
  let xlink: string | undefined
  walkAttributes(bytes, tagStart, ({ nameStart, nameEnd, valueStart, valueEnd }) => {
    // The length and first letter rule out nearly every other name.
    const size = nameEnd - nameStart
    const first = bytes[nameStart]! | 32
    if (size === 4 && first === 104) {
      if (href === undefined && nameIs(bytes, nameStart, 'href')) href = attributeText(bytes, valueStart, valueEnd, decode)
    } else if (size === 3 && first === 114) {
      if (found.rel === undefined && nameIs(bytes, nameStart, 'rel')) found.rel = attributeText(bytes, valueStart, valueEnd, decode)
    } else if (size === 3 && first === 97) {
      if (found.alt === undefined && nameIs(bytes, nameStart, 'alt')) found.alt = attributeText(bytes, valueStart, valueEnd, decode)
    } else if (size === 5 && first === 116) {
      if (found.title === undefined && nameIs(bytes, nameStart, 'title')) found.title = attributeText(bytes, valueStart, valueEnd, decode)
    } else if (size === 10 && first === 97) {
      if (found.label === undefined && nameIs(bytes, nameStart, 'aria-label')) found.label = attributeText(bytes, valueStart, valueEnd, decode)
    } else if (size === 10 && first === 120) {
      if (xlink === undefined && nameIs(bytes, nameStart, 'xlink:href')) xlink = attributeText(bytes, valueStart, valueEnd, decode)
    }
  })
  found.href = href ?? xlink ?? ''
  return found
}

function imageAttributes(bytes: Uint8Array, tagStart: number, decode: DecodeRange): { src: string | null; alt: string } {
  let src: string | undefined
  let lazy: string | undefined
  let alt: string | undefined
  walkAttributes(bytes, tagStart, ({ nameStart, nameEnd, valueStart, valueEnd }) => {
    const size = nameEnd - nameStart
    if (size === 3 && nameIs(bytes, nameStart, 'src')) src ??= attributeText(bytes, valueStart, valueEnd, decode)
    else if (size === 3 && nameIs(bytes, nameStart, 'alt')) alt ??= collapse(attributeText(bytes, valueStart, valueEnd, decode))
    else if (size === 8 && nameIs(bytes, nameStart, 'data-src')) lazy ??= attributeText(bytes, valueStart, valueEnd, decode)
  })
  const shown = lazy !== undefined && (src === undefined || src.startsWith('data:')) ? lazy : src
  return { src: shown === undefined || shown === '' ? null : shown, alt: alt ?? '' }
}

function nameIs(bytes: Uint8Array, at: number, name: string): boolean {
  for (let index = 0; index < name.length; index += 1) {
    const code = bytes[at + index]!
    if ((code >= 65 && code <= 90 ? code | 32 : code) !== name.charCodeAt(index)) return false
  }
  return true
}

/** Decoded value of an attribute: line ends as LF, a NUL as the replacement character, references resolved. */
export function attributeText(bytes: Uint8Array, start: number, end: number, decode: DecodeRange): string {
  if (isPlain(bytes, start, end)) return asciiText(bytes, start, end)
  const text = decode(bytes, start, end)
  const shown = text.includes('\r') ? text.replace(/\r\n?/gu, '\n') : text
  return decodeReferences(shown.includes('\0') ? shown.replaceAll('\0', '\ufffd') : shown, true)
}
