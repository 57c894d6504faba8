import type { GeoPoint, PostalPlace } from '../../model/page-extra.js'
import { findPhrases, wordsOf } from '../link-types/phrases.js'
import { containsRun } from '../link-types/profile-reading.js'
import { distanceKm } from './distance.js'
import { isInPostcodeArea, postcodeKey, postcodesIn } from './postcode.js'
import type { Place, ServiceArea } from './service-area.js'

/** Whether a referring page, or the site it stands on, lies in the provider's area (F-GEO). */
export interface PlaceMatch {
  /** `inside`: a place of the area, and nothing that leaves it open which one. `named`: a place of that name. `elsewhere`: the same name, another region or country. */
  verdict: 'inside' | 'named' | 'elsewhere' | 'none' | 'unknown'
  found: string
  /** True where the place is that of the site (its host name, its name, its address, a list), not only of one page. */
  ofSite?: boolean
}

/** What is known of where a page and its site are; texts as written, words folded. */
export interface PlaceSubject {
  host: string
  /** Labels of the host without the public suffix and without hyphens, and their parts. */
  labels: readonly string[]
  parts: readonly string[]
  /** Words of civic and other kinds that stand in the name of the host; asked for once a host. */
  kindWords: () => readonly string[]
  /** Country of the host's suffix or list entry. */
  country: string | null
  siteName: string
  listedPlace: string | null
  title: readonly string[]
  path: readonly string[]
  /** Beginning of the main text, where a dateline stands. */
  start: string
  footerLines: readonly string[]
  places: readonly PostalPlace[]
  points: readonly GeoPoint[]
}

/** One fact that lies in the area by its name alone. */
interface Named {
  found: string
  ofSite: boolean
  isCommon: boolean
  /** The name stands whole in words of its own, not as a part of a longer one. */
  whole: boolean
}

const samePlaceKm = 0.3
const datelineChars = 90

export function placeMatch(area: ServiceArea, subject: PlaceSubject): PlaceMatch {
  if (area.country !== null && subject.country !== null && subject.country !== area.country) {
    const named = namesOf(area, subject)[0]
    return named === undefined ? none(subject) : { verdict: 'elsewhere', found: `${named.found}, but a host of ${subject.country.toUpperCase()}`, ofSite: named.ofSite }
  }
  const exact = byCoordinates(area, subject) ?? byAddress(area, subject) ?? byFooter(area, subject) ?? byWholeRegion(area, subject)
  if (exact?.verdict === 'inside') return exact
  const named = namesOf(area, subject)
  if (named.length === 0) return exact ?? untold(area, subject) ?? none(subject)
  const first = named.find(({ ofSite }) => ofSite) ?? named[0]!
  if (exact !== null) return { ...exact, found: `${first.found}, but ${exact.found}`, ofSite: first.ofSite }
  return byRegion(area, subject, named, first)
}

function none({ listedPlace }: PlaceSubject): PlaceMatch {
  return { verdict: 'none', found: listedPlace === null ? 'no place of the service area' : `${listedPlace} in the list of hosts, which is no place of the service area` }
}

/**
 * An area told by postcodes, a circle or regions is compared with codes, points and regions: where a page gives none that can
 * be compared, nothing is known, and that its text names no place of the area says nothing. Where but the town of
 * the practice is known beside a circle, that holds for pages that give another. Null where the page can be compared.
 */
function untold(area: ServiceArea, subject: PlaceSubject): PlaceMatch | null {
  const { centre, radiusKm, postcodes, country } = area
  const hasCircle = centre !== null && radiusKm !== null
  const far = hasCircle && subject.points.some((point) => distanceKm(centre, point) > Math.max(samePlaceKm, radiusKm))
  const told = addressOf(area, subject)
  if (far || (told !== null && told.region !== null && sameRegion(area, told.region) === false && (!hasCircle || area.isWholeRegions))) return null
  if (area.places.length > 0 && (!area.isCircleAlone || told === null)) return null
  const isElsewhere = postcodes.length > 0 && !area.isCircleAlone && told?.code !== undefined && !postcodes.some((known) => isInPostcodeArea(told.code!, known, country))
  if (isElsewhere) return null
  const by = [...(postcodes.length > 0 && !area.isCircleAlone ? ['postcodes'] : []), ...(hasCircle ? ['a radius'] : []), ...(area.isWholeRegions ? ['regions'] : [])]
  const lacks = told === null ? 'gives no address to compare' : `gives an address (${told.shown}) ${hasCircle ? 'without coordinates' : area.isWholeRegions ? 'without a region' : 'of which nobody can say whether it lies in one of them'}`
  return { verdict: 'unknown', found: `the service area is told by ${by.join(' and ')}, and the page ${lacks}` }
}

