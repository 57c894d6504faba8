import { defineImport } from '../model/import.js'

export default defineImport({
  id: 'screaming-frog-internal-all',
  tool: 'Screaming Frog',
  title: 'Screaming Frog: internal pages',
  exportedFrom: 'Internal › All › Export',
  gives: 'refused',
  refusal: 'it describes pages, not links. Use Bulk Export › Links › All Inlinks instead.',
  columns: { address: ['Address'], contentType: ['Content Type'], status: ['Status Code'], indexability: ['Indexability'], title: ['Title 1'], depth: ['Crawl Depth'] },
  required: ['address', 'status'],
  signature: ['Indexability', 'Title 1', 'Crawl Depth', 'Title 1 Length', 'Unique Inlinks', 'Link Score'],
  references: [{ title: 'Screaming Frog: internal pages', url: 'https://www.screamingfrog.co.uk/seo-spider/user-guide/' }],
  examples: [{ title: 'recognised and refused', file: 'refused/screaming-frog-internal-all.csv', expect: { accepted: 0, refused: 0 } }],
})
