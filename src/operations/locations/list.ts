import { listOperation } from '../records.js'
import { locationNoun } from './location-noun.js'

export default listOperation(locationNoun, { summary: 'List the locations of a client, with the area each serves', example: 'citewell locations list' })
