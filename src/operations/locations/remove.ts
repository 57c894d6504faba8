import { removeOperation } from '../records.js'
import { locationNoun } from './location-noun.js'

export default removeOperation(locationNoun, { summary: 'Remove a location', example: 'citewell locations remove 3f0c9a1b-2d4e-4f60-8a1b-2c3d4e5f6071' })
