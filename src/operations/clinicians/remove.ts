import { removeOperation } from '../records.js'
import { clinicianNoun } from './clinician-noun.js'

export default removeOperation(clinicianNoun, { summary: 'Remove a clinician', example: 'citewell clinicians remove 3f0c9a1b-2d4e-4f60-8a1b-2c3d4e5f6071' })
