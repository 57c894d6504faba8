import type { Location } from '../../model/desk-nouns.js'
import { recordStatements } from './records.js'

export const locationRecords = recordStatements<Location>({
  table: 'location',
  wall: 'client_id',
  columns: {
    name: 'name', street: 'street', city: 'city', region: 'region', postcode: 'postcode', country: 'country', phone: 'phone', url: 'url', latitude: 'latitude', longitude: 'longitude',
    servicePlaces: { column: 'service_places', as: 'json' }, servicePostcodes: { column: 'service_postcodes', as: 'json' }, radiusKm: 'radius_km',
  },
  // The first is the main one: its address is that of the provider.
  order: 'sequence',
})
