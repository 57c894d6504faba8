import { limits } from '../model/limits.js'
import { parseUrl, withoutFragment, type Url } from '../model/url.js'
import { walkAttributes } from './links/attributes.js'
import { runKinds, type PageScan } from './links/page-scan.js'
import { readRobots } from './robots.js'
import { attributeText, collapse, cutTo, textOfRange, type DecodeRange } from './text.js'

/** What the head and the headers of a page say of it as a whole. */
export interface PageHead {
  /** Address against which the page's links are resolved. */
  base: Url
  title: string | null
  language: string | null
  robots: string[]
  canonical: Url | null
  /** Where a meta refresh or Refresh header leads, if that is another page. */
  refresh: Url | null
  /** Metas by `name`, and those of Open Graph by `property`, in lower case. */
  metas: ReadonlyArray<{ name: string; content: string }>
}

const tagsReadMax = 500

export function readPageHead(scan: PageScan, url: Url, headers: ReadonlyMap<string, string>, decode: DecodeRange): PageHead {
  const attributesOf = (tagStart: number): Map<string, string> => {
    const attributes = new Map<string, string>()
    walkAttributes(scan.bytes, tagStart, ({ nameStart, nameEnd, valueStart, valueEnd }) => {
      const name = decode(scan.bytes, nameStart, nameEnd).toLowerCase()
      if (!attributes.has(name)) attributes.set(name, attributeText(scan.bytes, valueStart, valueEnd, decode))
    })
    return attributes
  }
  const baseHref = scan.base === -1 ? undefined : attributesOf(scan.base).get('href')
  const base = (baseHref === undefined ? undefined : parseUrl(baseHref, url)) ?? url
  const named: Array<{ name: string; content: string }> = []
  let refreshText: string | undefined
  let languageMeta: string | undefined
  for (const tagStart of scan.metas.slice(0, tagsReadMax)) {
    const attributes = attributesOf(tagStart)
    const content = attributes.get('content') ?? ''
    const name = attributes.get('name')?.trim().toLowerCase()
    const equiv = attributes.get('http-equiv')?.trim().toLowerCase()
    const property = attributes.get('property')?.trim().toLowerCase()
    if (name !== undefined) named.push({ name, content })
    if (name === undefined && property?.startsWith('og:')) named.push({ name: property, content })
    if (equiv === 'refresh') refreshText ??= content
    if (equiv === 'content-language' || name === 'language') languageMeta ??= content
    if (equiv === 'x-robots-tag' || equiv === 'robots') named.push({ name: 'robots', content })
  }
  let canonical: Url | null = null
  for (const tagStart of scan.linkTags.slice(0, tagsReadMax)) {
    const attributes = attributesOf(tagStart)
    const href = attributes.get('href')
    if (canonical === null && href && /(?:^|\s)canonical(?:\s|$)/iu.test(attributes.get('rel') ?? '')) canonical = parseUrl(href, base) ?? null
  }
  const htmlAttributes = scan.html === -1 ? undefined : attributesOf(scan.html)
  const language = htmlAttributes?.get('lang') ?? htmlAttributes?.get('xml:lang') ?? languageMeta ?? headers.get('content-language')
  return {
    base, canonical: canonical ?? canonicalOfHeader(headers.get('link') ?? '', url), title: titleOf(scan, decode), language: languageTag(language),
    robots: readRobots(named, headers.get('x-robots-tag') ?? ''), refresh: refreshTarget(refreshText ?? headers.get('refresh'), base, url),
    metas: named,
  }
}

const siteNameCharsMax = 80
const subjectsMax = 24
const subjectCharsMax = 24
const descriptionCharsMax = 400

/** Name of the site and words of the description: what is kept of the subject of a page whose body is not read. */
export function subjectOfHead(metas: PageHead['metas']): { siteName: string | null; subjects: string[] | null } {
  const contentOf = (...names: string[]) => metas.find(({ name, content }) => names.includes(name) && content.trim() !== '')?.content ?? ''
  const siteName = cutTo(collapse(contentOf('og:site_name', 'application-name')), siteNameCharsMax)
  const described = `${contentOf('description', 'og:description').slice(0, descriptionCharsMax)} ${contentOf('keywords').slice(0, descriptionCharsMax)}`.toLowerCase()
  const subjects = [...new Set(described.match(/\p{L}{4,}|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{2,}/gu))].slice(0, subjectsMax).map((word) => word.slice(0, subjectCharsMax))
  return { siteName: siteName === '' ? null : siteName, subjects: subjects.length === 0 ? null : subjects }
}

function titleOf(scan: PageScan, decode: DecodeRange): string | null {
  if (scan.titleStart === -1) return null
  const end = Math.min(scan.titleEnd, scan.titleStart + limits.titleCharsMax * 8)
  const title = cutTo(collapse(textOfRange(scan.bytes, scan.titleStart, end, runKinds.foreign, decode)), limits.titleCharsMax)
  return title === '' ? null : title
}

/** The first language tag of `text` ("de-DE, en" gives "de-DE"), or null where it is none. */
export function languageTag(text: string | undefined): string | null {
  const tag = text?.split(/[,;\s]+/u).find(Boolean)?.replaceAll('_', '-')
  return tag !== undefined && /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}$/u.test(tag) ? tag : null
}

/** Target of a refresh (`5; url=/new`), unless it reloads the page itself. */
export function refreshTarget(text: string | undefined, base: Url, url: Url): Url | null {
  if (text === undefined || text.length > limits.urlCharsMax) return null
  const match = /^\s*[\d.]{0,20}\s*[;,]?\s*(?:url\s*=\s*)?(["']?)([^]*)$/iu.exec(text)
  if (!match || !/[;,\s]/u.test(text.trim())) return null
  const quote = match[1]!
  const end = quote === '' ? -1 : match[2]!.indexOf(quote)
  const target = (end === -1 ? match[2]! : match[2]!.slice(0, end)).trim()
  const parsed = target === '' ? undefined : parseUrl(target, base)
  return parsed === undefined || withoutFragment(parsed) === withoutFragment(url) ? null : parsed
}

/** Target of `Link: <…>; rel="canonical"`. */
function canonicalOfHeader(text: string, url: Url): Url | null {
  for (const match of text.slice(0, limits.urlCharsMax * 2).matchAll(/<([^<>]{1,8192})>([^<]{0,512})/gu)) {
    if (/;\s*rel\s*=\s*"?[^";]{0,100}\bcanonical\b/iu.test(match[2]!)) return parseUrl(match[1]!, url) ?? null
  }
  return null
}
