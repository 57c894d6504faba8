import { domainOf, parseUrl } from '../model/url.js'

/** Properties by which a page's structured data names who keeps it, and what else that body keeps (LT-27). */
const ownerProperties = ['publisher', 'parentOrganization', 'subOrganization', 'copyrightHolder', 'sourceOrganization', 'owns', 'brand']
const addressProperties = ['url', 'sameAs', '@id']
const addressesMax = 40
const domainsMax = 20

/** Adds the addresses that one node gives of its keepers. */
export function addOwnerAddresses(node: Record<string, unknown>, into: Set<string>): void {
  for (const property of ownerProperties) {
    for (const value of [node[property]].flat().slice(0, 10)) {
      if (typeof value !== 'object' || value === null) continue
      for (const key of addressProperties) for (const address of [(value as Record<string, unknown>)[key]].flat().slice(0, 20)) if (typeof address === 'string' && into.size < addressesMax) into.add(address.slice(0, 300))
    }
  }
}

/** Adds the address of the same page in another language, as `<link rel="alternate" hreflang>` gives it. */
export function addEdition({ rel, hreflang, href }: Record<string, string>, into: Set<string>): void {
  if (hreflang !== undefined && href !== undefined && into.size < addressesMax && /(?:^|\s)alternate(?:\s|$)/iu.test(rel ?? '')) into.add(href.slice(0, 300))
}

/** Domains of those addresses, without the page's own. Networks, on which a body has an account, are told apart by judgements. */
export function ownerDomains(addresses: ReadonlySet<string>, own: string): string[] {
  const domains = new Set<string>()
  for (const address of addresses) {
    const url = /^https?:\/\//iu.test(address) ? parseUrl(address) : undefined
    const domain = url === undefined ? own : domainOf(url)
    if (domain !== own && domains.size < domainsMax) domains.add(domain)
  }
  return [...domains]
}
