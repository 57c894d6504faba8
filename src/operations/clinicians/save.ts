import { saveOperation } from '../records.js'
import { clinicianNoun } from './clinician-noun.js'

export default saveOperation(clinicianNoun, { summary: 'Add a clinician, or change one', positional: ['name'], example: 'citewell clinicians save "Ana Reyes" --title MD --specialty cardiology' })
