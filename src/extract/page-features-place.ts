import type { PostalPlace } from '../model/page-extra.js'
import { addPoint, type StructuredData } from './page-features-structured.js'

const placesMax = 20
const charsMax = 120

/** Place of the page in metas: `ICBM` and `geo.position` ("lat; long" or "lat, long"), `geo.region` ("US-OH"), `geo.placename`. */
export function readGeoMetas(metas: ReadonlyMap<string, readonly string[]>, { points, places }: Pick<StructuredData, 'points' | 'places'>): void {
  const meta = (id: string) => metas.get(id)?.[0]?.trim()
  for (const id of ['icbm', 'geo.position']) {
    const [latitude, longitude] = (meta(id) ?? '').split(/[;,]\s*/u, 2)
    addPoint(points, latitude, longitude)
  }
  for (const prefix of ['og:', 'place:location:', 'business:contact_data:']) addPoint(points, meta(`${prefix}latitude`), meta(`${prefix}longitude`))
  const [country, region] = (meta('geo.region') ?? '').split('-', 2)
  const city = meta('geo.placename')?.split(',')[0]?.trim().slice(0, charsMax) ?? null
  if ((city === null && !region) || places.length >= placesMax) return
  places.push({ street: null, city: city || null, region: region?.slice(0, charsMax) || null, postcode: null, country: country?.slice(0, charsMax) || null })
}

const keys: Readonly<Record<string, keyof PostalPlace>> = { streetaddress: 'street', addresslocality: 'city', addressregion: 'region', postalcode: 'postcode', addresscountry: 'country' }

/** Microdata addresses: the parts of one stand together, so a part seen again begins the next. Gives the address that is being read. */
export function addToPlace(places: PostalPlace[], current: PostalPlace | null, id: string, value: string): PostalPlace | null {
  const key = keys[id]
  if (key === undefined || value === '' || places.length >= placesMax) return current
  let place = current
  if (place === null || place[key] !== null) places.push((place = { street: null, city: null, region: null, postcode: null, country: null }))
  place[key] = value
  return place
}
