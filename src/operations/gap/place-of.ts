import { wordsOf } from '../../audits/link-types/phrases.js'
import { placeMatch } from '../../audits/place/place-match.js'
import { serviceAreaOf } from '../../audits/place/service-area.js'
import type { Lists } from '../../model/lists.js'
import type { ProviderProfile } from '../../model/profile.js'

/**
 * Why a domain lies in the area served, by its name and the address of a page alone; null where neither says so. A name
 * that many places share is not enough.
 */
export function placeOf(domain: string, page: string | null, profile: ProviderProfile, lists: Lists): string | null {
  const area = serviceAreaOf(profile, lists)
  if (!area.known) return null
  const label = domain.slice(0, Math.max(0, domain.indexOf('.')))
  const path = page === null || !URL.canParse(page) ? '' : new URL(page).pathname
  const match = placeMatch(area, {
    host: domain, labels: [label.replaceAll('-', '')], parts: label.split('-').filter(Boolean), kindWords: () => [], country: null, siteName: '', listedPlace: null,
    title: [], path: wordsOf(path.replaceAll(/[/_.-]+/gu, ' ')), start: '', footerLines: [], places: [], points: [],
  })
  return match.verdict === 'inside' || match.verdict === 'named' ? match.found : null
}
