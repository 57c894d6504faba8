import type { Consideration } from '../../model/desk-nouns.js'
import { recordStatements } from './records.js'

export const considerationRecords = recordStatements<Consideration>({
  table: 'consideration',
  wall: 'client_id',
  columns: {
    referringDomain: 'referring_domain', referringPage: 'referring_page', target: 'target', kind: 'kind', amount: { column: 'amount', as: 'numeric' }, currency: 'currency',
    on: 'given_on', until: 'given_until', relDue: { column: 'rel_due', as: 'json' }, note: 'note',
  },
  order: 'referring_domain, sequence',
})
