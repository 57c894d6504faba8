import type { LinkFlag } from '../../model/link-types.js'
import type { Lists } from '../../model/lists.js'
import { findPhrases, phraseIndex, wordsOf, type PhraseIndex } from './phrases.js'
import type { LinkReading } from './reading.js'
import { isSitewide } from './rules-graph.js'
import type { PlaceMatch } from './rules-place.js'
import type { ScoredType } from './signal.js'

const civic = ['chamber', 'school', 'library', 'parish', 'municipality', 'community', 'local-news']
const healthKinds = new Set(['health-publisher', 'health-body', 'hospital', 'journal', 'association'])
const healthIndexes = new WeakMap<Lists, PhraseIndex<true>>()

/** Facts that stand beside the type and never change it. */
export function flagsOf(reading: LinkReading, place: PlaceMatch, type: ScoredType | 'LT-99', subtype: string | null): LinkFlag[] {
  const { link } = reading.facts
  const flags: LinkFlag[] = []
  if (place.verdict === 'inside' || (place.verdict === 'named' && civic.some((kind) => reading.host.kinds.has(kind)))) flags.push('local')
  if (isSitewide(reading)) flags.push('sitewide')
  if (reading.facts.page?.canonical && type === 'LT-16') flags.push('syndicated')
  if (type === 'LT-18' && subtype === 'undisclosed-suspected') flags.push('commercial-undisclosed')
  if (isHealthHost(reading) || (type === 'LT-02' && reading.host.isUniversity)) flags.push('health-host')
  if (isHealthTarget(reading)) flags.push('ymyl-target')
  if (link.cues.includes('hidden')) flags.push('hidden')
  if (isScriptOnly(reading)) flags.push('js-only')
  if (link.referringDomain === link.targetDomain || reading.profile.domains.has(link.referringDomain)) flags.push('same-owner')
  if (reading.curated?.entry.subtype === 'proxy' || /translat/u.test(link.referringHost)) flags.push('translated')
  if (link.image !== null) flags.push('image-link')
  if (type === 'LT-04' && (subtype === 'news' || link.cues.includes('prose'))) flags.push('editorial-style')
  return flags
}

/** True if another tool saw the link only after running the page's scripts. */
export function isScriptOnly(reading: LinkReading): boolean {
  const { vendor } = reading.facts.link
  if (vendor === null) return false
  let rendered = false
  let raw = true
  for (const [key, value] of Object.entries(vendor)) {
    const yes = value === true || value === 'true'
    if (/(?:^|\.)rendered$/iu.test(key)) rendered = yes
    else if (/(?:^|\.)raw$/iu.test(key)) raw = yes
  }
  return rendered && !raw
}

function isHealthHost(reading: LinkReading): boolean {
  const { curated, seed, host } = reading
  if (curated !== undefined) return healthKinds.has(curated.entry.kind) || (curated.entry.subtype?.startsWith('health') ?? false)
  if (seed !== undefined) return /health|hospital|medic|clinic/u.test(`${seed.entry.kind} ${seed.entry.name}`.toLowerCase())
  return host.kinds.has('hospital') || host.kinds.has('health-body') || host.kinds.has('health-publisher') || host.kinds.has('practice')
}

function isHealthTarget(reading: LinkReading): boolean {
  const { link, lists, site } = reading.facts
  let index = healthIndexes.get(lists)
  if (index === undefined) {
    const ids = [...lists.wordIds('health/conditions/'), ...lists.wordIds('health/treatments/'), ...lists.wordIds('health/drugs/')]
    index = phraseIndex(ids.flatMap((id) => lists.words(id).map((text) => ({ text, value: true as const }))))
    healthIndexes.set(lists, index)
  }
  const path = link.target === null ? '' : link.target.slice(link.target.indexOf('/', 8) + 1, 400)
  const words = [...wordsOf(path), '\u2026', ...reading.anchorWords]
  if (findPhrases(index, words, '').length > 0) return true
  return [...site.profile.conditions, ...site.profile.treatments].some((text) => {
    const phrase = wordsOf(text)
    return phrase.length > 0 && words.join(' ').includes(phrase.join(' '))
  })
}
