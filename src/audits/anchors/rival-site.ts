import type { JudgedLink, SiteFacts } from '../../model/facts.js'
import type { Lists } from '../../model/lists.js'
import type { PageExtra } from '../../model/page-extra.js'
import type { PageRecord } from '../../model/page.js'
import type { ProviderProfile } from '../../model/profile.js'
import { pageKey, type Url } from '../../model/url.js'
import anchorKind from '../link/anchor-kind.js'
import type { AnchoredLink } from './anchor-tests.js'

/**
 * A rival as its anchors are read for a comparison (AN-20). What counts as a commercial phrase is what the site itself
 * offers, and where: two profiles read by two lexicons would differ though their words were the same. What counts as a
 * name is each one's own.
 */

/** Names and places of a rival by its saved profile and its own pages; empty where there is neither. */
export type RivalNames = Pick<ProviderProfile, 'names' | 'formerNames' | 'domains' | 'clinicians' | 'address'> & { places: string[] }

/** Own pages of a rival that are read for its names, titles and places. */
export const rivalPagesMax = 500
const namesMax = 5
const placesMax = 20
const namesCharsMax = 80

/** What is known of a rival's names: what somebody saved of it, and what its own pages call themselves. */
export function rivalNames(saved: ProviderProfile | undefined, calledBy: readonly string[], pages: readonly PageRecord[]): RivalNames {
  const said = new Map<string, number>()
  const places = new Set<string>()
  for (const page of pages) {
    const extra = (page.features?.extra ?? {}) as Partial<PageExtra>
    const home = new URL(page.url).pathname === '/'
    // Organisations of other pages may be partners; the home page's are its keeper.
    for (const name of new Set([page.features?.ogSiteName, page.siteName, ...(home ? (extra.organisations ?? []) : [])])) if (name && name.trim() !== '' && name.length <= namesCharsMax) said.set(name.trim(), (said.get(name.trim()) ?? 0) + 1)
    for (const { city, region } of extra.places ?? []) for (const place of [city, region]) if (place !== null && place !== '' && places.size < placesMax) places.add(place)
  }
  const onPages = [...said].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, namesMax).map(([name]) => name)
  return {
    names: [...new Set([...(saved?.names ?? []), ...calledBy, ...onPages])], formerNames: saved?.formerNames ?? [], domains: saved?.domains ?? [], clinicians: saved?.clinicians ?? [], address: saved?.address ?? {},
    places: [...(saved?.serviceArea.places ?? []), ...places],
  }
}

/** The rival's facts with what the site itself offers, and the places of both: each says the phrase of its own town. */
export function rivalSite(domain: string, site: ProviderProfile, rival: RivalNames, pages: readonly PageRecord[]): SiteFacts {
  const { city, region, postcode } = site.address
  const places = [city, region, ...site.serviceArea.places, ...rival.places].filter((place): place is string => place !== undefined)
  const postcodes = [postcode, ...site.serviceArea.postcodes].filter((code): code is string => code !== undefined)
  const { names, formerNames, domains, clinicians, address } = rival
  return {
    site: domain, domain,
    profile: { ...site, names, formerNames, domains, clinicians, address, serviceArea: { places, postcodes }, rivals: [], protectedDomains: [], arranged: [] },
    targetPages: new Map(pages.map((page) => [pageKey(page.url as Url), { title: page.title, headings: page.features?.headings ?? [], language: page.language }])),
  }
}

/** A link to a rival with its anchor read by these facts, and no more of it than votes are counted by: a rival may have very many. */
export function readAsOwn({ link, type }: Pick<JudgedLink, 'link' | 'type'>, site: SiteFacts, lists: Lists): AnchoredLink {
  const { id, state, rel, robots, area, anchorText, referringDomain, target, targetDomain, firstSeen } = link
  const { kind, grade, normalised, flags, altKind } = anchorKind.judge({ link, site, lists })
  return { link: { id, state, rel, robots, area, anchorText, referringDomain, target, targetDomain, firstSeen }, type: { type: type.type }, anchor: { kind, grade, normalised, flags, altKind } }
}
