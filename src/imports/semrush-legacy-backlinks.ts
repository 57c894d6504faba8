import { defineImport } from '../model/import.js'
import { semrushLink, semrushLinkColumns, semrushLinkFigures } from './semrush-columns.js'

export default defineImport({
  id: 'semrush-legacy-backlinks',
  tool: 'Semrush',
  title: 'Semrush: backlinks, old layout',
  exportedFrom: 'Backlink Analytics › Backlinks › Export (before 2020)',
  gives: 'links',
  columns: semrushLinkColumns,
  required: ['referringPage', 'target'],
  signature: ['Page score', 'Page trust score'],
  figures: semrushLinkFigures,
  row: semrushLink,
  references: [{ title: 'Semrush: the new Authority Score', url: 'https://www.semrush.com/news/242734-new-and-improved-authority-score-released/' }],
  examples: [{ title: 'fifteen columns', file: 'semrush-legacy-backlinks.csv', expect: { accepted: 2, refused: 0 } }],
})
