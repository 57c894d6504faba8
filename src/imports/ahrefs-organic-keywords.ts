import { defineImport } from '../model/import.js'

export default defineImport({
  id: 'ahrefs-organic-keywords',
  tool: 'Ahrefs',
  title: 'Ahrefs: keywords or top pages',
  exportedFrom: 'Site Explorer › Organic keywords › Export',
  gives: 'refused',
  refusal: 'it lists searches and traffic, and no links. Export Backlinks instead.',
  columns: { keyword: ['Keyword', 'Top keyword', 'Current top keyword'], volume: ['Volume', 'Top keyword: Volume', 'Current top keyword: Volume'], url: ['URL', 'Current URL'] },
  required: ['keyword', 'volume'],
  signature: ['Volume', 'KD', 'Current position', 'Organic traffic', 'Top keyword: Volume', 'Current top keyword: Volume'],
  references: [{ title: 'Ahrefs: keywords or top pages', url: 'https://help.ahrefs.com/' }],
  examples: [{ title: 'recognised and refused', file: 'refused/ahrefs-organic-keywords.csv', expect: { accepted: 0, refused: 0 } }],
})
