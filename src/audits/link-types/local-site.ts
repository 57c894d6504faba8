import type { PlaceMatch } from '../place/place-match.js'
import type { ServiceArea } from '../place/service-area.js'
import { findPhrases, wordsOf } from './phrases.js'
import type { LinkReading } from './reading.js'
import { siteNames } from './site-names.js'

/** Kinds of hosts whose pages speak of their own place. Papers are left out: they write of many. */
const civicKinds = ['school', 'library', 'parish', 'municipality', 'community', 'chamber']
const civicTypes = /^(?:School|Preschool|ElementarySchool|MiddleSchool|HighSchool|Church|CatholicChurch|PlaceOfWorship|SportsClub|SportsTeam|SportsOrganization|Library|CityHall|CivicStructure|FireStation|Museum)$/u
/** Shorter parts of names stand in too many other names. */
const partCharsMin = 5
const inflectedIn: ReadonlySet<string> = new Set(['pl', 'cz', 'sk', 'hu', 'fi', 'ee', 'lv', 'lt', 'hr', 'si', 'rs', 'ro', 'tr', 'ua', 'ru', 'gr', 'bg'])

/**
 * Where neither host, name, title nor address of a site gives a place of the area as it is written in the profile (F-GEO): the
 * distinctive part of a longer name in the name of the site ("Thornby Town AFC" for Thornby Wells), a name in another case
 * ("w Dębowcu Górnym"), and, of a school, club or parish, a place that its page speaks of. Null where none of that is there.
 */
export function localSite(reading: LinkReading, area: ServiceArea): PlaceMatch | null {
  const { features, host, curated, seed, extra } = reading
  if (features === null || curated !== undefined || seed !== undefined || host.isGovernment) return null
  if (area.country !== null && host.country !== null && host.country !== area.country) return null
  const names = siteNames(reading).map((name) => wordsOf(name.slice(0, 120)))
  const title = reading.titleWords
  // A guest house bears the name of its place as well, without any part in it.
  if ([...names, host.parts].some((words) => findPhrases(reading.words.relation.lodging, words, '').length > 0)) return null
  const part = partIn(area, [...names, host.parts, bareParts(reading)])
  if (part !== null) return { verdict: 'named', found: `${part} in the name of the site`, ofSite: true }
  const inflects = area.country !== null && inflectedIn.has(area.country)
  const bent = inflects ? bentIn(area, [...names, title]) : null
  if (bent !== null) return { verdict: 'named', found: `${bent} in the name or title of the site`, ofSite: true }
  const isCivic = civicKinds.some((kind) => host.kinds.has(kind)) || features.structuredTypes.some((type) => civicTypes.test(type)) || names.some((words) => findPhrases(reading.words.civicNames, words, '').some(({ value }) => value !== 'local-news'))
  if (!isCivic) return null
  for (const text of [extra.mainStart ?? '', extra.mainEnd ?? '', ...(extra.shortLines ?? []).slice(0, 20), ...features.headings.slice(0, 4)]) {
    const words = wordsOf(text)
    const place = findPhrases(area.index, words, '').find(({ value }) => !value.isCommon)?.text ?? (inflects ? bentIn(area, [words]) : null)
    if (place !== null) return { verdict: 'named', found: `${place} in the text of a body of some place`, ofSite: true }
  }
  return null
}

/** The part that tells a place of several words from others, where it stands whole in a name. */
function partIn(area: ServiceArea, names: ReadonlyArray<readonly string[]>): string | null {
  for (const { words } of area.places) {
    if (words.length < 2) continue
    for (const word of words) {
      if (word.length < partCharsMin || plainParts.has(word)) continue
      // "thornbytownafc": a host writes its words without spaces.
      if (names.some((name) => name.some((one) => one === word || (word.length > partCharsMin && one.startsWith(word))))) return word
    }
  }
  return null
}

/** What is left of the labels of a host without the words of its kind: "vardo" of polisportivavardo. */
function bareParts({ host }: LinkReading): string[] {
  return host.name.split(' ').flatMap((label) => [...host.kinds.values()].flatMap((word) => (label.length > word.length && label.startsWith(word) ? [label.slice(word.length)] : label.length > word.length && label.endsWith(word) ? [label.slice(0, -word.length)] : [])))
}

/** The name of a place in another case: all its words, each with its beginning kept. */
function bentIn(area: ServiceArea, texts: ReadonlyArray<readonly string[]>): string | null {
  for (const { words } of area.places) {
    if (words.join('').length < partCharsMin) continue
    for (const text of texts) {
      for (let at = 0; at + words.length <= text.length; at += 1) if (words.every((word, offset) => isFormOf(text[at + offset]!, word))) return text.slice(at, at + words.length).join(' ')
    }
  }
  return null
}

/** Cases change the end of a word: up to its last two letters, and three more. A fleeting vowel goes with them ("Dębowiec", "Dębowcu"). */
function isFormOf(form: string, word: string): boolean {
  if (form === word) return true
  const kept = Math.max(4, word.length - 3)
  return word.length >= 4 && form.length >= kept && form.length <= word.length + 3 && form.slice(0, kept) === word.slice(0, kept)
}

/** What stands in the names of many places. */
const plainParts: ReadonlySet<string> = new Set([
  'falls', 'wells', 'bridge', 'county', 'river', 'mount', 'mountain', 'heights', 'springs', 'beach', 'grove', 'creek', 'ridge', 'point', 'harbor', 'harbour', 'green', 'north', 'south', 'upper', 'lower', 'great', 'little', 'magna', 'parva', 'saint', 'market', 'water',
  'valley', 'vallee', 'center', 'centre', 'central', 'haute', 'grande', 'petit', 'petite', 'villa', 'villanueva', 'nueva', 'nuevo', 'vieja', 'santa', 'sainte', 'sankt', 'monte', 'ponte', 'pueblo', 'castillo', 'castel', 'castello', 'borgo', 'valle', 'gross', 'klein', 'kreis', 'landkreis',
  'superiore', 'inferiore', 'grande', 'novas', 'velha', 'gorny', 'gorna', 'dolny', 'dolna', 'wielki', 'wielka', 'stary', 'stara', 'nowy', 'nowego', 'mazowiecki', 'nieuw', 'groot', 'noord', 'ouest', 'nord', 'district', 'island', 'islands', 'region', 'west', 'east',
  'valley', 'forest', 'woods', 'field', 'fields', 'lakes', 'medical', 'bay',
])
