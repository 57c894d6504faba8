import { defineImport } from '../model/import.js'
import { semrushLink, semrushLinkColumns, semrushLinkFigures } from './semrush-columns.js'

export default defineImport({
  id: 'semrush-backlinks',
  tool: 'Semrush',
  title: 'Semrush: backlinks',
  exportedFrom: 'Backlink Analytics › Backlinks › Export (CSV or XLSX)',
  gives: 'links',
  columns: semrushLinkColumns,
  required: ['referringPage', 'target', 'anchorText'],
  signature: ['Page ascore', 'page_ascore', 'Sitewide', 'New link', 'Lost link', 'newlink', 'lostlink', 'external_num'],
  figures: semrushLinkFigures,
  row: semrushLink,
  references: [{ title: 'Semrush API: backlinks', url: 'https://developer.semrush.com/api/seo/backlinks/' }],
  examples: [{ title: 'nineteen columns', file: 'semrush-backlinks.csv', expect: { accepted: 4, refused: 1 } }],
})
