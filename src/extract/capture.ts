import type { Capture } from '../model/capture.js'
import { domainOfHost } from '../model/domain.js'
import type { PageRecord } from '../model/page.js'
import { relTokens } from '../model/link.js'
import { limits } from '../model/limits.js'
import type { Problem } from '../model/problem.js'
import type { Sighting } from '../model/sighting.js'
import { domainOf, hostOf, parseUrl, type Url } from '../model/url.js'
import { askedAs } from './asked-as.js'
import { extractPage, noDate, redirectSighting, unknownInstant, type Extract, type ExtractOptions } from './page.js'
import { languageTag, refreshTarget, subjectOfHead } from './page-head.js'
import { readRobots } from './robots.js'
import { isWithin, TargetResolver } from './targets.js'
import { collapse, cutTo } from './text.js'

const nothing: Extract = { page: null, sightings: [], problems: [], otherSchemes: {} }

/**
 * Reads one capture, whatever it is: an HTML page, a redirect, the links an archive's metadata lists, a picture, or an answer
 * without a page in it. An error answer gives a page record too, since a page that is gone is how links get lost.
 */
export function extractCapture(capture: Capture, options: ExtractOptions): Extract {
  const extract = extractOf(capture, options)
  const as = askedAs(capture.askedBy)
  if (as !== undefined && extract.page !== null) extract.page.askedAs = as
  return extract
}

function extractOf(capture: Capture, options: ExtractOptions): Extract {
  if (capture.wat !== null) return extractWat(capture, options)
  if (isRedirect(capture)) return extractRedirect(capture, options)
  if (isHtml(capture)) return extractPage(capture, options)
  const url = parseUrl(capture.url)
  const picture = url === undefined ? null : (options.pictures?.(capture) ?? null)
  if (picture !== null) return { ...nothing, page: { ...bareRecord(capture, url!, options), readFor: null, picture }, problems: dateProblems(capture, options) }
  if (url === undefined || capture.kind !== 'response' || capture.status === null || capture.status < 400) return nothing
  return { ...nothing, page: bareRecord(capture, url, options), problems: dateProblems(capture, options) }
}

function isRedirect(capture: Capture): boolean {
  return capture.status !== null && capture.status >= 300 && capture.status < 400 && capture.headers.has('location')
}

/** True for a capture whose body is a page by its type, or by its first bytes where the type is not told. */
export function isHtml(capture: Capture): boolean {
  if (capture.body === null) return false
  if (capture.mediaType === 'text/html' || capture.mediaType === 'application/xhtml+xml') return true
  if (capture.mediaType !== '' && capture.mediaType !== 'application/octet-stream' && capture.mediaType !== 'unknown/unknown') return false
  const start = Buffer.from(capture.body.subarray(0, 1_024)).toString('latin1')
  return /^(?:\xef\xbb\xbf)?\s{0,200}(?:<!--[^]{0,600}?-->\s{0,20})?<(?:!doctype\s+html|html|head|body|title|meta|script|table|div|h1|p|a)[\s>]/iu.test(start)
}

/** A redirect as a sighting: the page links its target by the response itself. */
export function extractRedirect(capture: Capture, options: ExtractOptions): Extract {
  const url = parseUrl(capture.url)
  if (url === undefined) return { ...nothing, problems: [problem(capture, 'bad-url', `The redirecting address ${cutTo(capture.url, 200)} is no http or https address; it was passed over.`)] }
  const location = capture.headers.get('location') ?? ''
  const target = parseUrl(location, url) ?? refreshTarget(capture.headers.get('refresh'), url, url) ?? undefined
  const page = { ...bareRecord(capture, url, options), redirectTo: target ?? null }
  const problems = dateProblems(capture, options)
  if (target === undefined) return { ...nothing, page, problems: [...problems, problem(capture, 'bad-url', `The redirect of ${url} leads to an address that can't be read: ${cutTo(location, 120)}`)] }
  const isExternal = domainOf(target) !== domainOf(url)
  page.externalLinkCount = 0
  if ((options.externalOnly && !isExternal) || (options.target && !isWithin(hostOf(target), domainOf(target), options.target))) return { ...nothing, page, problems }
  return { ...nothing, page, sightings: [redirectSighting(sharedFields(page), target)], problems }
}

