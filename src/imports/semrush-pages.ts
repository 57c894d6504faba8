import { defineImport } from '../model/import.js'

export default defineImport({
  id: 'semrush-pages',
  tool: 'Semrush',
  title: 'Semrush: indexed pages',
  exportedFrom: 'Backlink Analytics › Indexed Pages › Export',
  gives: 'refused',
  refusal: 'it lists pages with counts, not links. Export Backlinks instead.',
  columns: { page: ['Source url'], title: ['Source title'], status: ['Response code'], backlinks: ['Backlinks'], domains: ['Domains'] },
  required: ['page', 'backlinks', 'domains'],
  signature: ['Response code', 'Backlinks', 'Domains'],
  references: [{ title: 'Semrush: indexed pages', url: 'https://developer.semrush.com/api/seo/backlinks/' }],
  examples: [{ title: 'recognised and refused', file: 'refused/semrush-pages.csv', expect: { accepted: 0, refused: 0 } }],
})
