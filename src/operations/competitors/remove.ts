import { removeOperation } from '../records.js'
import { competitorNoun } from './competitor-noun.js'

export default removeOperation(competitorNoun, { summary: 'Remove a competitor; links that were imported for it stay', example: 'citewell competitors remove 3f0c9a1b-2d4e-4f60-8a1b-2c3d4e5f6071' })
