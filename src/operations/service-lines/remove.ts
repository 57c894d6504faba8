import { removeOperation } from '../records.js'
import { serviceLineNoun } from './service-line-noun.js'

export default removeOperation(serviceLineNoun, { summary: 'Remove a service line', example: 'citewell service-lines remove 3f0c9a1b-2d4e-4f60-8a1b-2c3d4e5f6071' })