/** The first address of the page that is not the provider's own: of structured data, or a line at its foot with a code behind the letters of a region. */
function addressOf(area: ServiceArea, { places, footerLines }: PlaceSubject): { shown: string; region: string | null; code?: string } | null {
  for (const { street, city, region, postcode } of places) {
    const code = postcodeKey(postcode ?? '')
    const isOwn = (area.own.street !== '' && wordsOf(street ?? '').join('') === area.own.street) || (street === null && code !== '' && code === area.own.postcode)
    const shown = [city, region, postcode].filter((part) => part !== null && part !== '').join(' ')
    if (!isOwn && shown !== '') return { shown: shown.slice(0, 60), region, ...(code === '' ? {} : { code }) }
  }
  for (const line of footerLines) {
    const found = regionAndCode(line, area)
    if (found !== null && found.code !== area.own.postcode) return { shown: found.shown, region: found.region }
  }
  return null
}

/** Where regions are all that is told of the area, an address in one of them lies in it. Names of regions elsewhere on a page say little: papers, universities and streets bear them. */
function byWholeRegion(area: ServiceArea, subject: PlaceSubject): PlaceMatch | null {
  if (!area.isWholeRegions) return null
  if (listedRegion(area, subject)) return { verdict: 'inside', found: `${subject.listedPlace} in the list of hosts`, ofSite: true }
  const told = addressOf(area, subject)
  const country = area.country ?? 'us'
  const abroad = subject.places.some((place) => (countryCode(place.country, area) ?? country) !== country)
  return told === null || told.region === null || abroad || sameRegion(area, told.region) !== true ? null : { verdict: 'inside', found: `an address in ${told.shown}`, ofSite: true }
}

/** Points on the page, without that of the provider itself, which any listing may repeat. */
function byCoordinates({ centre, radiusKm }: ServiceArea, { points }: PlaceSubject): PlaceMatch | null {
  if (centre === null || radiusKm === null || points.length === 0) return null
  const far = points.map((point) => distanceKm(centre, point)).filter((km) => km > samePlaceKm)
  if (far.length === 0) return null
  const nearest = Math.min(...far)
  const found = `coordinates ${nearest < 10 ? nearest.toFixed(1) : Math.round(nearest)} km from the centre`
  if (nearest <= radiusKm) return { verdict: 'inside', found, ofSite: points.length <= 3 }
  return nearest > Math.max(2 * radiusKm, radiusKm + 50) ? { verdict: 'elsewhere', found } : null
}

/** Postal addresses of structured data, without the provider's own. */
function byAddress(area: ServiceArea, { places, country: hostCountry }: PlaceSubject): PlaceMatch | null {
  let away: PlaceMatch | null = null
  for (const place of places) {
    const street = wordsOf(place.street ?? '').join('')
    const code = postcodeKey(place.postcode ?? '')
    if (area.own.street !== '' && street === area.own.street) continue
    if (street === '' && code !== '' && code === area.own.postcode) continue
    const city = wordsOf(place.city ?? '')
    const sameCity = area.places.some(({ words }) => containsRun(city, words))
    const sameCode = area.postcodes.some((known) => isInPostcodeArea(code, known, area.country))
    const country = countryCode(place.country, area) ?? hostCountry
    const region = place.region === null ? null : sameRegion(area, place.region)
    const shown = [place.postcode, place.city, place.region].filter((part) => part !== null && part !== '').join(' ')
    if (area.country !== null && country !== null && country !== area.country) {
      if (sameCity || sameCode) away ??= { verdict: 'elsewhere', found: `an address in ${shown}, ${country.toUpperCase()}` }
    } else if ((sameCode || isNear(code, area)) && region !== false && (sameCity || region === true || country !== null || place.city === null)) return { verdict: 'inside', found: `an address in ${shown}`, ofSite: true }
    else if (sameCity && (region === true || (region === null && country !== null && (code === '' || area.postcodes.length === 0)))) return { verdict: 'inside', found: `an address in ${shown}`, ofSite: true }
    else if (sameCity && region === false) away ??= { verdict: 'elsewhere', found: `an address in ${shown}` }
  }
  return away
}

