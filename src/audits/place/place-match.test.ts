import { beforeAll, describe, expect, it } from 'vitest'
import { loadLists } from '../../files/shipped-lists.js'
import type { Lists } from '../../model/lists.js'
import { ProviderProfileSchema, type ProviderProfile } from '../../model/profile.js'
import { wordsOf } from '../link-types/phrases.js'
import { placeMatch, type PlaceSubject } from './place-match.js'
import { serviceAreaOf } from './service-area.js'

let lists: Lists
beforeAll(async () => {
  lists = await loadLists()
})

const ohio = ProviderProfileSchema.parse({ address: { street: '12 Oak Street', city: 'Springfield', region: 'OH', postcode: '45501', country: 'US' }, serviceArea: { places: ['Springfield', 'Enon', 'Yellow Springs', 'Riverton'], postcodes: ['455'], centre: { latitude: 39.924, longitude: -83.809 }, radiusKm: 40 } })
const leeds = ProviderProfileSchema.parse({ address: { city: 'Bristol', postcode: 'BS1 4ST', country: 'GB' }, serviceArea: { places: ['Bristol', 'Bath', 'Clifton'], postcodes: ['BS1', 'BS8', 'BA1'] } })
const kassel = ProviderProfileSchema.parse({ address: { city: 'Kassel', postcode: '34117', country: 'DE' }, serviceArea: { places: ['Kassel', 'Baunatal', 'Göttingen'], postcodes: ['341'] } })
const krakow = ProviderProfileSchema.parse({ address: { city: 'Kraków', postcode: '31-011', country: 'PL' }, serviceArea: { places: ['Kraków', 'Wieliczka'], postcodes: ['31-'] } })
const byRadius = ProviderProfileSchema.parse({ serviceArea: { centre: { latitude: 51.4545, longitude: -2.5879 }, radiusKm: 15 } })
const radiusInOhio = ProviderProfileSchema.parse({ address: { city: 'Springfield', region: 'OH', postcode: '45501', country: 'US' }, serviceArea: { centre: { latitude: 39.924, longitude: -83.809 }, radiusKm: 30 } })
const smallRadius = ProviderProfileSchema.parse({ ...radiusInOhio, serviceArea: { ...radiusInOhio.serviceArea, radiusKm: 8 } })
const byRegions = ProviderProfileSchema.parse({ serviceArea: { regions: ['Illinois'] } })
const ohioTown = ProviderProfileSchema.parse({ address: { country: 'US' }, serviceArea: { places: ['Springfield'], regions: ['OH'] } })

const byPostcode = ProviderProfileSchema.parse({ address: { country: 'US' }, serviceArea: { postcodes: ['454'] } })

interface Sketch { host?: string; title?: string; path?: string; start?: string; footer?: string[]; places?: PlaceSubject['places']; points?: PlaceSubject['points']; site?: string; country?: string; listed?: string; kinds?: string[] }
const subject = ({ host = 'site', title = '', path = '', start = '', footer = [], places = [], points = [], site = '', country, listed, kinds = [] }: Sketch): PlaceSubject => ({
  host: `${host}.example ${kinds.join(' ')}`, labels: host.split('.').map((label) => label.replaceAll('-', '')), parts: host.split(/[.-]/u), kindWords: () => kinds, country: country ?? null, siteName: site, listedPlace: listed ?? null, title: wordsOf(title), path: wordsOf(path), start, footerLines: footer, places, points,
})
const at = (part: Partial<PlaceSubject['places'][number]>): PlaceSubject['places'] => [{ street: null, city: null, region: null, postcode: null, country: null, ...part }]

