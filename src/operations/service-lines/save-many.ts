import { saveManyOperation } from '../save-many.js'
import { serviceLineNoun } from './service-line-noun.js'

export default saveManyOperation(serviceLineNoun, {
  summary: 'Save many service lines from a pasted table or a CSV file',
  example: 'citewell service-lines save-many service-lines.csv',
  columns: {
    fields: { name: ['name', 'service line', 'service', 'department', 'programme', 'program'], specialty: ['specialty', 'speciality'], conditions: ['conditions', 'conditions treated'], treatments: ['treatments', 'procedures', 'services'], url: ['url', 'page', 'web page', 'link'] },
    order: ['name', 'specialty', 'conditions', 'treatments', 'url'],
    lists: ['conditions', 'treatments'],
  },
  same: ({ name }) => String(name).toLowerCase(),
})
