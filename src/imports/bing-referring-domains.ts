import { defineImport } from '../model/import.js'
import { domainAnswer } from './link-answer.js'

/** The values under "Domain" are addresses (`https://blog.example/`). */
export default defineImport({
  id: 'bing-referring-domains',
  tool: 'Bing Webmaster Tools',
  title: 'Bing: referring domains',
  exportedFrom: 'Backlinks › Domains › Download',
  gives: 'referring-domains',
  columns: { referringPage: ['Domain'], backlinks: ['Backlinks Count', 'Backlink Count'] },
  required: ['referringPage', 'backlinks'],
  figures: { 'bing.backlinks': ['Backlinks Count', 'Backlink Count'] },
  needsTarget: true,
  row: (row, context) => domainAnswer(row, context, { referringPage: row.address('referringPage') }),
  references: [{ title: 'Bing Webmaster API: GetLinkCounts', url: 'https://learn.microsoft.com/en-us/dotnet/api/microsoft.bing.webmaster.api.interfaces.iwebmasterapi.getlinkcounts' }],
  examples: [{ title: 'domains written as addresses', file: 'bing-referring-domains.csv', target: 'bayview-clinic.example', expect: { accepted: 2, refused: 0 } }],
})
