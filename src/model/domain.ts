import { registrableStart } from './public-suffix-table.js'
import { icannSuffixes, privateSuffixes } from './public-suffixes.js'

declare const domainBrand: unique symbol
declare const hostBrand: unique symbol

/** Full host name of a URL: lower case, Punycode, no port, no trailing dot. */
export type Host = string & { readonly [hostBrand]: true }

/**
 * Registrable domain: public suffix plus one label. For a host without one (an IP address, a bare label, a public
 * suffix itself) the host stands for it, so that every link has a domain.
 */
export type Domain = string & { readonly [domainBrand]: true }

const ruleNormal = 1
const ruleWildcard = 2
const ruleException = 4
const rules = new Map<string, number>()
for (const rule of `${icannSuffixes} ${privateSuffixes}`.split(' ')) {
  const bit = rule.startsWith('!') ? ruleException : rule.startsWith('*.') ? ruleWildcard : ruleNormal
  const name = rule.replace(/^(?:!|\*\.)/, '')
  rules.set(name, (rules.get(name) ?? 0) | bit)
}

const ipv4Pattern = /^\d{1,3}(?:\.\d{1,3}){3}$/

/** Start of the public suffix in `host` (private section included), or -1 where there is none (IP addresses). */
export function publicSuffixStart(host: string): number {
  if (host.startsWith('[') || ipv4Pattern.test(host)) return -1
  // Without any rule the prevailing one is "*": the last label.
  let best = host.lastIndexOf('.') + 1
  let previous = host.length + 1
  let start = best
  for (;;) {
    const bits = rules.get(host.slice(start))
    if (bits !== undefined) {
      if (bits & ruleException) return previous > host.length ? best : host.indexOf('.', start) + 1
      if (bits & ruleNormal) best = Math.min(best, start)
      if (bits & ruleWildcard && start > 1 && host[start - 2] !== '.') best = Math.min(best, lastDot(host, start - 2) + 1)
    }
    if (start === 0) return best
    previous = start
    start = lastDot(host, start - 2) + 1
  }
}

/** `lastIndexOf` that finds nothing before the start, where its namesake takes a negative position for 0. */
function lastDot(host: string, from: number): number {
  return from < 0 ? -1 : host.lastIndexOf('.', from)
}

/** The registrable domain of a canonical host name; the host itself where there is none. */
export function domainOfHost(host: string): Domain {
  return (registrableDomain(host) ?? host) as Domain
}

/** The registrable domain, or undefined for IP addresses, bare public suffixes (also after an empty label) and single labels. */
export function registrableDomain(host: string): Domain | undefined {
  const start = registrableStart(host, 0, host.length)
  return start === -1 ? undefined : (host.slice(start) as Domain)
}

/** True of a domain that can be counted as one: an IP address, a bare public suffix and a single label are hosts without a domain, and stand in its place only so that each link has a name. */
export function isDomain(name: string): boolean {
  return registrableStart(name, 0, name.length) !== -1
}

/** `registrableDomain` in the obvious way, label by label: the reference for the table. */
export function registrableDomainByLabels(host: string): Domain | undefined {
  const suffix = publicSuffixStart(host)
  if (suffix <= 0 || host.endsWith('.')) return undefined
  const domain = host.slice(lastDot(host, suffix - 2) + 1) as Domain
  return domain.startsWith('.') || domain.includes('..') ? undefined : domain
}

/**
 * Hosts under which one site may be known, itself and the same with or without `www.`. Common Crawl's graphs of hosts
 * left the `www.` out until 2025 and keep it since. Of a public suffix only the `www.` is a site's own.
 */
export function hostsOfSite(host: string): string[] {
  const bare = host.startsWith('www.') && host.slice(4).includes('.') ? host.slice(4) : host
  return isPublicSuffix(bare) ? [host] : [bare, `www.${bare}`]
}

/** True if `host` is itself a public suffix (`co.uk`, `github.io`): nobody's own property. */
export function isPublicSuffix(host: string): boolean {
  return publicSuffixStart(host) === 0
}

let platformSuffixes: ReadonlySet<string> | undefined

/** True for a public suffix that somebody runs as a platform (`github.io`), not a registry (`co.uk`). */
export function isPlatformSuffix(host: string): boolean {
  platformSuffixes ??= new Set(privateSuffixes.split(' ').filter((rule) => !/[*!]/u.test(rule)))
  return platformSuffixes.has(host) && isPublicSuffix(host)
}

/** True for a name below a platform (`shop.github.io`): nobody registers it, and no registry knows it. */
export function isUnderPlatform(domain: string): boolean {
  const start = publicSuffixStart(domain)
  return start >= 0 && isPlatformSuffix(domain.slice(start))
}

/** Labels in reverse, as web graphs and the link index sort them: `nih.gov` gives `gov.nih`. Its own inverse. */
export function reversedName(host: string): string {
  return host.includes('.') && !ipv4Pattern.test(host) ? host.split('.').reverse().join('.') : host
}
