import { listOperation } from '../records.js'
import { considerationNoun } from './consideration-noun.js'

export default listOperation(considerationNoun, { summary: 'List the ledger of what was given for links, with the rel that is due', example: 'citewell considerations list' })
