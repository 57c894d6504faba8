import { saveOperation } from '../records.js'
import { siteNoun } from './site-noun.js'

export default saveOperation(siteNoun, { summary: 'Add a site of a client, or change one', positional: ['site'], example: 'citewell sites save clinic.example --main' })
