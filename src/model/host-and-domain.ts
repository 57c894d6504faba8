import type { Domain, Host } from './domain.js'
import { limits } from './limits.js'
import { registrableStart } from './public-suffix-table.js'
import { whatwgUrl } from './whatwg-url.js'

/** Kinds of character where a host stands; everything unusual is left to the WHATWG parser. */
const unusual = 0
const plain = 1
const upper = 2
const end = 3
const colon = 4
const hyphen = 5
const kinds = new Uint8Array(128)
for (const character of 'abcdefghijklmnopqrstuvwxyz0123456789._') kinds[character.charCodeAt(0)] = plain
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') kinds[character.charCodeAt(0)] = upper
for (const character of '/?#\\') kinds[character.charCodeAt(0)] = end
kinds[58] = colon
kinds[45] = hyphen
/** Characters a hexadecimal number can end with, `0x` alone being one. */
const mayEndHexadecimal = new Uint8Array(128)
for (const character of '0123456789abcdefxABCDEFX') mayEndHexadecimal[character.charCodeAt(0)] = 1

export interface HostAndDomain {
  readonly host: Host
  readonly domain: Domain
}

/**
 * Answers by a hash of some of the host's characters: links of one page and pages of one site mostly lead to few hosts,
 * and a remembered answer needs no look at every character. A host is remembered when it comes again, as a hash of all
 * its characters tells, since keeping those that come once would cost more than it spares. Remembered strings may be
 * views into the URL they were cut from, so those of long URLs are not kept.
 */
const rememberedCount = 1 << 14
const remembered: Array<HostAndDomain | undefined> = Array.from({ length: rememberedCount }, () => undefined)
const wholeHashes = new Int32Array(rememberedCount)
const rememberedUrlCharsMax = 1_000
/** The remembered answer given last. */
let latest: HostAndDomain = { host: '' as Host, domain: '' as Domain }

/**
 * Host and registrable domain of an absolute http or https URL as found on pages, without building a URL; undefined
 * where `parseUrl` would find none.
 *
 * Where there is no registrable domain (an IP address, a single label, a public suffix) the host stands for it. Hosts
 * with anything but ASCII letters, digits, `-`, `_` and `.`, IP addresses, Punycode, user info and odd ports go through
 * the WHATWG parser, so the answer is always that of `new URL(url).hostname`, without a trailing dot.
 */
export function hostAndDomain(url: string): HostAndDomain | undefined {
  const length = url.length
  if (length > limits.urlCharsMax) return undefined
  const start = hostStart(url)
  if (start === 0) return parsed(url)
  // What stands before a slash and equals a host that was found plain before is plain, and whole.
  const slash = url.indexOf('/', start)
  let host = ''
  let hash = 0
  if (slash > start) {
    host = url.slice(start, slash)
    if (host === latest.host) return latest
    hash = hashOf(url, start, slash)
    const known = remembered[hash & (rememberedCount - 1)]
    if (known && known.host === host) return (latest = known)
  }
  let at = start
  let kind: number = end
  let lower = true
  let punycode = false
  let wholeHash = 0
  for (; at < length; at += 1) {
    const code = url.charCodeAt(at)
    kind = code < 128 ? kinds[code]! : unusual
    wholeHash = Math.imul(wholeHash ^ code, 0x01000193)
    if (kind === plain) continue
    if (kind === hyphen) punycode ||= url.charCodeAt(at + 1) === 45 && (url.charCodeAt(at - 1) | 32) === 110 /* n */
    else if (kind === upper) lower = false
    else break
  }
  if (kind === unusual || at === start) return parsed(url)
  if (at < length && kind === colon && !isPlainPort(url, at + 1)) return parsed(url)
  const last = url.charCodeAt(at - 1)
  // A last label that ends with a digit may be a number, and then the host is an IPv4 address in one of its many forms.
  if (punycode || last === 46 || (last >= 48 && last <= 57) || (mayEndHexadecimal[last] === 1 && isHexadecimal(url, start, at))) return parsed(url)
  if (!lower) {
    const folded = url.slice(start, at).toLowerCase()
    return answer(folded, 0, folded.length, folded)
  }
  if (at !== slash) {
    host = url.slice(start, at)
    hash = hashOf(url, start, at)
    const known = remembered[hash & (rememberedCount - 1)]
    if (known && known.host === host) return known
  }
  const fresh = answer(url, start, at, host)
  const slot = hash & (rememberedCount - 1)
  if (wholeHashes[slot] !== wholeHash) wholeHashes[slot] = wholeHash
  else if (length <= rememberedUrlCharsMax) remembered[slot] = fresh
  return fresh
}

/** Hash of the host that is `url` from `start` to `stop`: of its length and at most eight characters spread over it. */
function hashOf(url: string, start: number, stop: number): number {
  const size = stop - start
  const step = (size >> 3) + 1
  let hash = size
  for (let at = start; at < stop; at += step) hash = Math.imul(hash ^ url.charCodeAt(at), 0x01000193)
  return hash ^ (hash >>> 14)
}

/** Position behind `http://` or `https://`, or 0 if the URL begins with anything else. */
function hostStart(url: string): number {
  if (url.charCodeAt(0) !== 104 || url.charCodeAt(1) !== 116 || url.charCodeAt(2) !== 116 || url.charCodeAt(3) !== 112) return 0
  const colonAt = url.charCodeAt(4) === 115 /* s */ ? 5 : 4
  return url.charCodeAt(colonAt) === 58 && url.charCodeAt(colonAt + 1) === 47 && url.charCodeAt(colonAt + 2) === 47 ? colonAt + 3 : 0
}

/** The answer for `host`, which is `text` from `start` to `stop`. */
function answer(text: string, start: number, stop: number, host: string): HostAndDomain {
  const from = registrableStart(text, start, stop)
  return { host: host as Host, domain: (from <= start ? host : text.slice(from, stop)) as string as Domain }
}

function parsed(url: string): HostAndDomain | undefined {
  const whole = whatwgUrl(url)
  if (whole === null || (whole.protocol !== 'http:' && whole.protocol !== 'https:')) return undefined
  const { hostname } = whole
  const host = hostname.endsWith('.') ? hostname.slice(0, -1) : hostname
  return answer(host, 0, host.length, host)
}

/** At most five digits, small enough, then the end of the authority. */
function isPlainPort(url: string, from: number): boolean {
  let port = 0
  let at = from
  for (; at < url.length && at - from < 6; at += 1) {
    const digit = url.charCodeAt(at) - 48
    if (digit < 0 || digit > 9) break
    port = port * 10 + digit
  }
  if (port > 65_535) return false
  return at === url.length || kinds[url.charCodeAt(at)] === end
}

/** True if the last label begins with `0x` and may so be a number. */
function isHexadecimal(url: string, start: number, stop: number): boolean {
  const label = Math.max(url.lastIndexOf('.', stop - 1) + 1, start)
  return url.charCodeAt(label) === 48 && (url.charCodeAt(label + 1) | 32) === 120
}
