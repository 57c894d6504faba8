/**
 * `citewell/extract`: links, anchor texts and what a page says of itself, out of captures and HTML.
 *
 *     const { sightings } = extractCapture(capture, { seenBy: 'crawl' })
 *     for (const link of extractLinks(Buffer.from(html))) console.log(link.href, link.anchorText, link.rel)
 */
export { extractCapture, extractRedirect, extractWat, isHtml } from './capture.js'
export { extractPage, type Extract, type ExtractOptions } from './page.js'
export { extractLinks, extractPlacedLinks, type ExtractedLink, type PlacedLink } from './extract-links.js'
export { readCharset, type ReadablePage } from './charset.js'
export { readPageFeatures } from './page-features.js'
