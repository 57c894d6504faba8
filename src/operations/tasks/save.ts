import { saveOperation } from '../records.js'
import { taskNoun } from './task-noun.js'

export default saveOperation(taskNoun, { mcp: true, summary: 'Add a task, or change one', positional: ['title'], example: 'citewell tasks save "Ask the society to mend its link" --about heart-society.example --due-on 2026-12-01' })
