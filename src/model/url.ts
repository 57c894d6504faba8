import { limits } from './limits.js'
import { domainOfHost, type Domain, type Host } from './domain.js'

declare const urlBrand: unique symbol

/** An absolute http or https URL as the WHATWG URL Standard serialises it. */
export type Url = string & { readonly [urlBrand]: true }

/** Reads a URL, resolved against `base`; undefined if it is no http(s) URL or longer than the limit. */
export function parseUrl(text: string, base?: string): Url | undefined {
  if (text.length > limits.urlCharsMax) return undefined
  const url = URL.parse ? URL.parse(text, base) : parseOrNull(text, base)
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) return undefined
  return url.href.length > limits.urlCharsMax ? undefined : (url.href as Url)
}

function parseOrNull(text: string, base: string | undefined): URL | null {
  return URL.canParse(text, base) ? new URL(text, base) : null
}

/** Reads what people and tools write for a page: with or without scheme (`www.clinic.example/x`). */
export function parseLooseUrl(text: string): Url | undefined {
  const trimmed = text.trim()
  if (/^[a-z][a-z0-9+.-]*:\/\//iu.test(trimmed)) return parseUrl(trimmed)
  if (trimmed.startsWith('//')) return parseUrl(`https:${trimmed}`)
  return /^[^\s/:@?#]+\.[^\s/:@?#]+(?:[:/?#]|$)/u.test(trimmed) ? parseUrl(`https://${trimmed}`) : undefined
}

/** Reads a domain or host as people write it (`Clinic.example`, `https://clinic.example/`, `www.clinic.example`). */
export function parseHost(text: string): Host | undefined {
  const url = parseLooseUrl(text)
  return url === undefined ? undefined : hostOf(url)
}

/** Host of a canonical URL, without a trailing dot. */
export function hostOf(url: Url): Host {
  const start = url.indexOf('//') + 2
  let end = start
  let at = -1
  for (; end < url.length; end += 1) {
    const code = url.charCodeAt(end)
    if (code === 47 /* / */ || code === 63 /* ? */ || code === 35 /* # */) break
    if (code === 64 /* @ */) at = end
  }
  const from = at === -1 ? start : at + 1
  const bracket = url[from] === '[' ? url.indexOf(']', from) + 1 : 0
  const colon = bracket === 0 ? url.indexOf(':', from) : bracket
  const stop = colon !== -1 && colon < end ? colon : end
  return (url.charCodeAt(stop - 1) === 46 ? url.slice(from, stop - 1) : url.slice(from, stop)) as Host
}

/** Registrable domain of a canonical URL. */
export function domainOf(url: Url): Domain {
  return domainOfHost(hostOf(url))
}

/** The URL without its fragment: the same document. */
export function withoutFragment(url: Url): Url {
  const hash = url.indexOf('#')
  return (hash === -1 ? url : url.slice(0, hash)) as Url
}

/** Query parameters that never change which page is shown; `*` at the end is a prefix. */
const idleParameters = /^(?:utm_.*|mtm_.*|pk_.*|gclid|gclsrc|dclid|wbraid|gbraid|fbclid|msclkid|yclid|twclid|igshid|mc_cid|mc_eid|_hsenc|_hsmi|ref_src|replytocom|s_cid|srsltid)$/u
const indexFiles = /\/(?:index|default)\.(?:html?|php|aspx?|jsp|shtml|cfm)$/u

/**
 * The key for "the same page": two URLs with one key are one page to us. Never shown, never fetched.
 *
 * Scheme, `www.`, fragment, default port, user info, campaign parameters (`utm_…`, `gclid`, `replytocom`, …), the order
 * of parameters, a trailing slash and index files don't count; path case and every other parameter do.
 *
 *     pageKey('https://www.clinic.example/a/?utm_source=x#top') === pageKey('http://clinic.example/a')
 */
export function pageKey(url: Url): string {
  const parsed = new URL(url)
  const host = hostOf(url).replace(/^www\./u, '')
  const port = parsed.port ? `:${parsed.port}` : ''
  const path = parsed.pathname.replace(indexFiles, '/').replace(/\/+$/u, '')
  if (parsed.search === '') return `${host}${port}${path}`
  const kept = parsed.search.slice(1).split('&').filter((pair) => pair !== '' && !idleParameters.test(pair.split('=', 1)[0]!.toLowerCase())).sort()
  return kept.length === 0 ? `${host}${port}${path}` : `${host}${port}${path}?${kept.join('&')}`
}
