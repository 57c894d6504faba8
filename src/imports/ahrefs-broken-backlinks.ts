import { defineImport } from '../model/import.js'
import { ahrefsLink, ahrefsLinkColumns, ahrefsLinkFigures } from './ahrefs-columns.js'

export default defineImport({
  id: 'ahrefs-broken-backlinks',
  tool: 'Ahrefs',
  title: 'Ahrefs: broken backlinks',
  exportedFrom: 'Site Explorer › Broken backlinks › Export',
  gives: 'links',
  columns: ahrefsLinkColumns,
  required: ['referringPage', 'target'],
  signature: ['Target page HTTP code', 'Target checked', 'Ref. page checked'],
  figures: { ...ahrefsLinkFigures, 'ahrefs.targetStatus': ['Target page HTTP code'], 'ahrefs.targetChecked': ['Target checked'] },
  row: ahrefsLink,
  references: [{ title: 'Ahrefs: link rot study', url: 'https://ahrefs.com/blog/link-rot-study/' }],
  examples: [{ title: 'links to a page that is gone', file: 'ahrefs-broken-backlinks.csv', expect: { accepted: 2, refused: 0 } }],
})
