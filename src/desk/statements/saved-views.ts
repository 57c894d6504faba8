import type { SavedView } from '../../model/desk-nouns.js'
import { recordStatements } from './records.js'

export const savedViewRecords = recordStatements<SavedView>({
  table: 'saved_view',
  wall: 'client_id',
  columns: { page: 'page', name: 'name', query: 'query' },
  order: 'page, name, sequence',
})
