import type { Area, Element } from '../model/link.js'
import { readCharset } from './charset.js'
import { readLinks } from './links/read-links.js'
import { scanPage } from './links/scan-page.js'

/** A link as written on a page. */
export interface ExtractedLink {
  element: Element
  /** The address as written, character references resolved; not resolved against a base. */
  href: string
  anchorText: string
  rel: readonly string[]
  area: Area
}

/** The links of one HTML page, in tree order, without addresses being resolved or the head being read. */
export function extractLinks(html: Uint8Array, contentType = ''): ExtractedLink[] {
  const { bytes, decode } = readCharset(html, contentType)
  return readLinks(scanPage(bytes), decode).links
}
