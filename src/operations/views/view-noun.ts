import { SavedViewSchema } from '../../model/desk-nouns.js'
import type { RecordNoun } from '../records.js'

export const viewNoun: RecordNoun<typeof SavedViewSchema> = {
  noun: 'views', one: 'a saved view', schema: SavedViewSchema, of: ({ views }) => views, shown: ['page', 'name', 'query'],
}