/** Links as a WAT record lists them. It tells neither area nor context, so these stay null. */
export function extractWat(capture: Capture, options: ExtractOptions): Extract {
  const { wat } = capture
  const url = parseUrl(capture.url)
  if (wat === null || url === undefined) return { ...nothing, problems: [problem(capture, 'bad-url', `The page's address ${cutTo(capture.url, 200)} is no http or https address; its links were passed over.`)] }
  if (isRedirect(capture)) return extractRedirect(capture, options)
  const base = (wat.base === null ? undefined : parseUrl(wat.base, url)) ?? url
  const metas = wat.metas.map(({ name, content }) => ({ name: name.toLowerCase(), content }))
  const title = wat.title === null ? null : cutTo(collapse(wat.title), limits.titleCharsMax)
  const page: PageRecord = {
    ...bareRecord(capture, url, options), title: title === '' ? null : title,
    language: languageTag(metas.find(({ name }) => name === 'content-language' || name === 'language')?.content ?? capture.headers.get('content-language')),
    robots: readRobots(metas, capture.headers.get('x-robots-tag') ?? ''),
    redirectTo: refreshTarget(metas.find(({ name }) => name === 'refresh')?.content, base, url),
    ...subjectOfHead(metas),
  }
  const resolver = new TargetResolver(base)
  const problems = dateProblems(capture, options)
  const otherSchemes: Record<string, number> = {}
  const sightings: Sighting[] = []
  const externalDomains = new Set<string>()
  const shared = sharedFields(page)
  let position = -1
  for (const link of wat.links) {
    if (/^LINK@\/href$/iu.test(link.path) && page.canonical === null && relTokens(link.rel ?? '').includes('canonical')) page.canonical = parseUrl(link.url, base) ?? null
    const path = /^(A|AREA)@\/href$/iu.exec(link.path)
    if (!path) continue
    position += 1
    if (position >= limits.pageLinksMax) {
      problems.push(problem(capture, 'too-many-links', `The record lists more than ${limits.pageLinksMax} links; the rest was left out.`))
      break
    }
    const target = resolver.resolve(link.url)
    if (typeof target === 'string') {
      otherSchemes[target] = (otherSchemes[target] ?? 0) + 1
      continue
    }
    const isExternal = target.domain !== page.domain
    if (isExternal) {
      page.externalLinkCount += 1
      externalDomains.add(target.domain)
    }
    if ((options.externalOnly && !isExternal) || (options.target && !isWithin(target.host, target.domain, options.target))) continue
    const text = link.text === null || collapse(link.text) === '' ? link.alt : link.text
    sightings.push({
      ...shared, target: target.url, targetDomain: target.domain, anchorText: text === null ? null : cutTo(collapse(text), limits.anchorCharsMax),
      rel: relTokens(link.rel ?? ''), area: null, context: null, image: null, element: path[1]!.toLowerCase() === 'a' ? 'a' : 'area', position, cues: page.robots.includes('nofollow') ? ['page-nofollow'] : [],
      fallbackText: text === null && link.title !== null ? cutTo(collapse(link.title), limits.anchorCharsMax) : null,
    })
  }
  page.linkCount = Math.min(position + 1, limits.pageLinksMax)
  page.externalDomainCount = externalDomains.size
  return { page, sightings, problems, otherSchemes }
}

function bareRecord(capture: Capture, url: Url, options: ExtractOptions): PageRecord {
  return {
    url, domain: domainOf(url), status: capture.status, seenBy: options.seenBy, seenAt: capture.at ?? options.fallbackAt ?? unknownInstant, title: null, language: null,
    robots: readRobots([], capture.headers.get('x-robots-tag') ?? ''), canonical: null, redirectTo: null, linkCount: 0, externalLinkCount: 0, externalDomainCount: 0, readFor: options.target ? domainOfHost(options.target) : null, features: null,
  }
}

function sharedFields(page: PageRecord): Parameters<typeof redirectSighting>[0] {
  return {
    referringPage: page.url, referringDomain: page.domain, title: page.title, language: page.language, status: page.status, robots: page.robots,
    seenBy: page.seenBy, seenAt: page.seenAt, firstSeenAt: null, lostAt: null, lostReason: null, vendor: null, raw: null,
  }
}

/** A capture that gives a record is seen at some time; where none is known, that is said. */
function dateProblems(capture: Capture, options: ExtractOptions): Problem[] {
  return capture.at === null && options.fallbackAt === undefined ? [problem(capture, noDate.cause, noDate.message)] : []
}

function problem(capture: Capture, cause: string, message: string): Problem {
  return { file: capture.file, offset: capture.offset, line: null, cause, message }
}
