import { removeOperation } from '../records.js'
import { siteNoun } from './site-noun.js'

export default removeOperation(siteNoun, { summary: 'Take a site off the client; its links stay in the index', example: 'citewell sites remove 3f0c9a1b-2d4e-4f60-8a1b-2c3d4e5f6071' })
