import { removeOperation } from '../records.js'
import { viewNoun } from './view-noun.js'

export default removeOperation(viewNoun, { summary: 'Remove a saved view', example: 'citewell views remove 3f0c9a1b-2d4e-4f60-8a1b-2c3d4e5f6071' })
