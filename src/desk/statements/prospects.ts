import type { Prospect } from '../../model/desk-nouns.js'
import { recordStatements } from './records.js'

export const prospectRecords = recordStatements<Prospect>({
  table: 'prospect',
  wall: 'client_id',
  columns: {
    domain: 'domain', reason: 'reason', rivals: { column: 'rivals', as: 'json' }, tier: 'tier', state: 'state', comment: 'comment',
    decidedBy: 'decided_by', decidedAt: 'decided_at', proposedBy: 'proposed_by', proposedAt: 'proposed_at',
  },
  order: 'sequence',
})
