import { saveOperation } from '../records.js'
import { competitorNoun } from './competitor-noun.js'

export default saveOperation(competitorNoun, { summary: 'Add a competitor, or change one', positional: ['domain'], example: 'citewell competitors save rival-clinic.example --name "Rival Clinic"' })
