import { cuesOf } from '../../src/extract/links/link-context.js'
import { headingReader } from '../../src/extract/links/near-heading.js'
import type { PageScan } from '../../src/extract/links/page-scan.js'
import { placesOf, readLink } from '../../src/extract/links/read-links.js'
import { decodeUtf8 } from '../../src/extract/text.js'

/** Area and cues of every link of a scan, one line each: what two scans of a page must agree on. */
export function placeLines(scan: PageScan): string[] {
  const { blocks, standingOf, areaOf } = placesOf(scan)
  const page = { htmlStart: scan.html, htmlEnd: scan.htmlEnd, isNofollow: false, standingOf, headingOf: headingReader(scan, blocks, decodeUtf8) }
  return Array.from({ length: scan.linkCount }, (_, position) => {
    const link = readLink(scan, position, decodeUtf8)
    return `${areaOf(link.node, link.runFrom)} ${cuesOf(scan, blocks, link, { before: '', after: '' }, page).sort().join(' ')}`
  })
}
