import { limits } from './limits.js'
import type { Domain, Host } from './domain.js'
import { registrableStart } from './public-suffix-table.js'
import { whatwgUrl } from './whatwg-url.js'

declare const urlBrand: unique symbol

/** An absolute http or https URL as the WHATWG URL Standard serialises it, without name and password. */
export type Url = string & { readonly [urlBrand]: true }

/**
 * Reads a URL, resolved against `base`; undefined if it is no http(s) URL or longer than the limit. A name and password before the host
 * are no part of an address and are left out: nobody should find them in a list, a file or a report.
 */
export function parseUrl(text: string, base?: string): Url | undefined {
  if (text.length > limits.urlCharsMax) return undefined
  const url = whatwgUrl(text, base)
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) return undefined
  if ((text.includes('@') || base?.includes('@') === true) && (url.username !== '' || url.password !== '')) {
    url.username = ''
    url.password = ''
  }
  return url.href.length > limits.urlCharsMax ? undefined : (url.href as Url)
}

/** Reads what people and tools write for a page: with or without scheme (`www.clinic.example/x`). */
export function parseLooseUrl(text: string): Url | undefined {
  const trimmed = text.trim()
  if (trimmed.length > limits.urlCharsMax) return undefined
  if (/^[a-z][a-z0-9+.-]*:\/\//iu.test(trimmed)) return parseUrl(trimmed)
  if (trimmed.startsWith('//')) return parseUrl(`https:${trimmed}`)
  // A host with a dot inside it, looked for in two steps: one pattern for both takes quadratic time on "a.a.a.a…@".
  const host = /^[^\s/:@?#]+/u.exec(trimmed)?.[0] ?? ''
  const dot = host.indexOf('.', 1)
  const after = trimmed[host.length]
  const bare = dot !== -1 && dot < host.length - 1 && (after === undefined || (after !== '@' && after.trim() !== ''))
  return bare ? parseUrl(`https://${trimmed}`) : undefined
}

/** Reads a domain or host as people write it (`Clinic.example`, `https://clinic.example/`, `www.clinic.example`). */
export function parseHost(text: string): Host | undefined {
  const url = parseLooseUrl(text)
  return url === undefined ? undefined : hostOf(url)
}

/** Host of a canonical URL, without a trailing dot. */
export function hostOf(url: Url): Host {
  const authority = authorityOf(url)
  return url.slice(authority.host, authority.hostEnd) as Host
}

/** Registrable domain of a canonical URL. */
export function domainOf(url: Url): Domain {
  const { host, hostEnd } = authorityOf(url)
  const start = registrableStart(url, host, hostEnd)
  return url.slice(start === -1 ? host : start, hostEnd) as Domain
}

/** Where the parts of the authority of a canonical URL lie: its host without a trailing dot, and the end of its port. */
function authorityOf(url: Url): { host: number; hostEnd: number; end: number } {
  let host = url.charCodeAt(4) === 115 /* s */ ? 8 : 7
  // A canonical URL always has a path, so the first slash ends the authority.
  const end = url.indexOf('/', host)
  const at = url.indexOf('@', host)
  if (at !== -1 && at < end) host = url.lastIndexOf('@', end) + 1
  const bracketEnd = url.charCodeAt(host) === 91 /* [ */ ? url.indexOf(']', host) + 1 : 0
  const colon = bracketEnd === 0 ? url.indexOf(':', host) : bracketEnd
  let hostEnd = colon !== -1 && colon < end ? colon : end
  if (url.charCodeAt(hostEnd - 1) === 46 /* . */) hostEnd -= 1
  return { host, hostEnd, end }
}

/** The URL without its fragment: the same document. */
export function withoutFragment(url: Url): Url {
  const hash = url.indexOf('#')
  return (hash === -1 ? url : url.slice(0, hash)) as Url
}

/** Query parameters that never change which page is shown; `*` at the end is a prefix. */
const idleParameters = /^(?:utm_.*|mtm_.*|pk_.*|gclid|gclsrc|dclid|wbraid|gbraid|fbclid|msclkid|yclid|twclid|igshid|mc_cid|mc_eid|_hsenc|_hsmi|ref_src|replytocom|s_cid|srsltid)$/u
const indexFiles = /^\/(?:index|default)\.(?:html?|php|aspx?|jsp|shtml|cfm)$/u

/**
 * The key for "the same page": two URLs with one key are one page to us. Never shown, never fetched.
 *
 * Scheme, `www.`, fragment, default port, user info, campaign parameters (`utm_…`, `gclid`, `replytocom`, …), the order
 * of parameters, a trailing slash and index files don't count; path case and every other parameter do.
 *
 *     pageKey('https://www.clinic.example/a/?utm_source=x#top') === pageKey('http://clinic.example/a')
 */
export function pageKey(url: Url): string {
  const { host, hostEnd, end } = authorityOf(url)
  const hash = url.indexOf('#', end)
  const stop = hash === -1 ? url.length : hash
  const mark = url.indexOf('?', end)
  const pathEnd = mark === -1 || mark > stop ? stop : mark
  const from = url.startsWith('www.', host) ? host + 4 : host
  const portFrom = url.indexOf(':', hostEnd)
  const port = portFrom !== -1 && portFrom < end ? url.slice(portFrom, end) : ''
  const key = `${url.slice(from, hostEnd)}${port}${keyPath(url.slice(end, pathEnd))}`
  if (pathEnd + 1 >= stop) return key
  const kept = url.slice(pathEnd + 1, stop).split('&').filter((pair) => pair !== '' && !idleParameters.test(parameterName(pair))).sort()
  return kept.length === 0 ? key : `${key}?${kept.join('&')}`
}

/** The path without an index file and without slashes at its end. */
function keyPath(path: string): string {
  let end = path.length
  const name = path.lastIndexOf('/')
  if (indexFiles.test(path.slice(name))) end = name
  while (end > 0 && path.charCodeAt(end - 1) === 47 /* slash */) end -= 1
  return path.slice(0, end)
}

function parameterName(pair: string): string {
  const equals = pair.indexOf('=')
  return (equals === -1 ? pair : pair.slice(0, equals)).toLowerCase()
}
