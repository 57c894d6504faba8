import { saveOperation } from '../records.js'
import { serviceLineNoun } from './service-line-noun.js'

export default saveOperation(serviceLineNoun, { summary: 'Add a service line, or change one', positional: ['name'], example: 'citewell service-lines save Cardiology --specialty cardiology --conditions "heart failure" "high blood pressure"' })
