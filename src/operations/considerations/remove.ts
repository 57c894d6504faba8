import { removeOperation } from '../records.js'
import { considerationNoun } from './consideration-noun.js'

export default removeOperation(considerationNoun, { summary: 'Remove an entry of the ledger', example: 'citewell considerations remove 3f0c9a1b-2d4e-4f60-8a1b-2c3d4e5f6071' })
