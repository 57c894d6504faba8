import type { Capture } from '../model/capture.js'
import { domainOfHost } from '../model/domain.js'
import type { Instant } from '../model/instant.js'
import type { Area } from '../model/link.js'
import { limits } from '../model/limits.js'
import type { PageFeatures, PageRecord } from '../model/page.js'
import type { Picture } from '../model/picture.js'
import { ProblemList, type Problem } from '../model/problem.js'
import type { Sighting } from '../model/sighting.js'
import { domainOf, hostOf, parseUrl, withoutFragment, type Url } from '../model/url.js'
import { readCharset } from './charset.js'
import { contextOf, cuesOf } from './links/link-context.js'
import { isShareAddress } from './links/share-buttons.js'
import { hrefOf, linksReadCount, placesOf, readLink } from './links/read-links.js'
import { headingReader } from './links/near-heading.js'
import { scanPage } from './links/scan-page.js'
import { readPageHead, subjectOfHead } from './page-head.js'
import { isWithin, TargetResolver } from './targets.js'
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
  /**
   * Reads the page as a whole; gets every sighting that leads to another domain, whatever `target` leaves out, without
   * context and cues. Called only for pages that matter: with a `target` those that link to it or belong to it, else
   * those that link to another domain.
   */
  features?: (html: string, url: Url, sightings: readonly Sighting[]) => PageFeatures
  /** Reads a captured picture; without it pictures say nothing. */
  pictures?: (capture: Capture) => Picture | null
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
export const unknownInstant = '1990-01-01T00:00:00.000Z'
export const noDate = { cause: 'no-date', message: 'Neither the record nor its file says when the page was seen; 1990 stands for unknown.' }

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
  // Nearly every page of an archive has no link that is wanted: those are scanned for links only.
  const isPicky = Boolean(options.target) || options.externalOnly === true
  let scan = scanPage(readable.bytes, isPicky ? 'links' : 'page')
  if (scan.bounded) report('page-too-deep', 'The page nests or repeats elements past a bound; links beyond it may be missing or misplaced.')
  const head = readPageHead(scan, url, capture.headers, readable.decode)
  const linkCount = linksReadCount(scan)
  if (scan.linkCount > linkCount) report('too-many-links', `The page has more than ${limits.pageLinksMax} links; the rest was left out.`)
  const at = capture.at ?? options.fallbackAt
  if (at === undefined) report(noDate.cause, noDate.message)

  const domain = domainOf(url)
  const { target: scope = null, externalOnly = false } = options
  const isWanted = (host: string, targetDomain: string): boolean => (!externalOnly || targetDomain !== domain) && (!scope || isWithin(host, targetDomain, scope))
  const resolver = new TargetResolver(head.base)
  const otherSchemes: Record<string, number> = {}
  const externalDomains = new Set<string>()
  const external: number[] = []
  const wanted: number[] = []
  for (let position = 0; position < linkCount; position += 1) {
    const href = hrefOf(scan, position, readable.decode)
    const place = resolver.place(href)
    if (typeof place === 'string') {
      otherSchemes[place] = (otherSchemes[place] ?? 0) + 1
      if (place === 'invalid') report('bad-url', `Link ${position} on ${withoutFragment(url)} has an address that can't be read: ${cutTo(href, 120)}`)
      continue
    }
    if (place.domain !== domain) {
      external.push(position)
      externalDomains.add(place.domain)
    }
    if (isWanted(place.host, place.domain)) wanted.push(position)
  }

  const refresh = head.refresh !== null && isWanted(hostOf(head.refresh), domainOf(head.refresh)) ? head.refresh : null
  const isOwnPage = Boolean(scope) && isWithin(hostOf(url), domain, scope!)
  const needsFeatures = options.features !== undefined && (scope ? wanted.length > 0 || refresh !== null || isOwnPage : external.length > 0)
  const sightings: Sighting[] = []
  const externalSightings: Sighting[] = []
  const isNofollow = head.robots.includes('nofollow') || head.robots.includes('none')
  const shared = {
    referringPage: url, referringDomain: domain, title: head.title, language: head.language, status: capture.status, robots: head.robots,
    seenBy: options.seenBy, seenAt: at ?? unknownInstant, firstSeenAt: null, lostAt: null, lostReason: null, vendor: null, raw: null,
  }
  if (wanted.length > 0 || (needsFeatures && external.length > 0)) {
    if (isPicky) scan = scanPage(readable.bytes)
    const { blocks, standingOf, areaOf } = placesOf(scan, url)
    const html = { htmlStart: scan.html, htmlEnd: scan.htmlEnd, isNofollow, standingOf, headingOf: headingReader(scan, blocks, readable.decode) }
    const sightingAt = (position: number, list: Sighting[], withContext: boolean): void => {
      const link = readLink(scan, position, readable.decode)
      const target = resolver.resolve(link.href)
      if (typeof target === 'string') return
      const context = withContext ? contextOf(scan, blocks, link, readable.decode) : null
      const isShare = isShareAddress(target.url)
      // Written out, since an object made by spreading is many times slower to make.
      list.push({
        referringPage: url, referringDomain: domain, title: shared.title, language: shared.language, status: shared.status, robots: shared.robots,
        seenBy: shared.seenBy, seenAt: shared.seenAt, firstSeenAt: null, lostAt: null, lostReason: null, vendor: null, raw: null,
        target: target.url, targetDomain: target.domain, anchorText: cutTo(link.anchorText, limits.anchorCharsMax), rel: [...link.rel],
        area: placedArea(areaOf(link.node, link.runFrom), isShare), context, image: link.image === null ? null : (parseUrl(link.image, head.base) ?? null), element: link.element, position,
        cues: context === null ? [] : isShare ? [...cuesOf(scan, blocks, link, context, html), 'share'] : cuesOf(scan, blocks, link, context, html), fallbackText: link.fallbackText,
      })
    }
    for (const position of wanted) sightingAt(position, sightings, true)
    if (needsFeatures) for (const position of external) sightingAt(position, externalSightings, false)
  }
  if (refresh !== null) sightings.push(redirectSighting(shared, refresh))
  const page: PageRecord = {
    url, domain, status: capture.status, seenBy: options.seenBy, seenAt: shared.seenAt, title: head.title, language: head.language, robots: head.robots,
    canonical: head.canonical, redirectTo: head.refresh, linkCount, externalLinkCount: external.length, externalDomainCount: externalDomains.size,
    readFor: options.target ? domainOfHost(options.target) : null,
    ...(needsFeatures ? {} : subjectOfHead(head.metas)),
    features: needsFeatures ? options.features!(readable.decode(readable.bytes, 0, readable.bytes.length), url, externalSightings) : null,
  }
  if (page.features !== null && capture.address) page.features.extra['serverAddress'] = cutTo(capture.address, addressCharsMax)
  return { page, sightings, problems: problems.listed, otherSchemes }
}

/** The longest way to write an IPv6 address. */
const addressCharsMax = 45

/** A share button belongs to the furniture of a page, even where it stands amid an article. */
function placedArea(area: Area, isShare: boolean): Area {
  return isShare && (area === 'main' || area === 'nav' || area === 'header') ? 'aside' : area
}

type SharedFields = Pick<Sighting, 'referringPage' | 'referringDomain' | 'title' | 'language' | 'status' | 'robots' | 'seenBy' | 'seenAt' | 'firstSeenAt' | 'lostAt' | 'lostReason' | 'vendor' | 'raw'>

/** The sighting of a redirect: a link of the response, so without anchor, area and context. */
export function redirectSighting(shared: SharedFields, target: Url): Sighting {
  return {
    ...shared, target, targetDomain: domainOf(target), anchorText: null, rel: [], area: null, context: null, image: null, element: 'redirect', position: null,
    cues: [], fallbackText: null,
  }
}
