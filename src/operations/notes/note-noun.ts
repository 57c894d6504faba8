import { NoteSchema } from '../../model/desk-nouns.js'
import type { RecordNoun } from '../records.js'

/** Who wrote a note and when is not asked but known. */
export const noteNoun: RecordNoun<typeof NoteSchema> = {
  noun: 'notes', one: 'a note', schema: NoteSchema, of: ({ notes }) => notes, set: ['by', 'at'], shown: ['about', 'text', 'by', 'at'],
}
