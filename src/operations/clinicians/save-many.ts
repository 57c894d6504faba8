import { saveManyOperation } from '../save-many.js'
import { clinicianNoun } from './clinician-noun.js'

export default saveManyOperation(clinicianNoun, {
  summary: 'Save many clinicians from a pasted table or a CSV file',
  example: 'citewell clinicians save-many clinicians.csv',
  columns: {
    fields: { name: ['name', 'clinician', 'provider', 'provider name', 'doctor', 'full name'], title: ['title', 'credentials', 'degree'], specialty: ['specialty', 'speciality'], npi: ['npi', 'register number', 'licence number'], url: ['url', 'profile', 'profile page', 'page', 'link'], leftOn: ['left on', 'end date', 'departure'] },
    order: ['name', 'title', 'specialty', 'npi', 'url'],
  },
  same: ({ name, npi }) => `${String(name)}\n${String(npi ?? '')}`.toLowerCase(),
})
