import type { ServiceLine } from '../../model/desk-nouns.js'
import { recordStatements } from './records.js'

export const serviceLineRecords = recordStatements<ServiceLine>({
  table: 'service_line',
  wall: 'client_id',
  columns: { name: 'name', specialty: 'specialty', conditions: { column: 'conditions', as: 'json' }, treatments: { column: 'treatments', as: 'json' }, url: 'url' },
  order: 'name, sequence',
})
