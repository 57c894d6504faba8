import { saveManyOperation } from '../save-many.js'
import { scopeOf } from '../sites.js'
import { competitorNoun } from './competitor-noun.js'

export default saveManyOperation(competitorNoun, {
  summary: 'Save many competitors from a pasted list or a CSV file',
  example: 'citewell competitors save-many competitors.csv',
  columns: {
    fields: { domain: ['domain', 'site', 'website', 'url', 'competitor'], name: ['name', 'competitor name'] },
    order: ['domain', 'name'],
  },
  same: ({ domain }) => scopeOf(String(domain)).domain,
})
