import type { Capture } from '../model/capture.js'
import { domainOfHost, type Domain } from '../model/domain.js'
import type { Instant } from '../model/instant.js'
import { limits } from '../model/limits.js'
import type { PageFeatures, PageRecord } from '../model/page.js'
import { ProblemList, type Problem } from '../model/problem.js'
import type { Sighting } from '../model/sighting.js'
import { domainOf, hostOf, parseUrl, withoutFragment, type Url } from '../model/url.js'
import { readCharset } from './charset.js'
import { contextOf, cuesOf } from './links/link-context.js'
import { readLinks } from './links/read-links.js'
import { scanPage } from './links/scan-page.js'
import { readPageHead } from './page-head.js'
import { cutTo } from './text.js'

export interface ExtractOptions {
  /** Source of the sightings: `crawl` or `archive:NAME`. */
  seenBy: string
  /** Only links to this domain (or host, with its subdomains); all when null. */
  target?: string | null
  /** Only links to another registrable domain. */
  externalOnly?: boolean
  /** Instant for captures that carry none, usually that of the file. */
  fallbackAt?: Instant
  /** Reads the page as a whole, where that is wanted; gets every sighting of the page, whatever `target` leaves out. */
  features?: (html: string, url: Url, sightings: readonly Sighting[]) => PageFeatures
}

export interface Extract {
  /** Null where the capture says nothing about a page (an image, an unchanged revisit). */
  page: PageRecord | null
  sightings: Sighting[]
  problems: Problem[]
  /** Links of other schemes, which are no sightings: `mailto`, `tel`, `javascript`; `invalid` for unreadable addresses. */
  otherSchemes: Readonly<Record<string, number>>
}

/** The earliest instant we take as real, for a capture without any date; said with a problem, never in silence. */
const unknownInstant = '1990-01-01T00:00:00.000Z'

/**
 * Reads one HTML capture: what it says of its page, and every `a` and `area` link on it as a sighting.
 *
 * Links are those of the tree the HTML Standard builds with scripting off, in its order. Text of script, style and
 * iframe inside a link is left out, since nobody sees it; noscript counts as markup.
 */
export function extractPage(capture: Capture, options: ExtractOptions): Extract {
  const problems = new ProblemList()
  const report = (cause: string, message: string): void =>
    problems.add({ file: capture.file, offset: capture.offset, line: null, cause, message })
  const url = parseUrl(capture.url)
  if (url === undefined) {
    report('bad-url', `The page's own address ${cutTo(capture.url, 200)} is no http or https address, so its links have no referring page; it was passed over.`)
    return { page: null, sightings: [], problems: problems.listed, otherSchemes: {} }
  }
  const readable = readCharset((capture.body ?? new Uint8Array(0)).subarray(0, limits.pageBytesMax), capture.headers.get('content-type') ?? '')
  const scan = scanPage(readable.bytes)
  if (scan.bounded) report('page-too-deep', 'The page nests or repeats elements past a bound; links beyond it may be missing or misplaced.')
  const head = readPageHead(scan, url, capture.headers, readable.decode)
  const read = readLinks(scan, readable.decode)
  if (read.cut) report('too-many-links', `The page has more than ${limits.pageLinksMax} links; the rest was left out.`)
  const at = capture.at ?? options.fallbackAt
  if (at === undefined) report('no-date', 'Neither the record nor its file says when the page was seen; 1990 stands for unknown.')

  const domain = domainOf(url)
  const isNofollow = head.robots.includes('nofollow') || head.robots.includes('none')
  const place = { htmlStart: scan.html, htmlEnd: scan.htmlEnd, isNofollow, standingOf: read.standingOf }
  const ownUrl = withoutFragment(url)
  const shared = {
    referringPage: url, referringDomain: domain, title: head.title, language: head.language, status: capture.status, robots: head.robots,
    seenBy: options.seenBy, seenAt: at ?? unknownInstant, firstSeenAt: null, lostAt: null, lostReason: null, vendor: null, raw: null,
  }
  const resolver = new TargetResolver(head.base)
  const otherSchemes: Record<string, number> = {}
  const sightings: Sighting[] = []
  const everySighting: Sighting[] = []
  const externalDomains = new Set<string>()
  let externalLinkCount = 0
  for (const link of read.links) {
    const target = resolver.resolve(link.href)
    if (typeof target === 'string') {
      otherSchemes[target] = (otherSchemes[target] ?? 0) + 1
      if (target === 'invalid') report('bad-url', `Link ${link.position} on ${ownUrl} has an address that can't be read: ${cutTo(link.href, 120)}`)
      continue
    }
    if (target.domain !== domain) {
      externalLinkCount += 1
      externalDomains.add(target.domain)
    }
    const isWanted = (!options.externalOnly || target.domain !== domain) && (!options.target || isWithin(target.host, target.domain, options.target))
    if (!isWanted && !options.features) continue
    const context = contextOf(scan, read.blocks, link, readable.decode)
    const sighting: Sighting = {
      ...shared, target: target.url, targetDomain: target.domain, anchorText: cutTo(link.anchorText, limits.anchorCharsMax), rel: link.rel, area: link.area, context,
      image: link.image === null ? null : (parseUrl(link.image, head.base) ?? null), element: link.element, position: link.position,
      cues: cuesOf(scan, read.blocks, link, context, place), fallbackText: link.fallbackText,
    }
    if (isWanted) sightings.push(sighting)
    if (options.features) everySighting.push(sighting)
  }
  if (head.refresh !== null) {
    const targetDomain = domainOf(head.refresh)
    if ((!options.externalOnly || targetDomain !== domain) && (!options.target || isWithin(hostOf(head.refresh), targetDomain, options.target))) {
      sightings.push(redirectSighting(shared, head.refresh))
    }
  }
  const page: PageRecord = {
    url, domain, status: capture.status, seenBy: options.seenBy, seenAt: shared.seenAt, title: head.title, language: head.language, robots: head.robots,
    canonical: head.canonical, redirectTo: head.refresh, linkCount: read.links.length, externalLinkCount, externalDomainCount: externalDomains.size,
    readFor: options.target ? domainOfHost(options.target) : null,
    features: options.features ? options.features(readable.decode(readable.bytes, 0, readable.bytes.length), url, everySighting) : null,
  }
  return { page, sightings, problems: problems.listed, otherSchemes }
}

