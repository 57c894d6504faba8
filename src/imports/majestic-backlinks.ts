import { defineImport } from '../model/import.js'
import { majesticColumns, majesticFigures, majesticLink } from './majestic-columns.js'

/** Also gzipped, up to gigabytes; some rows of such files have the wrong number of columns and are refused one by one. */
export default defineImport({
  id: 'majestic-backlinks',
  tool: 'Majestic',
  title: 'Majestic: backlinks',
  exportedFrom: 'Site Explorer › Backlinks › Export, or an advanced report',
  gives: 'links',
  columns: majesticColumns,
  required: ['referringPage', 'target'],
  signature: ['SourceTrustFlow', 'SourceCitationFlow', 'Source Trust Flow', 'Source Citation Flow', 'Source Crawl Date', 'Source First Found Date', 'FlagNoFollow', 'FlagImageLink', 'FlagOldCrawl', 'FlagAltText'],
  figures: majesticFigures,
  row: majesticLink,
  references: [
    { title: 'Majestic: topical trust flow', url: 'https://blog.majestic.com/development/topicaltrustflow' },
    { title: 'Majestic API: GetBackLinkData', url: 'https://developer-support.majestic.com/api/commands/get-back-link-data.shtml' },
  ],
  examples: [
    { title: 'twenty columns, one row short', file: 'majestic-backlinks.csv', expect: { accepted: 3, refused: 1 } },
    { title: 'headers without blanks', file: 'majestic-backlinks-compact.csv', expect: { accepted: 2, refused: 0 } },
  ],
})
