import { saveOperation } from '../records.js'
import { viewNoun } from './view-noun.js'

export default saveOperation(viewNoun, { summary: 'Keep the filters of a page under a name, or change them', positional: ['page', 'name', 'query'], example: 'citewell views save links "Strong and lost" "tier=1,2&state=lost"' })
