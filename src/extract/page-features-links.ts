import type { PageExtra } from '../model/page-extra.js'
import type { Sighting } from '../model/sighting.js'

/** The links of a page to other domains: all, those of the main content, and what is kept of them (F-OUT, LT-11). */
export function externalLinksOf(sightings: readonly Sighting[], domain: string): { all: Sighting[]; main: Sighting[]; listed: PageExtra['externalLinks']; inComments: PageExtra['commentLinks'] } {
  const all = sightings.filter(({ element, targetDomain }) => (element === 'a' || element === 'area') && targetDomain !== domain)
  const main = all.filter(({ area }) => area === null || area === 'main')
  return {
    all,
    main,
    listed: (main.length > 0 ? main : all).slice(0, listedMax).map((sighting) => ({ ...named(sighting), followed: isFollowed(sighting) })),
    inComments: all.filter((sighting) => sighting.area === 'comment' && isFollowed(sighting)).slice(0, inCommentsMax).map(named),
  }
}

const listedMax = 60
const inCommentsMax = 20

function named({ targetDomain, anchorText }: Sighting): { domain: string; text: string } {
  return { domain: targetDomain, text: (anchorText ?? '').slice(0, 80) }
}

function isFollowed({ rel }: Sighting): boolean {
  return !rel.some((token) => token === 'nofollow' || token === 'sponsored' || token === 'ugc')
}
