import { removeOperation } from '../records.js'
import { noteNoun } from './note-noun.js'

export default removeOperation(noteNoun, { summary: 'Remove a note', example: 'citewell notes remove 3f0c9a1b-2d4e-4f60-8a1b-2c3d4e5f6071' })
