import type { QualityFacts } from './quality-parts.js'

/** Addresses that a body hands out to persons; `/people/` and `/students/` introduce staff and speak to students as well. */
const ownAddress = /^[^?#]*\/(?:~|%7e|users\/|perso\/|personal\/|homepages?\/)[^/?#]/iu

/** Somebody's own page on the site of a body, which does not speak for the body (QA-01): the host is such, or the address says so. */
export function isPersonal({ tier, link }: Pick<QualityFacts, 'tier' | 'link'>): boolean {
  return tier.kind === 'personal pages' || (tier.tier <= 5 && link.referringPage !== null && ownAddress.test(link.referringPage))
}
