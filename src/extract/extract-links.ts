import type { Area } from '../model/link.js'
import { readCharset } from './charset.js'
import { placesOf, readLinks, type ExtractedLink } from './links/read-links.js'
import { scanPage } from './links/scan-page.js'

export type { ExtractedLink }

/** A link as written on a page, and where on the page it stands. */
export interface PlacedLink extends ExtractedLink {
  area: Area
}

/** The links of one HTML page, in tree order, without addresses being resolved or the head being read. */
export function extractLinks(html: Uint8Array, contentType = ''): ExtractedLink[] {
  const { bytes, decode } = readCharset(html, contentType)
  return readLinks(scanPage(bytes, 'links'), decode)
}

/** The same with the area of each link, for which the whole page must be measured. */
export function extractPlacedLinks(html: Uint8Array, contentType = ''): PlacedLink[] {
  const { bytes, decode } = readCharset(html, contentType)
  const scan = scanPage(bytes)
  const { areaOf } = placesOf(scan)
  return readLinks(scan, decode).map((link, position) => ({ ...link, area: areaOf(scan.linkNode[position]!, scan.linkRunFrom[position]!) }))
}
