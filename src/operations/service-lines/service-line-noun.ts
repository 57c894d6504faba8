import { ServiceLineSchema } from '../../model/desk-nouns.js'
import type { RecordNoun } from '../records.js'

export const serviceLineNoun: RecordNoun<typeof ServiceLineSchema> = {
  noun: 'service-lines', one: 'a service line', schema: ServiceLineSchema, of: ({ serviceLines }) => serviceLines, shown: ['name', 'specialty', 'conditions', 'treatments', 'url'],
}
