import { listOperation } from '../records.js'
import { siteNoun } from './site-noun.js'

export default listOperation(siteNoun, { summary: 'List the sites of a client, the main one marked', example: 'citewell sites list' })
