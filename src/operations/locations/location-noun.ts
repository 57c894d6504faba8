import { LocationSchema } from '../../model/desk-nouns.js'
import type { RecordNoun } from '../records.js'

export const locationNoun: RecordNoun<typeof LocationSchema> = {
  noun: 'locations', one: 'a location', schema: LocationSchema, of: ({ locations }) => locations, shown: ['name', 'street', 'city', 'postcode', 'phone', 'url'],
  tidied: (record) => ({ ...record, country: record.country.toUpperCase() }),
}
