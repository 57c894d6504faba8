import { asciiText } from '../text.js'
import { addressRange } from './areas-by-address.js'
import { isBlankRun, type Blocks } from './blocks.js'
import type { PageScan } from './page-scan.js'
import { tagNumber } from './tags.js'

const body = tagNumber('body')
const headings = new Set(['h1', 'h2'].map(tagNumber))
/** Of the page, the bar is at most so much. */
const shareMax = 0.8
const linksMax = 12
const addressBytes = 400
const textBytes = 600
/** Names of files look like hosts. */
const fileName = /\.(?:php\d?|s?html?|aspx?|jsp|cgi|pl|do|xml|json|txt|pdf|docx?|jpe?g|png|gif|svg|css|js)$/u
const hostInAddress = /(?<=[/:=@])(?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,18}(?=[/:?&#]|$)/gu
const copyWords = /\bcaptures?\b|\bsnapshots?\b|\bcached\b|\barchived (?:copy|page|on)\b|\barchivierte\b|\bpage archiv|\barchivad[ao]\b|\bzarchiwizowan/iu

/**
 * The bar that an archive, a cache or a translator puts above its copy of a page, or -1. Such a page has the address of
 * another in its own, and begins with an element that leads there or speaks of the copy, before the headline.
 */
export function copyBarOf(scan: PageScan, blocks: Blocks, pageUrl: string): number {
  const hosts = hostsInside(pageUrl)
  if (hosts.length === 0) return -1
  const bar = firstPart(scan, blocks)
  if (bar === -1 || blocks.text[bar]! > blocks.total * shareMax || hasHeading(scan, bar)) return -1
  return leadsTo(scan, bar, hosts) || copyWords.test(textOf(scan, bar)) ? bar : -1
}

/** Hosts of other sites that stand in the path or query of an address. */
function hostsInside(pageUrl: string): string[] {
  const start = pageUrl.indexOf('/', pageUrl.indexOf('//') + 2)
  if (start === -1) return []
  const own = pageUrl.slice(pageUrl.indexOf('//') + 2, start)
  const rest = pageUrl.slice(start, start + 2_000).toLowerCase().replaceAll('%3a', ':').replaceAll('%2f', '/')
  return (rest.match(hostInAddress) ?? []).filter((host) => host !== own && !fileName.test(host))
}

/** The first element right below the body with words or links. */
function firstPart(scan: PageScan, blocks: Blocks): number {
  let parent = -1
  for (let node = 0; node < scan.nodeCount; node += 1) {
    if (scan.nodeTag[node] === body) parent = node
    else if (parent !== -1 && scan.nodeParent[node] === parent && (blocks.text[node]! > 0 || blocks.links[node]! > 0)) return node
  }
  return -1
}

function isInside(scan: PageScan, node: number, part: number): boolean {
  let at = node
  while (at > part) at = scan.nodeParent[at]!
  return at === part
}

function hasHeading(scan: PageScan, part: number): boolean {
  for (let node = part + 1; node < scan.nodeCount && isInside(scan, node, part); node += 1) if (headings.has(scan.nodeTag[node]!)) return true
  return false
}

function leadsTo(scan: PageScan, part: number, hosts: readonly string[]): boolean {
  for (let link = 0; link < Math.min(scan.linkCount, linksMax) && isInside(scan, scan.linkNode[link]!, part); link += 1) {
    const { from, to } = addressRange(scan, link)
    if (from === -1) continue
    const address = asciiText(scan.bytes, from, Math.min(to, from + addressBytes)).toLowerCase()
    if (hosts.some((host) => address.includes(host))) return true
  }
  return false
}

function textOf(scan: PageScan, part: number): string {
  let text = ''
  for (let run = 0; run < scan.runCount && text.length < textBytes; run += 1) {
    if (isBlankRun(scan, run) || scan.runKind[run] === 2 || scan.runNode[run] === -1) continue
    if (!isInside(scan, scan.runNode[run]!, part)) {
      if (text !== '') break
      continue
    }
    text += ` ${asciiText(scan.bytes, scan.runStart[run]!, Math.min(scan.runEnd[run]!, scan.runStart[run]! + textBytes))}`
  }
  return text
}
