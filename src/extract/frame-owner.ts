import type { PageExtra } from '../model/page-extra.js'
import type { Sighting } from '../model/sighting.js'
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

const framed: ReadonlySet<Sighting['area']> = new Set<Sighting['area']>(['header', 'nav', 'aside', 'footer'])
/** Fewer sites are no row: a credit and an account stand side by side as well. */
const runDomainsMin = 3
const runDomainsMax = 24
const runsMax = 12
/** One link of the site's own may stand between. */
const gapMax = 2

/** Rows of links to other sites in the frame of a page, in its order; what stands in one row mostly is of one kind. */
export function frameRuns(external: readonly Sighting[]): PageExtra['frameRuns'] {
  const runs: PageExtra['frameRuns'] = []
  let run: { from: number; to: number; area: Sighting['area']; domains: Set<string> } | null = null
  const close = (): void => {
    if (run !== null && run.domains.size >= runDomainsMin && runs.length < runsMax) runs.push({ from: run.from, to: run.to, domains: [...run.domains].slice(0, runDomainsMax) })
    run = null
  }
  for (const { area, position, targetDomain } of external) {
    if (position === null || !framed.has(area)) continue
    if (run === null || run.area !== area || position - run.to > gapMax) {
      close()
      run = { from: position, to: position, area, domains: new Set() }
    }
    run.to = position
    run.domains.add(targetDomain)
  }
  close()
  return runs
}
