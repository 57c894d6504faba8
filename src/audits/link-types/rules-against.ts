import type { LinkReading } from './reading.js'
import type { PlaceMatch } from './rules-place.js'
import type { ScoredType, Signals } from './signal.js'
import { scoredTypes } from './word-lists.js'

/** Kinds of curated hosts that hold one genre only, with the types that may still stand on them. */
const oneGenre: Readonly<Record<string, readonly ScoredType[]>> = {
  social: ['LT-13', 'LT-09'], video: ['LT-24', 'LT-13'], podcast: ['LT-24'], forum: ['LT-10'], wiki: ['LT-22'], archive: ['LT-29'], 'seo-tool': ['LT-28'], 'press-wire': ['LT-08'],
  review: ['LT-12', 'LT-03'], directory: ['LT-03'], 'job-board': ['LT-25'], marketplace: ['LT-25'], coupon: ['LT-26'], newsletter: ['LT-30', 'LT-01'], shortener: ['LT-17'], tracker: ['LT-31', 'LT-26'],
  journal: ['LT-23'], repository: ['LT-23'], event: ['LT-24'], profile: ['LT-09'],
}
/** Types about the single link, which any host may hold. */
const anywhere = new Set<ScoredType>(['LT-11', 'LT-17', 'LT-18', 'LT-20', 'LT-27'])

/** What speaks against a type: the contra signals of section 3, the tie rules of 4.3 and the traps of 4.5. */
export function againstRules(reading: LinkReading, place: PlaceMatch, signals: Signals): void {
  const { host, curated } = reading
  const against = (types: readonly ScoredType[], rule: string, looked: string, found: string, strength: 'contra' | 'veto' | 'excluded' = 'contra') => {
    for (const type of types) signals.add(type, 'against', strength, rule, looked, found)
  }
  const kind = curated?.entry.kind
  const allowed = kind === undefined ? undefined : oneGenre[kind]
  if (allowed) against(scoredTypes.filter((type) => !allowed.includes(type) && !anywhere.has(type)), 'F-HOSTKIND', 'curated list of hosts', `${curated!.key}: ${kind}`)
  const seedKind = reading.seed?.entry.kind.toLowerCase() ?? ''
  const institution = kind === 'hospital' || kind === 'university' || host.isUniversity || /hospital|health.?system|universit/u.test(seedKind) || kind === 'association' || (curated === undefined && (host.kinds.has('hospital') || host.kinds.has('university') || host.kinds.has('association')))
  if (institution && kind !== 'directory' && !host.kinds.has('directory') && !host.kinds.has('review')) {
    // A hospital's or society's "find a doctor" looks like a directory, but lists its own clinicians or members (4.5).
    if (signals.has('LT-03', 'url') || signals.has('LT-03', 'title')) signals.add('LT-05', 'url', 'decisive', 'LT-05', 'path', 'a list of its own clinicians')
    against(['LT-03'], 'LT-05', 'kind of host', 'an institution lists its own clinicians', 'excluded')
  }
  if (kind === 'chamber' || (curated === undefined && host.kinds.has('chamber'))) against(['LT-03', 'LT-05'], 'LT-04', 'kind of host', 'the civic role of a chamber earns the listing', 'excluded')
  if ((kind === 'association' || (curated === undefined && host.kinds.has('association'))) && signals.has('LT-05', 'url')) against(['LT-03'], 'LT-05', 'path', 'member record of an association', 'excluded')
  const labelled = (type: ScoredType) => signals.list.some((signal) => signal.type === type && signal.group === 'label' && (signal.strength === 'defining' || signal.strength === 'decisive'))
  if (labelled('LT-18')) against(['LT-01', 'LT-04', 'LT-02'], 'F-LBL', 'label', 'labelled as paid', 'veto')
  if (labelled('LT-02')) against(['LT-01'], 'F-LBL', 'label', 'labelled as a guest contribution', 'veto')
  if (labelled('LT-08')) against(['LT-01'], 'F-LBL', 'label', 'labelled as a press release', 'veto')
  if (signals.list.some((signal) => signal.type === 'LT-02' && signal.group === 'author' && signal.strength === 'defining')) against(['LT-05', 'LT-01'], 'F-AUTH', 'author', 'the author belongs to the provider', 'veto')
  const { link } = reading.facts
  if (link.element === 'redirect') against(scoredTypes.filter((type) => type !== 'LT-17'), 'LT-17', 'element', 'the response redirects')
  if (signals.list.some((signal) => signal.group === 'spam' && signal.strength === 'defining')) against(['LT-01', 'LT-04', 'LT-02'], 'F-OUT', 'links beside', 'links to unrelated trades', 'veto')
  // A story in the newspaper of the service area is local, not merely editorial (4.3).
  if ((host.kinds.has('local-news') && curated === undefined) || (kind === 'news' && curated!.entry.subtype === 'local')) {
    if (place.verdict === 'inside') against(['LT-01'], 'LT-04', 'service area', place.found, 'excluded')
    else if (place.verdict === 'named') against(['LT-01'], 'LT-04', 'service area', place.found, 'veto')
  }
  const prose = link.cues.includes('prose') && (link.area === 'main' || link.area === null)
  if (prose && reading.features !== null) against(['LT-03', 'LT-06', 'LT-14', 'LT-28'], 'F-POS', 'place of the link', 'in prose')
  if (link.area === 'footer' || link.area === 'nav' || link.area === 'aside' || link.area === 'header') {
    against(['LT-01', 'LT-23'], 'F-POS', 'place of the link', link.area, 'veto')
    against(['LT-06', 'LT-02'], 'F-POS', 'place of the link', link.area)
  }
  if (link.area === 'comment' || link.cues.includes('comment')) against(['LT-01', 'LT-04', 'LT-06', 'LT-03'], 'F-POS', 'place of the link', 'inside a list of comments or posts', 'veto')
  if (signals.has('LT-27', 'host') && reading.profile.domains.has(link.referringDomain)) against(['LT-01', 'LT-03', 'LT-05', 'LT-04', 'LT-14'], 'LT-27', 'provider profile', 'a domain of the provider')
  if (place.verdict === 'inside' && host.kinds.has('municipality') && !host.kinds.has('health-body')) against(['LT-21'], 'LT-04', 'kind of host', 'a municipality of the service area')
  if (reading.features !== null) {
    const { features } = reading
    // Read and found to hold prose by a named author: no list, statistics page or copy is written like that.
    if (prose && features.authors.length > 0 && features.mainWordCount >= 200) against(['LT-13', 'LT-12', 'LT-16'], 'F-AUTH', 'page', `prose of ${features.mainWordCount} words with an author`)
    if (features.phoneCount > 0 && features.addressCount > 0 && features.mainExternalDomains.length <= 2) against(['LT-06'], 'F-NAP', 'page', 'name, address and phone stand on the page')
  }
}
