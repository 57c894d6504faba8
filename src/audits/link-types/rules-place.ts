import { placeMatch, type PlaceMatch } from '../place/place-match.js'
import { serviceAreaOf } from '../place/service-area.js'
import type { Lists } from '../../model/lists.js'
import { localSite } from './local-site.js'
import { findPhrases, wordsOf } from './phrases.js'
import type { LinkReading } from './reading.js'
import { isFramed, targetHostOf } from './rules-target.js'
import { siteNames } from './site-names.js'
import type { Signals } from './signal.js'

export type { PlaceMatch } from '../place/place-match.js'

const civicKinds = ['chamber', 'school', 'library', 'parish', 'municipality', 'community', 'local-news', 'news']

/** Whether the referring page or its site lies in the provider's service area (F-GEO). */
export function matchPlace(reading: LinkReading): PlaceMatch {
  const { facts, host, curated, seed, features, extra } = reading
  const area = serviceAreaOf(facts.site.profile, facts.lists)
  if (!area.known) return unknownArea
  const match = placeMatch(area, {
    host: facts.link.referringHost,
    labels: host.name.split(' '),
    parts: host.parts,
    kindWords: () => [...host.kinds.values(), ...additions(facts.lists)],
    country: host.country ?? listedCountry(curated?.entry.country ?? seed?.entry.country),
    siteName: features === null ? '' : [...siteNames(reading), ...(extra.organisations ?? []).slice(2, 5)].join(' . '),
    listedPlace: curated?.entry.place ?? seed?.entry.place ?? null,
    title: reading.titleWords,
    path: spelledBothWays(reading.pathWords),
    start: extra.mainStart ?? '',
    footerLines: extra.footerLines ?? [],
    places: extra.places ?? [],
    points: extra.points ?? [],
  })
  if (match.verdict !== 'none') return match
  // Where a site is, its pages say: of an address that names no place nothing is known, unless a list or another country's suffix tells.
  return features === null && !isPlaced(reading, area.country) ? unreadPlace : (localSite(reading, area) ?? match)
}

/** True of a host whose list entry says where it is, or whose suffix says that it is of another country. */
function isPlaced({ curated, seed, host }: LinkReading, country: string | null): boolean {
  return (curated?.entry.place ?? seed?.entry.place) !== undefined || (country !== null && host.country !== null && host.country !== country)
}

const unreadPlace: PlaceMatch = { verdict: 'unknown', found: 'the address names no place of the service area, and the page was not read' }

/** Addresses write "Würzburg" as "wuerzburg", where names of places are folded to "wurzburg": the words, and again without the added letter. */
function spelledBothWays(words: readonly string[]): readonly string[] {
  return words.some((word) => digraph.test(word)) ? [...words, '/', ...words.map((word) => word.replaceAll(/([aou])e/gu, '$1'))] : words
}

const digraph = /[aou]e/u

const unknownArea: PlaceMatch = { verdict: 'unknown', found: 'the profile names no service area' }

function listedCountry(country: string | undefined): string | null {
  const code = country?.toLowerCase()
  return code === undefined || code.length !== 2 ? null : code
}

const additionsOf = new WeakMap<Lists, readonly string[]>()

function additions(lists: Lists): readonly string[] {
  let words = additionsOf.get(lists)
  if (words === undefined) additionsOf.set(lists, (words = lists.words('place/additions')))
  return words
}

const notCivic = ['practice', 'directory', 'review', 'hospital', 'university', 'association', 'insurer', 'job-board', 'coupon', 'marketplace']

