import type { Clinician } from '../../model/desk-nouns.js'
import { recordStatements } from './records.js'

export const clinicianRecords = recordStatements<Clinician>({
  table: 'clinician',
  wall: 'client_id',
  columns: { name: 'name', title: 'title', specialty: 'specialty', npi: 'npi', url: 'url', leftOn: 'left_on' },
  order: 'name, sequence',
})
