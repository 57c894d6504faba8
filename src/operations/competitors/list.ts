import { listOperation } from '../records.js'
import { competitorNoun } from './competitor-noun.js'

export default listOperation(competitorNoun, { summary: 'List the competitors of a client', example: 'citewell competitors list' })
