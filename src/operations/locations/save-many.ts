import { saveManyOperation } from '../save-many.js'
import { locationNoun } from './location-noun.js'

export default saveManyOperation(locationNoun, {
  summary: 'Save many locations from a pasted table or a CSV file',
  example: 'citewell locations save-many locations.csv',
  columns: {
    fields: {
      name: ['name', 'location', 'location name', 'practice', 'practice name', 'clinic', 'facility', 'facility name', 'office'], street: ['street', 'address', 'street address', 'address line 1', 'address 1'], city: ['city', 'town', 'locality'],
      region: ['region', 'state', 'province', 'county'], postcode: ['postcode', 'postal code', 'zip', 'zip code', 'plz'], country: ['country', 'country code'], phone: ['phone', 'telephone', 'phone number', 'tel'],
      url: ['url', 'website', 'page', 'web page', 'link'], latitude: ['latitude', 'lat'], longitude: ['longitude', 'lng', 'lon', 'long'], radiusKm: ['radius km', 'radius', 'service radius km'],
      servicePlaces: ['service places', 'places served', 'service area'], servicePostcodes: ['service postcodes', 'postcodes served', 'zips served'],
    },
    order: ['name', 'street', 'city', 'region', 'postcode', 'phone', 'url'],
    lists: ['servicePlaces', 'servicePostcodes'],
    numbers: ['latitude', 'longitude', 'radiusKm'],
  },
  same: ({ name, street }) => `${String(name)}\n${String(street)}`.toLowerCase(),
})
