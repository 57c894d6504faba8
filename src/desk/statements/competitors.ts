import type { Competitor } from '../../model/desk-nouns.js'
import { recordStatements } from './records.js'

export const competitorRecords = recordStatements<Competitor>({
  table: 'competitor',
  wall: 'client_id',
  columns: { domain: 'domain', name: 'name' },
  order: 'domain, sequence',
})
