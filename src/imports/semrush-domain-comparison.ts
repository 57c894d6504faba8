import { defineImport } from '../model/import.js'

export default defineImport({
  id: 'semrush-domain-comparison',
  tool: 'Semrush',
  title: 'Semrush: bulk comparison of domains',
  exportedFrom: 'Backlink Analytics › Bulk Analysis › Export',
  gives: 'refused',
  refusal: 'it compares figures of domains and names no link. Export Backlinks or Referring Domains of the one site instead.',
  columns: { target: ['Target'], targetType: ['Target type'], score: ['Authority Score'], backlinks: ['Backlinks'], domains: ['Domains'] },
  required: ['target', 'targetType'],
  signature: ['Target type', 'Authority Score', 'Follow links', 'Nofollow links'],
  references: [{ title: 'Semrush: bulk comparison of domains', url: 'https://developer.semrush.com/api/seo/backlinks/' }],
  examples: [{ title: 'recognised and refused', file: 'refused/semrush-domain-comparison.csv', expect: { accepted: 0, refused: 0 } }],
})
