import { saveOperation } from '../records.js'
import { locationNoun } from './location-noun.js'

export default saveOperation(locationNoun, { summary: 'Add a location, or change one', positional: ['name'], example: 'citewell locations save "Oak Street Dental" --city Springfield --postcode 62701 --radius-km 20' })
