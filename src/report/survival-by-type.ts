import { publishedShare } from '../model/link-survival.js'
import type { LinkTypeId } from '../model/link-types.js'
import { markYears, survivalOf, type SeenLife, type SurvivalPoint } from './survival.js'

/** How long links of one type last. */
export interface TypeSurvival {
  type: LinkTypeId
  links: number
  lost: number
  /** The own links of the type, or what was published where too few of them were seen. */
  basis: 'own' | 'published'
  marks: readonly SurvivalPoint[]
}

/** QF-02: from so many links of a type on its own history says more than what others found of links in general. */
export const ownLinksMin = 500

/** Types by how many links of them were ever seen; of each what lasted by the estimate of Kaplan and Meier, or what was published. */
export function survivalByType(lives: Iterable<SeenLife & { type: LinkTypeId }>): TypeSurvival[] {
  const byType = new Map<LinkTypeId, SeenLife[]>()
  for (const life of lives) {
    const list = byType.get(life.type)
    if (list === undefined) byType.set(life.type, [life])
    else list.push(life)
  }
  const published = markYears.map((years) => ({ years, share: publishedShare(years), low: publishedShare(years), high: publishedShare(years), followed: 0 }))
  return [...byType].map(([type, list]): TypeSurvival => {
    const { links, lost, marks } = survivalOf(list)
    const isOwn = links >= ownLinksMin && marks.length > 0
    return { type, links, lost, basis: isOwn ? 'own' : 'published', marks: isOwn ? marks : published }
  }).sort((a, b) => b.links - a.links || (a.type < b.type ? -1 : 1))
}
