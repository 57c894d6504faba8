import { ClinicianSchema } from '../../model/desk-nouns.js'
import { dayOf } from '../days.js'
import type { RecordNoun } from '../records.js'

export const clinicianNoun: RecordNoun<typeof ClinicianSchema> = {
  noun: 'clinicians', one: 'a clinician', schema: ClinicianSchema, of: ({ clinicians }) => clinicians, shown: ['name', 'title', 'specialty', 'npi', 'url', 'leftOn'],
  tidied: (record) => ({ ...record, npi: record.npi.replaceAll(/[\s-]/gu, ''), leftOn: dayOf(record.leftOn, 'leftOn') }),
}