export function placeRules(reading: LinkReading, place: PlaceMatch, signals: Signals): void {
  const civic = civicKinds.some((kind) => reading.host.kinds.has(kind)) || ['chamber', 'school', 'library', 'municipality', 'civic', 'museum'].includes(reading.curated?.entry.kind ?? '') || reading.curated?.entry.subtype === 'local'
  // A site named after the place is one of the place, unless it is another practice or a list of them.
  const isOfPlace = place.ofSite === true && !notCivic.some((kind) => reading.host.kinds.has(kind)) && reading.curated === undefined
  if (place.verdict === 'inside') signals.add('LT-04', 'place', civic || isOfPlace ? 'decisive' : 'moderate', 'F-GEO', 'service area', place.found)
  else if (place.verdict === 'named') signals.add('LT-04', 'place', civic || isOfPlace ? 'strong' : 'weak', 'F-GEO', 'service area', place.found)
  // Local is what serves the area (LT-04): without a sign of a place inside of it no host, school or chamber, is local.
  else signals.add('LT-04', 'against', 'excluded', 'F-GEO', 'service area', place.found)
  if (place.verdict === 'inside' || place.verdict === 'named') publisherRule(reading, place, signals)
  else if (reading.curated?.entry.kind === 'chamber' || (reading.curated === undefined && reading.host.kinds.has('chamber'))) chamberElsewhere(reading, signals)
  // The calendar of the place itself, with an event there (LT-04, event).
  if (isOfPlace && place.verdict === 'inside' && signals.has('LT-24') && reading.profile.places.some((words) => reading.hostName.includes(words.join('')))) {
    signals.add('LT-04', 'structured', 'decisive', 'F-GEO', 'service area', `an event of the place: ${place.found}`, 'event')
    signals.add('LT-24', 'against', 'veto', 'LT-04', 'service area', `an event of the place: ${place.found}`)
  }
}

/** A chamber of another place is a directory like others (LT-03); only at home does its civic role count (4.3). */
function chamberElsewhere({ curated, host }: LinkReading, signals: Signals): void {
  signals.add('LT-03', 'host', 'decisive', 'F-HOSTKIND', 'kind of host', `${curated?.key ?? host.kinds.get('chamber')!}: a chamber that is not of the service area`, 'general-business')
  // In some countries the law makes chambers; what they list stays a list.
  signals.add('LT-21', 'against', 'veto', 'LT-03', 'kind of host', 'a chamber that is not of the service area')
}

const subtypes: Readonly<Record<string, string>> = { chamber: 'chamber', school: 'school', municipality: 'municipal', 'local-news': 'news' }

/**
 * A body of the service area that says so in its own name, whatever its address: "Chamber of Commerce Riverton" (F-GEO and
 * F-HOSTKIND together, LT-04). Its civic role earns the listing (4.3), and its story is local, not merely editorial.
 */
function publisherRule(reading: LinkReading, place: PlaceMatch, signals: Signals): void {
  const { curated, seed, host, features } = reading
  if (features === null || curated !== undefined || seed !== undefined || host.isGovernment || host.isUniversity || host.kinds.has('health-body') || notCivic.some((kind) => host.kinds.has(kind))) return
  for (const name of siteNames(reading)) {
    const words = wordsOf(name.slice(0, 120))
    const kind = findPhrases(reading.words.towns, words, name.toLowerCase())[0]?.at === 0 ? 'municipality' : findPhrases(reading.words.civicNames, words, name.toLowerCase())[0]?.value
    if (kind === undefined || (isFramed(reading) && (kind !== 'municipality' || targetHostOf(reading) !== null || reading.facts.link.cues.includes('share')))) continue
    signals.add('LT-04', 'host', 'decisive', 'F-HOSTKIND', 'publisher of the page', name, subtypes[kind] ?? 'community')
    // What stands in the frame of a town's site is the town's own choice too.
    if (isFramed(reading)) for (const type of ['LT-27', 'LT-14'] as const) signals.add(type, 'against', 'veto', 'LT-04', 'publisher of the page', name)
    const veto = (types: ReadonlyArray<'LT-01' | 'LT-03' | 'LT-05' | 'LT-21' | 'LT-24'>) => {
      for (const type of types) signals.add(type, 'against', kind === 'local-news' ? 'veto' : 'excluded', 'LT-04', 'publisher of the page', `${name}; ${place.found}`)
    }
    // A list of practices kept by anybody else is a directory, if a local one (4.3).
    veto(kind === 'local-news' ? ['LT-01'] : kind === 'municipality' ? ['LT-01', 'LT-03', 'LT-05', 'LT-21', 'LT-24'] : kind === 'chamber' ? ['LT-01', 'LT-03', 'LT-05', 'LT-24'] : ['LT-01', 'LT-05', 'LT-24'])
    return
  }
}
