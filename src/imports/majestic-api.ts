import { defineImport } from '../model/import.js'
import { majesticColumns, majesticFigures, majesticLink } from './majestic-columns.js'

export default defineImport({
  id: 'majestic-api',
  tool: 'Majestic',
  title: 'Majestic: backlinks from the API',
  exportedFrom: 'API, GetBackLinkData (JSON or CSV)',
  gives: 'links',
  columns: majesticColumns,
  required: ['referringPage', 'target'],
  signature: ['FlagDeleted', 'DomainID', 'LastSeenDate', 'DateLost', 'ReasonLost', 'FlagImages'],
  figures: majesticFigures,
  row: majesticLink,
  references: [{ title: 'Majestic API: GetBackLinkData', url: 'https://developer-support.majestic.com/api/commands/get-back-link-data.shtml' }],
  examples: [{ title: 'answer of the API', file: 'majestic-api.json', expect: { accepted: 2, refused: 0 } }],
})
