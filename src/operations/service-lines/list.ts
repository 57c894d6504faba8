import { listOperation } from '../records.js'
import { serviceLineNoun } from './service-line-noun.js'

export default listOperation(serviceLineNoun, { summary: 'List the service lines of a client, with conditions and treatments', example: 'citewell service-lines list' })
