import { registrableDomain } from '../../model/domain.js'
import type { Lists } from '../../model/lists.js'
import { hostReading } from '../link-types/host-reading.js'
import { hostOffers, namesTrade } from '../risk/host-offers.js'
import { wordLists } from '../link-types/word-lists.js'
import { wordSet } from './label-patterns.js'

/** True for a suffix on which names are had for nothing or for next to it; a civic word in front of one says nothing. */
export function isOpenSuffix(host: string, lists: Lists): boolean {
  return wordSet(lists, 'suffix/open').has(host.slice(host.lastIndexOf('.') + 1))
}

/** Kinds of names that no civic body has, whatever else stands in them. */
const notCivic = ['directory', 'coupon', 'link-farm', 'scraper', 'marketplace', 'practice', 'seo-tool'] as const

/** Words of a name that speak of a civic body; the longest match of each kind, in this order. */
const civicKinds = ['municipality', 'library', 'school', 'parish', 'chamber', 'local-news'] as const

/**
 * A civic body by its name alone: weak, so it says "low", and lower than any medical tier. A word of a trade or an offer in
 * the same name cancels it: anybody can have such a name.
 */
export function civicName(host: string, lists: Lists): { kind: string; found: string } | null {
  // Below its own name a holder writes what he likes: "comune." before it is no town, "library." no library.
  const { kinds } = hostReading(registrableDomain(host) ?? host, lists, wordLists(lists))
  const convention = conventionOf(host.replace(/^www\./u, ''), lists)
  // Asked first, since nearly every name is none of a civic body; what cancels one costs more to find out.
  if (convention === null && !civicKinds.some((kind) => kinds.has(kind))) return null
  if (isOpenSuffix(host, lists) || hostOffers(host, lists).some((offer) => offer.strength > 0)) return null
  if (namesTrade(host, lists) || lists.words('identity/firm-parts').some((part) => host.includes(part)) || notCivic.some((kind) => kinds.has(kind))) return null
  if (convention !== null) return { kind: 'municipality', found: `named as a ${convention}` }
  const kind = civicKinds.find((one) => kinds.has(one))
  if (kind === undefined) return null
  return { kind: kind === 'local-news' ? 'news' : kind, found: `"${kinds.get(kind)!}" in its name` }
}

/** Beginnings by the ending they stand with, from patterns such as `cm-*.pt`. */
type Conventions = ReadonlyMap<string, ReadonlyArray<{ beginning: string; what: string }>>
const conventions = new WeakMap<Lists, Conventions>()

/** The way of naming towns that a name follows: "municipal council (cm-….pt)". */
function conventionOf(host: string, lists: Lists): string | null {
  const byEnding = conventionsOf(lists)
  for (let dot = host.indexOf('.'); dot !== -1; dot = host.indexOf('.', dot + 1)) {
    const ending = host.slice(dot)
    const found = byEnding.get(ending)?.find(({ beginning }) => host.startsWith(beginning) && /^[a-z-]+$/u.test(host.slice(beginning.length, -ending.length)))
    if (found !== undefined) return `${found.what} (${found.beginning}…${ending})`
  }
  return null
}

function conventionsOf(lists: Lists): Conventions {
  const known = conventions.get(lists)
  if (known !== undefined) return known
  const byEnding = new Map<string, Array<{ beginning: string; what: string }>>()
  for (const id of lists.wordIds('civic-name/')) {
    for (const pattern of lists.words(id)) {
      const star = pattern.indexOf('*')
      const ending = pattern.slice(star + 1)
      byEnding.set(ending, [...(byEnding.get(ending) ?? []), { beginning: pattern.slice(0, star), what: id.slice('civic-name/'.length) }])
    }
  }
  conventions.set(lists, byEnding)
  return byEnding
}
