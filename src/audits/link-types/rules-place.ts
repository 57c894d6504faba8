import { folded, wordsOf } from './phrases.js'
import { containsRun, regionNames } from './profile-reading.js'
import type { LinkReading } from './reading.js'
import type { Signals } from './signal.js'

/** Whether the referring host serves the provider's area (F-GEO). */
export interface PlaceMatch {
  /** `inside`: place and region or postcode agree. `named`: a place of that name. `elsewhere`: the same name, another region or country. */
  verdict: 'inside' | 'named' | 'elsewhere' | 'none' | 'unknown'
  found: string
}

const civicKinds = ['chamber', 'school', 'library', 'parish', 'municipality', 'community', 'local-news', 'news']

export function matchPlace(reading: LinkReading): PlaceMatch {
  const { profile, host } = reading
  if (!profile.known) return { verdict: 'unknown', found: 'the profile names no service area' }
  const compact = host.name.replaceAll(' ', '')
  const site = wordsOf(`${reading.features?.ogSiteName ?? ''} ${(reading.extra.organisations ?? []).slice(0, 5).join(' ')}`)
  let found: string | null = null
  for (const place of profile.places) {
    const joined = place.join('')
    if ((joined.length >= 4 && compact.includes(joined)) || host.parts.includes(joined)) found = `${place.join(' ')} in the host name`
    else if (containsRun(site, place)) found = `${place.join(' ')} in the name of the site`
    else if (containsRun(reading.titleWords, place)) found = `${place.join(' ')} in the title`
    if (found !== null) break
  }
  const curatedPlace = reading.curated?.entry.place ?? reading.seed?.entry.place
  if (found === null && curatedPlace !== undefined && profile.places.some((place) => containsRun(wordsOf(curatedPlace), place))) found = `${curatedPlace} in the list of hosts`
  for (const place of reading.extra.places ?? []) {
    const city = wordsOf(place.city ?? '')
    const code = folded(place.postcode ?? '').replace(/\s/gu, '')
    const sameCity = profile.places.some((known) => containsRun(city, known))
    const sameCode = code !== '' && profile.postcodes.some((known) => code.startsWith(known))
    if (sameCode) return { verdict: 'inside', found: `postcode ${place.postcode} on the page` }
    if (!sameCity && found === null) continue
    const region = place.region === null ? null : sameRegion(reading, place.region)
    if (sameCity && region === true) return { verdict: 'inside', found: `${place.city}, ${place.region} on the page` }
    if (region === false) return { verdict: 'elsewhere', found: `${place.city ?? ''}, ${place.region} on the page` }
    if (sameCity) found ??= `${place.city} on the page`
  }
  if (found === null) return { verdict: 'none', found: 'no place of the service area' }
  if (host.country !== null && profile.country !== null && host.country !== profile.country) return { verdict: 'elsewhere', found: `${found}, but a host of ${host.country.toUpperCase()}` }
  const words = [...reading.titleWords, ...host.parts, ...site]
  if (profile.regions.some((region) => containsRun(words, region))) return { verdict: 'inside', found: `${found}, with the region` }
  const other = otherRegion(reading, words)
  if (other !== null) return { verdict: 'elsewhere', found: `${found}, but ${other}` }
  return { verdict: 'named', found }
}

function sameRegion(reading: LinkReading, region: string): boolean | null {
  if (reading.profile.regions.length === 0) return null
  const words = wordsOf(region)
  const long = regionNames[region.trim().toUpperCase()]
  return reading.profile.regions.some((known) => containsRun(words, known) || (long !== undefined && containsRun(wordsOf(long), known)))
}

const otherRegions = Object.values(regionNames).map((name) => ({ name, words: wordsOf(name) }))

/** A region named that is not the provider's own: the Springfield of another state. */
function otherRegion(reading: LinkReading, words: readonly string[]): string | null {
  if (reading.profile.regions.length === 0 || (reading.profile.country !== null && reading.profile.country !== 'us')) return null
  for (const region of otherRegions) {
    if (reading.profile.places.some((place) => containsRun(place, region.words))) continue
    if (containsRun(words, region.words)) return region.name
  }
  const letters = reading.host.parts.at(-1)
  return letters !== undefined && letters.length === 2 && regionNames[letters.toUpperCase()] !== undefined && !reading.profile.regions.some((region) => region.length === 1 && region[0] === letters) && !['in', 'me', 'or', 'hi', 'ok', 'pa', 'co', 'de', 'la', 'ma'].includes(letters) ? letters.toUpperCase() : null
}

export function placeRules(reading: LinkReading, place: PlaceMatch, signals: Signals): void {
  const civic = civicKinds.some((kind) => reading.host.kinds.has(kind)) || ['chamber', 'school', 'library', 'municipality'].includes(reading.curated?.entry.kind ?? '') || reading.curated?.entry.subtype === 'local'
  if (place.verdict === 'inside') signals.add('LT-04', 'place', civic ? 'decisive' : 'moderate', 'F-GEO', 'service area', place.found)
  else if (place.verdict === 'named') signals.add('LT-04', 'place', civic ? 'strong' : 'weak', 'F-GEO', 'service area', place.found)
  else if (place.verdict === 'elsewhere') signals.add('LT-04', 'against', 'excluded', 'F-GEO', 'service area', place.found)
  else if (place.verdict === 'none' && !reading.host.kinds.has('chamber')) signals.add('LT-04', 'against', 'contra', 'F-GEO', 'service area', place.found)
}
