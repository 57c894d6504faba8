import { countOf } from '../../lib/number-words.js'
import type { LinkFlag } from '../../model/link-types.js'
import type { Lists } from '../../model/lists.js'
import { medicalSchoolSign } from '../tiers/medical-school.js'
import { findPhrases, phraseIndex, type PhraseIndex } from './phrases.js'
import { containsRun } from './profile-reading.js'
import type { LinkReading } from './reading.js'
import { isSitewide } from './rules-graph.js'
import { isSameOwner } from './rules-kin.js'
import { isScriptOnly } from './rules-vendor.js'
import type { PlaceMatch } from './rules-place.js'
import { targetReading } from './target-reading.js'
import type { ScoredType } from './signal.js'

const civic = ['chamber', 'school', 'library', 'parish', 'municipality', 'community', 'local-news']
const healthKinds = new Set(['health-publisher', 'health-body', 'hospital', 'journal', 'association'])
const healthIndexes = new WeakMap<Lists, PhraseIndex<true>>()

/** A fact that stands beside the type and never changes it, with what it was read from. */
export interface FlagFound {
  flag: LinkFlag
  looked: string
  found: string
}

/** The flags of LT-00, each with its evidence. */
export function flagsOf(reading: LinkReading, place: PlaceMatch, type: ScoredType | 'LT-99', subtype: string | null): FlagFound[] {
  const { link, kin, page } = reading.facts
  const flags: FlagFound[] = []
  const add = (flag: LinkFlag, looked: string, found: string) => flags.push({ flag, looked, found: found.slice(0, 160) })
  // Whoever links from a farm writes any town into it, and its name was a school's once.
  if (type !== 'LT-19' && (place.verdict === 'inside' || (place.verdict === 'named' && civic.some((kind) => reading.host.kinds.has(kind))))) add('local', 'service area', place.found)
  if (isSitewide(reading)) add('sitewide', 'pages of the host', `the same link on ${countOf(reading.facts.host.sameLinkPageCount, 'page')}`)
  if (kin && kin.copyDomainCount >= 2) add('syndicated', 'text of the page', `the same text on ${countOf(kin.copyDomainCount, 'domain')}`)
  else if (page?.canonical && type === 'LT-16') add('syndicated', 'canonical', page.canonical)
  // That there is no label, only who read the page can say.
  if (type === 'LT-18' && subtype === 'undisclosed-suspected' && reading.features !== null) add('commercial-undisclosed', 'labels and rel', 'signs of payment, and no label')
  const healthHost = healthHostOf(reading)
  if (healthHost !== null) add('health-host', 'kind of host', healthHost)
  else if (type === 'LT-02' && reading.host.isUniversity) add('health-host', 'kind of host', 'a guest article on the site of a university')
  const healthTarget = healthTargetOf(reading)
  if (healthTarget !== null) add('ymyl-target', 'target and anchor text', healthTarget)
  if (link.cues.includes('hidden')) add('hidden', 'place of the link', 'hidden by its markup')
  if (isScriptOnly(reading)) add('js-only', 'said by another tool', 'seen only after the page’s scripts ran')
  if (isSameOwner(reading)) add('same-owner', 'domains and account ids', 'one keeper of the page and the target')
  const translated = translationOf(reading)
  if (translated !== null) add('translated', 'address of the page', translated)
  if (link.image !== null) add('image-link', 'element', 'the link holds an image')
  if (type === 'LT-04' && reading.features !== null && (subtype === 'news' || link.cues.includes('prose'))) add('editorial-style', 'place of the link', 'an unpaid story of a local outlet')
  return flags
}

/** The mark of a translated copy: a proxy, or the parameters translation services leave (F-LANG). */
function translationOf({ curated, facts, query }: LinkReading): string | null {
  if (curated?.entry.subtype === 'proxy') return `${curated.key}: a proxy`
  if (/translat|\.translate\.goog$/u.test(facts.link.referringHost)) return facts.link.referringHost
  return /(?:^|&)(?:_x_tr_(?:sl|tl)|langpair|hl_translate)=/u.test(query) ? `?${query.slice(0, 120)}` : null
}

function healthHostOf(reading: LinkReading): string | null {
  const { curated, facts, host, seed } = reading
  // Bodies of tiers 1 to 4 are of medicine by being listed; of a university only a faculty of health is.
  if (seed !== undefined && seed.entry.tier <= 4) {
    if (seed.entry.kind !== 'university' || medicalSchoolSign(facts.link.referringHost, seed.entry.name, seed.entry.country, facts.lists) !== null) return seed.entry.name
    if (curated === undefined) return null
  }
  if (curated !== undefined) return healthKinds.has(curated.entry.kind) || curated.entry.subtype?.startsWith('health') === true ? `${curated.key}: ${curated.entry.kind}` : null
  const kind = ['hospital', 'health-body', 'health-publisher', 'practice'].find((one) => host.kinds.has(one))
  return kind === undefined ? null : `${host.kinds.get(kind)!} in the host name`
}

/** The word of a condition, treatment or drug that the target or anchor names. */
function healthTargetOf(reading: LinkReading): string | null {
  const { link, lists } = reading.facts
  let index = healthIndexes.get(lists)
  if (index === undefined) {
    const ids = [...lists.wordIds('health/conditions/'), ...lists.wordIds('health/treatments/'), ...lists.wordIds('health/drugs/')]
    index = phraseIndex(ids.flatMap((id) => lists.words(id).map((text) => ({ text, value: true as const }))))
    healthIndexes.set(lists, index)
  }
  const path = link.target === null ? [] : targetReading(link.target, lists, reading.words).pathWords
  const listed = findPhrases(index, path, '')[0] ?? findPhrases(index, reading.anchorWords, '')[0]
  if (listed !== undefined) return listed.text
  return reading.profile.health.find((phrase) => containsRun(path, phrase) || containsRun(reading.anchorWords, phrase))?.join(' ') ?? null
}
