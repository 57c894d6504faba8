import { removeOperation } from '../records.js'
import { taskNoun } from './task-noun.js'

export default removeOperation(taskNoun, { summary: 'Remove a task', example: 'citewell tasks remove 3f0c9a1b-2d4e-4f60-8a1b-2c3d4e5f6071' })
