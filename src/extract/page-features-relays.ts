import type { PageExtra } from '../model/page-extra.js'
import { domainOf, parseUrl, type Url } from '../model/url.js'

const keptMax = 10
const hrefCharsMax = 1_000
/** A parameter whose value begins as an address does. */
const withAddress = /[?&;][^=&#]{1,60}=((?:https?(?::|%3a)|(?:\/|%2f){2})[^&#\s]*)/iu

/**
 * Keeps a link within the site that is given the address of another (RISK-42); the rest are share buttons, sign-ins and the like.
 * Each is asked at once whose it is, so that no list of share buttons takes the room of a relay behind it.
 */
export function noteRelay(href: string, page: Url, extra: PageExtra): void {
  if (!href.includes('=') || href.length > hrefCharsMax || (extra.relays?.length ?? 0) >= keptMax || !withAddress.test(href)) return
  const own = domainOf(page)
  const relay = parseUrl(href, page)
  const given = relay === undefined || domainOf(relay) !== own ? undefined : addressIn(relay)
  if (given === undefined || domainOf(given) === own || extra.relays?.includes(relay!) === true) return
  extra.relays = [...(extra.relays ?? []), relay!]
}

function addressIn(relay: Url): Url | undefined {
  for (const value of new URL(relay).searchParams.values()) {
    if (!/^(?:https?:)?\/\//iu.test(value)) continue
    const given = parseUrl(value.startsWith('//') ? `https:${value}` : value)
    if (given !== undefined) return given
  }
  return undefined
}
