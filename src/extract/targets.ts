import { domainOfHost, type Domain } from '../model/domain.js'
import { hostAndDomain } from '../model/host-and-domain.js'
import { limits } from '../model/limits.js'
import { domainOf, hostOf, parseUrl, type Url } from '../model/url.js'

/** Where a link leads: its host and registrable domain. */
export interface Place {
  host: string
  domain: Domain
}

export interface Target extends Place {
  url: Url
}

/** True if a target lies in `scope`: a registrable domain, or a host with its subdomains. */
export function isWithin(host: string, domain: string, scope: string): boolean {
  return domain === scope || host === scope || host.endsWith(`.${scope}`)
}

const hostDomains = new Map<string, Domain>()
const hostDomainsMax = 50_000
/** Percent-encoding makes at most nine characters of one, so that an address this short on a base this short is within the limit. */
const surelyShort = Math.floor(limits.urlCharsMax / 10)

/** Resolves the addresses of one page, each written form once. */
export class TargetResolver {
  private readonly seen = new Map<string, Target | string>()
  private readonly own: Place | undefined

  constructor(private readonly base: Url) {
    this.own = base.length <= surelyShort ? { host: hostOf(base), domain: domainOf(base) } : undefined
  }

  /** The target, or the scheme of a link that leads to no page, or `invalid`. */
  resolve(href: string): Target | string {
    const before = this.seen.get(href)
    if (before !== undefined) return before
    const answer = this.read(href)
    this.seen.set(href, answer)
    return answer
  }

  /** As `resolve`, without building an address where host and domain can be told from what is written. */
  place(href: string): Place | string {
    if (href.length <= surelyShort) {
      if (this.own !== undefined && isPlainlyRelative(href)) return this.own
      if (href.startsWith('http://') || href.startsWith('https://')) {
        const known = hostAndDomain(href)
        if (known !== undefined) return known
      }
    }
    return this.resolve(href)
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

/** True for an address that keeps the host of its base whatever it goes on to say: a path, a query or a fragment. */
function isPlainlyRelative(href: string): boolean {
  if (href === '') return true
  const first = href.charCodeAt(0)
  if (first === 35 || first === 63) return true
  if (first === 47) {
    const second = href.charCodeAt(1)
    return second > 32 && second !== 47 && second !== 92
  }
  for (let index = 0; index < href.length; index += 1) {
    const code = href.charCodeAt(index)
    if (code === 47 || code === 63 || code === 35) return index > 0
    // Before a slash a colon may end a scheme, and a backslash or a control may begin a host.
    if (code === 58 || code === 92 || code <= 32) return false
  }
  return true
}
