import { parseInstant, type Instant } from '../model/instant.js'
import type { ImportTarget } from '../model/import.js'
import { icannSuffixes } from '../model/public-suffixes.js'
import { domainOf, hostOf, parseLooseUrl } from '../model/url.js'

/** Last labels that end a host name in a file name; the reserved ones are for examples and tests. */
const topLabels = new Set([...icannSuffixes.split(' ').filter((suffix) => /^[a-z0-9-]+$/u.test(suffix)), 'example', 'test', 'localhost'])

/**
 * The site an export is about, as a person or a tool writes it. A domain, a host and a home page stand for the whole
 * site, so only an address with a path is kept as the target itself.
 */
export function targetOfText(text: string): ImportTarget | null {
  const url = parseLooseUrl(text.trim())
  if (url === undefined) return null
  const parsed = new URL(url)
  const whole = parsed.pathname === '/' && parsed.search === ''
  return { url: whole ? null : url, domain: domainOf(url) }
}

/**
 * The site named in the file name of an export, as the tools build them:
 *
 *     https___www.clinic.example_-Latest links-2026-07-15.csv
 *     clinic.example-backlinks-subdomains_2026-09-28_07-05-00.csv
 *     moz-inbound-links-for-www_clinic_example-2026-09-28_07_05_00_000000Z.csv
 */
export function targetOfFileName(fileName: string): ImportTarget | null {
  const name = baseName(fileName)
  const moz = /^moz-[a-z-]{1,40}-for-([a-z0-9_-]{1,250}?)-\d{4}-\d{2}-\d{2}/iu.exec(name)
  if (moz) return targetOfHost(moz[1]!.replaceAll('_', '.').replace(/\.+$/u, ''))
  const prefixed = /^https?_{2,3}([^_/\s]{1,253})/iu.exec(name)
  if (prefixed) return targetOfHost(prefixed[1]!) ?? longestHost(prefixed[1]!)
  return longestHost(name.replace(/^sc-domain[_-]/iu, ''))
}

/** The day in a file name, where there is one. */
export function dateOfFileName(fileName: string): Instant | null {
  const match = /(?:^|\D)(20\d{2})[-_.]?(\d{2})[-_.]?(\d{2})(?:\D|$)/u.exec(baseName(fileName))
  return (match && parseInstant(`${match[1]}-${match[2]}-${match[3]}`)) || null
}

/**
 * The longest beginning of a name that is a host. Dashes are legal in hosts and also separate the words of file names,
 * so `www.my-clinic.example-backlinks` must not end at `www.my`, nor run on to `example-backlinks`.
 */
function longestHost(name: string): ImportTarget | null {
  const start = /^[\p{L}\p{N}.-]{1,253}/u.exec(name)?.[0]
  if (start === undefined) return null
  for (let end = start.length; end > 0; end = start.lastIndexOf('-', end - 1)) {
    const host = start.slice(0, end).replace(/\.(?:csv|tsv|txt|xlsx|json|gz|zip)$/iu, '')
    const target = targetOfHost(host)
    if (target !== null) return target
  }
  return null
}

function targetOfHost(host: string): ImportTarget | null {
  const url = host.includes('.') && !host.endsWith('.') ? parseLooseUrl(host) : undefined
  if (url === undefined) return null
  return isKnownHost(hostOf(url)) ? { url: null, domain: domainOf(url) } : null
}

/** Without folders, the name of the archive around it, and a browser's " (1)". */
function baseName(fileName: string): string {
  const last = fileName.split(/[/\\]| › /u).at(-1)!
  return last.slice(0, 512)
}

/** True if the host of an address written without scheme ends in a top-level label that exists. */
export function hasKnownEnding(text: string): boolean {
  const url = parseLooseUrl(text)
  return url !== undefined && isKnownHost(hostOf(url))
}

function isKnownHost(host: string): boolean {
  const last = host.slice(host.lastIndexOf('.') + 1)
  return topLabels.has(last) || last.startsWith('xn--') || /^\d{1,3}(?:\.\d{1,3}){3}$/u.test(host)
}
