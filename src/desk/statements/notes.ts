import type { Note } from '../../model/desk-nouns.js'
import { recordStatements } from './records.js'

export const noteRecords = recordStatements<Note>({
  table: 'note',
  wall: 'client_id',
  columns: { about: 'about', text: 'text', by: 'made_by', at: 'made_at' },
  order: 'sequence',
})