const rows: Array<[string, () => ProviderProfile, Sketch, string]> = [
  ['a name and the region', () => ohio, { host: 'springfield-gazette', title: 'News of Springfield, Ohio' }, 'inside'],
  ['the Springfield of another state', () => ohio, { host: 'springfield-gazette', title: 'News of Springfield, Illinois' }, 'elsewhere'],
  ['a name alone', () => ohio, { host: 'springfieldchamber', kinds: ['chamber'] }, 'named'],
  ['two places of the area', () => ohio, { host: 'enonherald', kinds: ['herald'], title: 'Riverton and Enon' }, 'inside'],
  ['a ZIP+4 with its city', () => ohio, { places: at({ city: 'Springfield', postcode: '45503-1122' }) }, 'inside'],
  ['a ZIP code of a suburb with the state', () => ohio, { places: at({ city: 'Northridge', region: 'OH', postcode: '45504' }) }, 'inside'],
  ['the same digits in Germany', () => ohio, { places: at({ city: 'Springfield', postcode: '45501', country: 'DE', street: 'Weg 1' }) }, 'elsewhere'],
  ['the same digits, city and state unknown', () => ohio, { places: at({ city: 'Mülheim', postcode: '45509' }) }, 'none'],
  ['the provider itself in a listing', () => ohio, { places: at({ street: '12 Oak Street', city: 'Springfield', region: 'OH', postcode: '45501' }), points: [{ latitude: 39.924, longitude: -83.809 }] }, 'none'],
  ['coordinates near', () => ohio, { points: [{ latitude: 39.76, longitude: -84.19 }] }, 'inside'],
  ['coordinates of another Springfield', () => ohio, { host: 'springfield-gazette', points: [{ latitude: 39.8, longitude: -89.65 }] }, 'elsewhere'],
  ['a footer with a code and the city', () => ohio, { footer: ['100 Main St, Springfield, OH 45502'] }, 'inside'],
  ['a dateline', () => ohio, { start: 'SPRINGFIELD, Ohio (AP) — A clinic opened' }, 'inside'],
  ['a list entry with the state', () => ohio, { listed: 'Springfield, OH' }, 'inside'],
  ['a list entry of another state', () => ohio, { listed: 'Springfield, MO', host: 'springfieldnews', kinds: ['news'] }, 'elsewhere'],
  ['nothing', () => ohio, { host: 'toothtalk', title: 'How to floss' }, 'none'],
  ['a British district', () => leeds, { places: at({ city: 'Bristol', postcode: 'BS8 1TH' }) }, 'inside'],
  ['BS16 is not BS1', () => leeds, { places: at({ city: 'Downend', postcode: 'BS16 5AA' }), country: 'gb' }, 'none'],
  ['the Bristol of Virginia', () => leeds, { host: 'bristol-herald', places: at({ city: 'Bristol', region: 'VA', country: 'US' }) }, 'elsewhere'],
  ['an ordinary word', () => leeds, { host: 'bathroomworld' }, 'none'],
  ['an ordinary word beside a civic one', () => leeds, { host: 'bathchronicle', kinds: ['chronicle'], title: 'Bristol and Bath' }, 'inside'],
  ['a host of another country', () => leeds, { host: 'bristol', country: 'us', title: 'Bristol' }, 'elsewhere'],
  ['a host and a title of the country', () => leeds, { host: 'bristolpost', country: 'gb', kinds: ['post'], title: 'Bristol hospital opens' }, 'inside'],
  ['an adjective form', () => kassel, { host: 'kasseler-bote', country: 'de', title: 'Neues aus Kassel' }, 'inside'],
  ['an adjective of a name in -en', () => kassel, { host: 'site', country: 'de', title: 'Göttinger Tageblatt', footer: ['Göttingen'] }, 'inside'],
  ['a German code with its mark', () => kassel, { places: at({ city: 'Kassel', postcode: 'D-34119' }) }, 'inside'],
  ['a Polish locative', () => krakow, { host: 'site', country: 'pl', title: 'Co robić w Krakowie', footer: ['ul. Długa 1, 31-146 Kraków'] }, 'inside'],
  ['a radius alone', () => byRadius, { points: [{ latitude: 51.38, longitude: -2.36 }] }, 'none'],
  ['a radius, and a page without coordinates', () => byRadius, { host: 'springfield-gazette', title: 'News of Springfield', footer: ['100 Main St, Springfield, OH 45502'] }, 'unknown'],
  ['postcodes alone: a footer with the state before the code', () => byPostcode, { footer: ['12 Elm St, Dayton, OH 45409'] }, 'inside'],
  ['postcodes alone: a number that is no code of the country', () => byPostcode, { footer: ['Order no. 45409 was sent to you'] }, 'unknown'],
  ['postcodes alone: a footer of another town', () => byPostcode, { footer: ['12 Elm St, Springfield, OH 45502'] }, 'unknown'],
  ['postcodes alone: nothing on the page', () => byPostcode, { host: 'toothtalk', title: 'How to floss' }, 'unknown'],
  ['postcodes alone: structured data of another town', () => byPostcode, { places: at({ city: 'Springfield', region: 'OH', postcode: '45502' }) }, 'none'],
  ['postcodes alone: structured data of the area', () => byPostcode, { places: at({ city: 'Dayton', postcode: '45409', country: 'US' }) }, 'inside'],
  ['postcodes alone: the same digits, country unknown', () => byPostcode, { places: at({ city: 'Mülheim', postcode: '45409' }) }, 'unknown'],
  ['a radius: an address of the town of the practice', () => radiusInOhio, { places: at({ city: 'Springfield', region: 'OH', postcode: '45505' }) }, 'inside'],
  ['a radius: a town around, by its postcode', () => radiusInOhio, { places: at({ city: 'Medway', region: 'OH', postcode: '45531' }) }, 'inside'],
  ['a radius: the same at the foot of the page', () => radiusInOhio, { footer: ['1 Main St, Medway, OH 45531'] }, 'inside'],
  ['a radius: another town of the state, which may lie in it', () => radiusInOhio, { places: at({ city: 'Lima', region: 'OH', postcode: '45801' }) }, 'unknown'],
  ['a radius: a town of another state', () => radiusInOhio, { places: at({ city: 'Springfield', region: 'IL', postcode: '62704' }) }, 'elsewhere'],
  ['a radius: a page that tells nothing', () => radiusInOhio, { host: 'toothtalk', title: 'How to floss' }, 'none'],
  ['a small radius says nothing of codes', () => smallRadius, { places: at({ city: 'Medway', region: 'OH', postcode: '45531' }) }, 'unknown'],
  ['a radius alone: structured data without coordinates', () => byRadius, { places: at({ city: 'Bristol', postcode: 'BS1 4ST' }) }, 'unknown'],
  ['regions alone: an address in one', () => byRegions, { places: at({ city: 'Peoria', region: 'IL', postcode: '61602' }) }, 'inside'],
  ['regions alone: the same written out', () => byRegions, { places: at({ city: 'Peoria', region: 'Illinois', country: 'United States' }) }, 'inside'],
  ['regions alone: at the foot of the page', () => byRegions, { footer: ['Peoria Gazette, Peoria, IL 61602'] }, 'inside'],
  ['regions alone: by the list of hosts', () => byRegions, { listed: 'Peoria, IL' }, 'inside'],
  ['regions alone: an address in another', () => byRegions, { places: at({ city: 'Springfield', region: 'MA', postcode: '01103' }) }, 'none'],
  ['regions alone: letters of another country', () => byRegions, { places: at({ city: 'Somewhere', region: 'IL', country: 'DE' }) }, 'unknown'],
  ['regions alone: a name of the region in a title', () => byRegions, { title: 'The Illinois of old postcards' }, 'unknown'],
  ['regions alone: nothing on the page', () => byRegions, { host: 'toothtalk', title: 'How to floss' }, 'unknown'],
  ['regions beside a town only tell which town', () => ohioTown, { places: at({ city: 'Lima', region: 'OH', postcode: '45801' }) }, 'none'],
  ['inside a radius', () => byRadius, { points: [{ latitude: 51.46, longitude: -2.62 }] }, 'inside'],
  ['far outside a radius', () => byRadius, { points: [{ latitude: 53.8, longitude: -1.55 }] }, 'elsewhere'],
]

