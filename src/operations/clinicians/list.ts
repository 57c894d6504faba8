import { listOperation } from '../records.js'
import { clinicianNoun } from './clinician-noun.js'

export default listOperation(clinicianNoun, { summary: 'List the clinicians of a client', example: 'citewell clinicians list' })