/** Codes in the footer, where a site gives its own address; a place beside it makes it certain. */
function byFooter(area: ServiceArea, { footerLines, country }: PlaceSubject): PlaceMatch | null {
  if (area.country === null) return null
  for (const line of footerLines) {
    const code = postcodesIn(line, area.country, area.hasFourDigitCodes).find((one) => one !== area.own.postcode && (area.postcodes.some((known) => isInPostcodeArea(one, known, area.country)) || isNear(one, area)))
    if (code === undefined) continue
    const words = wordsOf(line)
    if (area.places.some((place) => containsRun(words, place.words)) || isBehindRegion(line, code, area) || area.regions.some((region) => containsRun(words, region)) || country === area.country) return { verdict: 'inside', found: `postcode ${code} in the footer`, ofSite: true }
  }
  return null
}

/** True of a code that begins as those around the provider do, where its area is a circle. */
function isNear(code: string, { nearPostcodes, country }: ServiceArea): boolean {
  return nearPostcodes.some((known) => isInPostcodeArea(code, known, country))
}

/** True of a code with the letters of one of the country's regions right before it, as its own addresses are written: "Dayton, OH 45409". */
function isBehindRegion(line: string, code: string, area: ServiceArea): boolean {
  return regionAndCode(line, area)?.code === code
}

function regionAndCode(line: string, { letters }: ServiceArea): { shown: string; region: string; code: string } | null {
  const found = /\b([A-Z]{2,3}) {1,2}(\d{5}(?:-\d{4})?|[A-Z]\d[A-Z] ?\d[A-Z]\d)\b/u.exec(line.slice(0, 1_000))
  return found === null || letters[found[1]!] === undefined ? null : { shown: `${found[1]} ${found[2]}`, region: found[1]!, code: postcodeKey(found[2]!) }
}

/** All facts that bear a name of the area. */
function namesOf(area: ServiceArea, subject: PlaceSubject): Named[] {
  const site = subject.siteName === '' ? [] : wordsOf(subject.siteName.slice(0, 400))
  const listed = subject.listedPlace === null ? [] : wordsOf(subject.listedPlace)
  const dateline = subject.start === '' ? '' : (/^[^.!?]{2,60}?(?:[-–—:]|\(\w{2,10}\))/u.exec(subject.start.slice(0, datelineChars))?.[0] ?? '')
  const start = wordsOf(dateline)
  const footer = subject.footerLines.map((line) => wordsOf(line.slice(0, 160)))
  const facts: Named[] = []
  const add = (place: Place, where: string, ofSite: boolean, whole = true) => {
    const found = `${place.words.join(' ')} in ${where}`
    if (facts.length < factsMax && !facts.some((fact) => fact.found === found)) facts.push({ found, ofSite, isCommon: place.isCommon, whole })
  }
  const search = (words: readonly string[], where: string, ofSite: boolean) => {
    if (words.length > 0) for (const { value } of findPhrases(area.index, words, '')) add(value, where, ofSite)
  }
  search(listed, 'the list of hosts', true)
  for (const { place, whole } of placesInHost(area, subject)) add(place, 'the host name', true, whole)
  search(site, 'the name of the site', true)
  for (const line of footer) search(line, 'the footer', true)
  search(start, 'the dateline', false)
  search(subject.title, 'the title', false)
  search(subject.path, 'the path', false)
  return facts
}

const factsMax = 12
const hostsMax = 20_000
const hostsOf = new WeakMap<ServiceArea, Map<string, Array<{ place: Place; whole: boolean }>>>()

/** Kept per host, since one host stands behind many links. */
function placesInHost(area: ServiceArea, subject: PlaceSubject): Array<{ place: Place; whole: boolean }> {
  let cache = hostsOf.get(area)
  if (cache === undefined) hostsOf.set(area, (cache = new Map()))
  let found = cache.get(subject.host)
  if (found === undefined) {
    if (cache.size >= hostsMax) cache.clear()
    found = area.places.flatMap((place) => {
      const whole = inHost(place, subject)
      return whole === null ? [] : [{ place, whole }]
    })
    cache.set(subject.host, found)
  }
  return found
}