describe('a place of the service area', () => {
  it.each(rows)('%s', (_title, profile, sketch, expected) => {
    const match = placeMatch(serviceAreaOf(profile(), lists), subject(sketch))
    expect([match.verdict, match.found]).toEqual([expected, expect.any(String)])
  })

  it('knows whether the place is that of the site', () => {
    const area = serviceAreaOf(ohio, lists)
    expect(placeMatch(area, subject({ host: 'springfield-gazette' })).ofSite).toBe(true)
    expect(placeMatch(area, subject({ title: 'A trip to Springfield' })).ofSite).toBe(false)
  })

  it('says what the page lacks, not that it gives nothing', () => {
    const why = (profile: ProviderProfile, sketch: Sketch) => placeMatch(serviceAreaOf(profile, lists), subject(sketch)).found
    expect(why(byRadius, { places: at({ city: 'Bristol', postcode: 'BS1 4ST' }) })).toBe('the service area is told by a radius, and the page gives an address (Bristol BS1 4ST) without coordinates')
    expect(why(byRadius, { footer: ['100 Main St, Springfield, OH 45502'] })).toMatch(/an address \(OH 45502\) without coordinates$/u)
    expect(why(byRegions, { places: at({ city: 'Peoria' }) })).toBe('the service area is told by regions, and the page gives an address (Peoria) without a region')
    expect(why(byRadius, {})).toMatch(/gives no address to compare$/u)
  })

  it('is not known without any area', () => {
    expect(serviceAreaOf(ProviderProfileSchema.parse({}), lists).known).toBe(false)
    for (const profile of [byRadius, byRegions]) expect(serviceAreaOf(profile, lists).known).toBe(true)
  })
})
