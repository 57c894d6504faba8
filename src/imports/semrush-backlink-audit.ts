import { defineImport } from '../model/import.js'
import { semrushLink, semrushLinkColumns, semrushLinkFigures } from './semrush-columns.js'

/** The score of the audit is kept as the tool's own figure and takes no part in any judgement of ours (DIS-03). */
export default defineImport({
  id: 'semrush-backlink-audit',
  tool: 'Semrush',
  title: 'Semrush: backlink audit',
  exportedFrom: 'Backlink Audit › Audit › Export',
  gives: 'links',
  columns: semrushLinkColumns,
  required: ['referringPage', 'target'],
  signature: ['Toxicity Score', 'Toxic Score', 'Toxic markers'],
  figures: { ...semrushLinkFigures, 'semrush.toxicityScore': ['Toxicity Score', 'Toxic Score'], 'semrush.toxicMarkers': ['Toxic markers'] },
  row: semrushLink,
  references: [{ title: 'Semrush: auditing your backlinks', url: 'https://de.semrush.com/kb/580-auditing-your-backlinks' }],
  examples: [{ title: 'two flagged links', file: 'semrush-backlink-audit.csv', expect: { accepted: 2, refused: 0 } }],
})
