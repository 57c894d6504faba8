import type { ImportRecord } from '../../model/desk-nouns.js'
import { recordStatements } from './records.js'

export const importRecords = recordStatements<ImportRecord>({
  table: 'import_record',
  wall: 'client_id',
  columns: {
    batch: 'batch', file: 'file', recognised: 'recognised', title: 'title', rows: 'row_count', accepted: 'accepted_count', refused: 'refused_count',
    from: 'seen_from', until: 'seen_until', by: 'made_by', at: 'made_at', undoneAt: 'undone_at', undoneBy: 'undone_by',
  },
  order: 'sequence',
})
