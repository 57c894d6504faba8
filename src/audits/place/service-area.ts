import type { GeoPoint } from '../../model/page-extra.js'
import type { Lists } from '../../model/lists.js'
import type { ProviderProfile } from '../../model/profile.js'
import { folded, phraseIndex, wordsOf, type PhraseIndex } from '../link-types/phrases.js'
import { containsRun } from '../link-types/profile-reading.js'
import { postcodeKey, postcodeSurroundings } from './postcode.js'
import { wordSet } from '../tiers/label-patterns.js'
import { pairsOf, regionsOf } from './regions.js'

export interface Place {
  words: string[]
  joined: string
  forms: ReadonlySet<string>
  /** The name is an ordinary word or that of many towns: it needs a second sign. */
  isCommon: boolean
}

/** Where a provider's patients come from, made ready to compare with: "local" means inside it. */
export interface ServiceArea {
  /** Names of places as words, each with the forms it takes in running text. */
  places: Place[]
  /** The same by their words and forms, so that a text is searched once for all of them. */
  index: PhraseIndex<Place>
  postcodes: string[]
  /** Regions as words: of the address and of the area, names and letters. */
  regions: string[][]
  /** Names of the country's regions by their letters, and letters that are ordinary words too. */
  letters: Readonly<Record<string, string>>
  doubtfulLetters: ReadonlySet<string>
  /** Codes of countries by their names in addresses. */
  countryNames: Readonly<Record<string, string>>
  /** How its postal codes look in running text. */
  hasFourDigitCodes: boolean
  /** Regions of the same country that are not the provider's, by name and words: what makes a place another one. */
  otherRegions: Array<{ name: string; letters: string; words: string[] }>
  country: string | null
  centre: GeoPoint | null
  radiusKm: number | null
  /** Of an area told by a circle that is not small: the beginning that codes around the provider's own share with it. */
  nearPostcodes: string[]
  /** True where a circle is all that is told of the area, besides the address of the practice. */
  isCircleAlone: boolean
  /** True where regions are all that is told of the area: then they are the area, and do not only tell which town is meant. */
  isWholeRegions: boolean
  /** The provider's own address: a listing that repeats it says nothing of where the listing's site is. */
  own: { street: string; postcode: string }
  known: boolean
}

const areas = new WeakMap<ProviderProfile, { lists: Lists; area: ServiceArea }>()

export function serviceAreaOf(profile: ProviderProfile, lists: Lists): ServiceArea {
  const known = areas.get(profile)
  if (known !== undefined && known.lists === lists) return known.area
  const area = read(profile, lists)
  areas.set(profile, { lists, area })
  return area
}

function read({ address, serviceArea }: ProviderProfile, lists: Lists): ServiceArea {
  const country = address.country?.toLowerCase() ?? null
  const endings = lists.words(`place/endings/${country ?? ''}`).map((text) => text.split('>') as [string, string])
  const connectors = lists.words('place/connectors').map(wordsOf)
  const common = new Set(lists.words('place/common-words'))
  const names = [...new Set([...serviceArea.places, address.city ?? ''].map((name) => name.trim()).filter((name) => name.length >= 2))]
  const regionTexts = [address.region, ...(serviceArea.regions ?? [])].filter((text): text is string => text !== undefined && text !== '')
  const letters = regionsOf(country, lists)
  const lettersOf = new Map(Object.entries(letters).map(([short, long]) => [folded(long), short]))
  const regions = regionTexts.flatMap((text) => [text, letters[text.toUpperCase()] ?? '', lettersOf.get(folded(text)) ?? '']).filter((text) => text !== '').map(wordsOf)
  const places = names.map((name): Place => {
    const words = wordsOf(name)
    const joined = words.join('')
    return { words, joined, forms: formsOf(words, endings, connectors), isCommon: common.has(joined) || joined.length < 4 }
  }).filter(({ joined }) => joined.length >= 2)
  const hasCircle = serviceArea.centre !== undefined && serviceArea.radiusKm !== undefined
  const isListed = serviceArea.places.length > 0 || serviceArea.postcodes.length > 0
  const isWholeRegions = (serviceArea.regions ?? []).length > 0 && !isListed && !hasCircle
  const near = hasCircle && serviceArea.radiusKm! >= nearKmMin ? postcodeSurroundings(postcodeKey(address.postcode ?? '')) : null
  return {
    letters, doubtfulLetters: wordSet(lists, 'place/doubtful-letters'), countryNames: pairsOf('place/country-names', lists), hasFourDigitCodes: wordSet(lists, 'place/four-digit-postcodes').has(country ?? ''),
    places,
    index: phraseIndex(places.flatMap((place) => [place.words.join(' '), ...place.forms].map((text) => ({ text, value: place })))),
    postcodes: [...new Set([...serviceArea.postcodes, ...(address.postcode === undefined ? [] : [address.postcode])].map(postcodeKey).filter((code) => code.length >= 2))],
    regions,
    otherRegions: regions.length === 0 ? [] : otherRegions(letters, regions, places),
    country,
    centre: serviceArea.centre ?? null,
    radiusKm: serviceArea.radiusKm ?? null,
    nearPostcodes: near === null ? [] : [near],
    isCircleAlone: hasCircle && !isListed,
    isWholeRegions,
    own: { street: folded(address.street ?? '').replace(/[^\p{L}\p{N}]/gu, ''), postcode: postcodeKey(address.postcode ?? '') },
    known: names.length > 0 || serviceArea.postcodes.length > 0 || address.postcode !== undefined || hasCircle || isWholeRegions,
  }
}

/** From this radius on towns whose codes begin as the provider's own does are taken to lie in its circle. */
const nearKmMin = 25

function otherRegions(letters: Readonly<Record<string, string>>, own: ReadonlyArray<readonly string[]>, places: readonly Place[]): ServiceArea['otherRegions'] {
  return Object.entries(letters).map(([short, name]) => ({ name, letters: folded(short), words: wordsOf(name) })).filter(({ letters: short, words }) =>
    !own.some((region) => region.join(' ') === short || containsRun(words, region) || containsRun(region, words)) && !places.some((place) => containsRun(place.words, words)))
}

/** Shorter beginnings of names ("Bad", "Villa") are no names. */
const shortFormCharsMin = 6

/** Oblique and adjective forms of a name of one word: Dortmund – Dortmunder, Kraków – w Krakowie; and the short form of a long one: Erlenbach am Main – Erlenbach. */
function formsOf(words: readonly string[], endings: ReadonlyArray<readonly [string, string]>, connectors: ReadonlyArray<readonly string[]>): Set<string> {
  const forms = new Set<string>()
  const long = connectors.map((connector) => words.findIndex((_, at) => at > 0 && at + connector.length < words.length && connector.every((word, offset) => words[at + offset] === word))).filter((at) => at > 0)
  if (long.length > 0) {
    const short = words.slice(0, Math.min(...long))
    if (short.join('').length >= shortFormCharsMin) forms.add(short.join(' '))
  }
  const name = words.length === 1 ? words[0]! : ''
  if (name.length < 4) return forms
  for (const [end, other] of endings) {
    if (name.endsWith(end) && name.length - end.length >= 3) forms.add(name.slice(0, name.length - end.length) + other)
  }
  return forms
}