type SharedFields = Pick<Sighting, 'referringPage' | 'referringDomain' | 'title' | 'language' | 'status' | 'robots' | 'seenBy' | 'seenAt' | 'firstSeenAt' | 'lostAt' | 'lostReason' | 'vendor' | 'raw'>

/** The sighting of a redirect: a link of the response, so without anchor, area and context. */
export function redirectSighting(shared: SharedFields, target: Url): Sighting {
  return {
    ...shared, target, targetDomain: domainOf(target), anchorText: null, rel: [], area: null, context: null, image: null, element: 'redirect', position: null,
    cues: [], fallbackText: null,
  }
}

/** True if a target lies in `scope`: a registrable domain, or a host with its subdomains. */
export function isWithin(host: string, domain: string, scope: string): boolean {
  return domain === scope || host === scope || host.endsWith(`.${scope}`)
}

interface Target {
  url: Url
  host: string
  domain: Domain
}

const hostDomains = new Map<string, Domain>()
const hostDomainsMax = 50_000

/** Resolves the addresses of one page, each written form once. */
export class TargetResolver {
  private readonly seen = new Map<string, Target | string>()

  constructor(private readonly base: Url) {}

  /** The target, or the scheme of a link that leads to no page, or `invalid`. */
  resolve(href: string): Target | string {
    const before = this.seen.get(href)
    if (before !== undefined) return before
    const answer = this.read(href)
    this.seen.set(href, answer)
    return answer
  }

  private read(href: string): Target | string {
    const url = parseUrl(href, this.base)
    if (url === undefined) {
      const scheme = /^[\s\u0000-\u0020]*([a-z][a-z0-9+.-]{0,30})\s*:/iu.exec(href.slice(0, 200))?.[1]?.toLowerCase()
      return scheme === undefined || scheme === 'http' || scheme === 'https' ? 'invalid' : scheme
    }
    const host = hostOf(url)
    let domain = hostDomains.get(host)
    if (domain === undefined) {
      domain = domainOfHost(host)
      if (hostDomains.size >= hostDomainsMax) hostDomains.clear()
      hostDomains.set(host, domain)
    }
    return { url, host, domain }
  }
}
