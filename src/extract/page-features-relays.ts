import type { PageExtra } from '../model/page-extra.js'
import { domainOf, parseUrl, type Url } from '../model/url.js'

const notedMax = 200
const keptMax = 10
const hrefCharsMax = 1_000
/** A parameter whose value begins as an address does. */
const withAddress = /[?&;][^=&#]{1,60}=((?:https?(?::|%3a)|(?:\/|%2f){2})[^&#\s]*)/iu

/** Keeps a link that hands over an address, as written; whose it is shows only when the page's own address is known. */
export function noteRelay(href: string, extra: PageExtra): void {
  if (!href.includes('=') || href.length > hrefCharsMax || !withAddress.test(href)) return
  const noted = (extra.relays ??= [])
  if (noted.length < notedMax) noted.push(href)
}

/** Of the links noted those within the site that are given the address of another (RISK-42); the rest are share buttons, sign-ins and the like. */
export function keepRelays(extra: PageExtra, url: Url): void {
  const own = domainOf(url)
  const kept = new Set<string>()
  for (const href of extra.relays ?? []) {
    const relay = parseUrl(href, url)
    const given = relay === undefined || domainOf(relay) !== own ? undefined : addressIn(relay)
    if (given !== undefined && domainOf(given) !== own && kept.size < keptMax) kept.add(relay!)
  }
  delete extra.relays
  if (kept.size > 0) extra.relays = [...kept]
}

function addressIn(relay: Url): Url | undefined {
  for (const value of new URL(relay).searchParams.values()) {
    if (!/^(?:https?:)?\/\//iu.test(value)) continue
    const given = parseUrl(value.startsWith('//') ? `https:${value}` : value)
    if (given !== undefined) return given
  }
  return undefined
}