/** Whether the host bears the name: true for a part of its own or beside a word of a kind (riverton, chamber), false within another word. */
function inHost({ joined, words, forms, isCommon }: Place, { labels, parts, kindWords }: PlaceSubject): boolean | null {
  if (parts.includes(joined) || (words.length > 1 && containsRun(parts, words)) || parts.some((part) => forms.has(part))) return true
  const around = labels.length === 0 ? [] : kindWords()
  for (const label of labels) {
    const rest = label.startsWith(joined) ? label.slice(joined.length) : label.endsWith(joined) ? label.slice(0, -joined.length) : null
    if (rest !== null && rest !== '') {
      if (around.some((word) => rest === word || (word.length >= 4 && (rest.startsWith(word) || rest.endsWith(word))))) return true
      if (!isCommon && joined.length >= 6) return false
    }
    // Adjectives and plurals of longer names: "niederwaldener-bote", "oosterwijder-courant".
    const stem = joined.length >= 7 ? joined.slice(0, -1) : null
    if (stem !== null && stem.length >= 6 && parts.some((part) => part.startsWith(stem) && part.length <= joined.length + 4)) return false
    if (joined.length >= 8 && label.includes(joined)) return false
  }
  return null
}

/** A name alone may be that of another town: region, a second sign or the country's suffix must agree. */
function byRegion(area: ServiceArea, subject: PlaceSubject, named: readonly Named[], first: Named): PlaceMatch {
  const words = [...subject.title, ...subject.parts, ...wordsOf(subject.siteName.slice(0, 400)), ...wordsOf(subject.listedPlace ?? ''), ...subject.footerLines.flatMap((line) => wordsOf(line.slice(0, 160))), ...wordsOf(subject.start.slice(0, datelineChars))]
  const ofSite = named.some((one) => one.ofSite)
  const own = area.regions.some((region) => (region.join('').length > 2 || !area.doubtfulLetters.has(region.join(''))) && containsRun(words, region) && !area.places.some((place) => containsRun(place.words, region)))
  if (own || listedRegion(area, subject)) return { verdict: 'inside', found: `${first.found}, with the region`, ofSite }
  const other = otherRegion(area, subject, words)
  if (other !== null) return { verdict: 'elsewhere', found: `${first.found}, but ${other}`, ofSite }
  if (named.every(({ isCommon, whole }) => isCommon && !whole)) return { verdict: 'none', found: `${first.found}, which is an ordinary word` }
  const places = new Set(named.map(({ found }) => found.slice(0, found.indexOf(' in '))))
  const signs = new Set(named.filter(({ isCommon }) => !isCommon).map(({ found }) => found.slice(found.indexOf(' in '))))
  if (places.size > 1) return { verdict: 'inside', found: `${[...places].slice(0, 3).join(', ')}: several places of the area`, ofSite }
  if (signs.size > 1 && subject.country !== null && subject.country === area.country) return { verdict: 'inside', found: `${first.found} and${[...signs].find((sign) => !first.found.endsWith(sign)) ?? ''}`, ofSite }
  return { verdict: 'named', found: first.found, ofSite }
}

/** "Dayton, OH" of a list, where letters are in an address. */
function listedRegion(area: ServiceArea, { listedPlace }: PlaceSubject): boolean {
  const region = listedPlace === null ? undefined : /,\s*([A-Z]{2,3})$/u.exec(listedPlace)?.[1]
  return region !== undefined && sameRegion(area, region) === true
}

function sameRegion(area: ServiceArea, region: string): boolean | null {
  if (area.regions.length === 0) return null
  const words = wordsOf(region)
  const long = area.letters[region.trim().toUpperCase()]
  return area.regions.some((known) => containsRun(words, known) || (long !== undefined && containsRun(wordsOf(long), known)))
}

/** A region named that is not the provider's own: the Springfield of another state. */
function otherRegion(area: ServiceArea, subject: PlaceSubject, words: readonly string[]): string | null {
  if (area.otherRegions.length === 0) return null
  const listed = subject.listedPlace === null ? undefined : /,\s*([A-Z]{2,3})$/u.exec(subject.listedPlace)?.[1]?.toLowerCase()
  const last = subject.parts.at(-1)
  const letters = last !== undefined && !area.doubtfulLetters.has(last) ? last : undefined
  for (const region of area.otherRegions) {
    if (region.letters === listed || containsRun(words, region.words)) return region.name
    if (region.letters === letters) return region.letters.toUpperCase()
  }
  return null
}

function countryCode(text: string | null, { countryNames }: ServiceArea): string | null {
  if (text === null) return null
  const words = wordsOf(text).join(' ')
  return words.length === 2 && words !== 'uk' ? words : (countryNames[words] ?? null)
}
