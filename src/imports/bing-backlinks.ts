import { defineImport } from '../model/import.js'
import { linkAnswer } from './link-answer.js'

export default defineImport({
  id: 'bing-backlinks',
  tool: 'Bing Webmaster Tools',
  title: 'Bing: backlink pages',
  exportedFrom: 'Backlinks › Pages › Download',
  gives: 'links',
  columns: { referringPage: ['Source Url'], anchorText: ['Anchor text'], target: ['Target Url'] },
  required: ['referringPage', 'anchorText', 'target'],
  row: (row, context) => linkAnswer(row, context, { referringPage: row.address('referringPage'), target: row.address('target'), anchorText: row.text('anchorText') }),
  references: [{ title: 'Bing Webmaster API: GetUrlLinks', url: 'https://learn.microsoft.com/en-us/dotnet/api/microsoft.bing.webmaster.api.interfaces.iwebmasterapi.getlinkcounts' }],
  examples: [{ title: 'every cell in quotes', file: 'bing-backlinks.csv', expect: { accepted: 2, refused: 0 } }],
})
