import type { Lists } from '../../model/lists.js'
import { hostReading } from '../link-types/host-reading.js'
import { hostOffers, namesTrade } from '../risk/host-offers.js'
import { wordLists } from '../link-types/word-lists.js'

/** Suffixes on which names are had for nothing or for next to it; a civic word in front of one says nothing. */
export const openSuffixes = /\.(?:info|biz|xyz|top|site|online|club|icu|shop|store|live|click|link|buzz|tk|ml|ga|cf|gq|pw|space|website|fun|life|today|world|pro|vip|loan|work|win|bid|stream|download|review|rest|cyou|sbs|monster|quest|bond)$/u

/** How towns name their sites where they have no suffix of their own; by country. */
const conventions: ReadonlyArray<readonly [RegExp, string]> = [
  [/^(?:www\.)?cm-[a-z-]+\.pt$/u, 'municipal council (cm-….pt)'],
  [/^(?:www\.)?jf-[a-z-]+\.pt$/u, 'parish council (jf-….pt)'],
  [/^(?:www\.)?(?:mairie|ville)-[a-z-]+\.fr$/u, 'town hall (mairie-….fr)'],
  [/^(?:www\.)?(?:stadt|gemeinde|samtgemeinde|landkreis|lkr)-[a-z-]+\.(?:de|at|ch)$/u, 'municipality (stadt-….de)'],
  [/^(?:www\.)?(?:ayto-|aytode|ayuntamiento-|ayuntamientode|concello-|ajuntament-)[a-z-]+\.(?:es|org|com|cat|gal)$/u, 'town council (ayto-….es)'],
  [/^(?:www\.)?(?:um|gmina|powiat|miasto|starostwo)-[a-z-]+\.(?:pl|eu)$/u, 'municipality (gmina-….pl)'],
  [/^(?:www\.)?gemeente-[a-z-]+\.nl$/u, 'municipality (gemeente-….nl)'],
  [/^(?:www\.)?(?:cityof|townof|villageof|countyof)[a-z-]+\.(?:org|com|us|net|ca)$/u, 'municipality (cityof….org)'],
]

/** Kinds of names that no civic body has, whatever else stands in them. */
const notCivic = ['directory', 'coupon', 'link-farm', 'scraper', 'marketplace', 'practice', 'seo-tool'] as const

/** Words of a name that speak of a civic body; the longest match of each kind, in this order. */
const civicKinds = ['municipality', 'library', 'school', 'parish', 'chamber', 'local-news'] as const

/**
 * A civic body by its name alone: weak, so it says "low", and lower than any medical tier. A word of a trade or an offer in
 * the same name cancels it: anybody can have such a name.
 */
export function civicName(host: string, lists: Lists): { kind: string; found: string } | null {
  if (openSuffixes.test(host) || hostOffers(host, lists).some((offer) => offer.strength > 0)) return null
  const { kinds } = hostReading(host, lists, wordLists(lists))
  if (namesTrade(host, lists) || lists.words('identity/firm-parts').some((part) => host.includes(part)) || notCivic.some((kind) => kinds.has(kind))) return null
  const convention = conventions.find(([pattern]) => pattern.test(host))
  if (convention !== undefined) return { kind: 'municipality', found: `named as a ${convention[1]}` }
  const kind = civicKinds.find((one) => kinds.has(one))
  if (kind === undefined) return null
  return { kind: kind === 'local-news' ? 'news' : kind, found: `"${kinds.get(kind)!}" in its name, and nothing else is known` }
}
