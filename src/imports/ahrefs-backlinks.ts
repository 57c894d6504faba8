import { defineImport } from '../model/import.js'
import { ahrefsLink, ahrefsLinkColumns, ahrefsLinkFigures } from './ahrefs-columns.js'

/** All layouts since 2023: UTF-16 with tabs as downloaded, UTF-8 with commas after a trip through a spreadsheet. */
export default defineImport({
  id: 'ahrefs-backlinks',
  tool: 'Ahrefs',
  title: 'Ahrefs: backlinks',
  exportedFrom: 'Site Explorer › Backlinks › Export',
  gives: 'links',
  columns: ahrefsLinkColumns,
  required: ['referringPage', 'target'],
  signature: ['Referring page URL', 'Referring page HTTP code', 'Links in group', 'Lost status'],
  figures: ahrefsLinkFigures,
  row: ahrefsLink,
  references: [{ title: 'Ahrefs Academy: backlinks', url: 'https://ahrefs.com/academy/how-to-use-ahrefs/ahrefs-seo-metrics/backlink' }],
  examples: [
    { title: 'layout of 2026, UTF-8 with commas', file: 'ahrefs-backlinks-2026.csv', expect: { accepted: 4, refused: 1 } },
    { title: 'layout of 2023', file: 'ahrefs-backlinks-2023.csv', expect: { accepted: 2, refused: 0 } },
    { title: 'layout of 2025 saved again in a spreadsheet: # column, dates without seconds', file: 'ahrefs-backlinks-2025-spreadsheet.csv', expect: { accepted: 2, refused: 0 } },
  ],
})
