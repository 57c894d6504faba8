import { defineImport } from '../model/import.js'

export default defineImport({
  id: 'bing-anchors',
  tool: 'Bing Webmaster Tools',
  title: 'Bing: anchor texts',
  exportedFrom: 'Backlinks › Anchor texts › Download',
  gives: 'refused',
  refusal: 'it counts anchor texts without the pages they stand on. Download Backlinks › Pages instead.',
  columns: { anchor: ['Anchor', 'Anchor text'], backlinks: ['Backlinks Count', 'Backlink Count'] },
  required: ['anchor', 'backlinks'],
  references: [{ title: 'Bing: anchor texts', url: 'https://learn.microsoft.com/en-us/dotnet/api/microsoft.bing.webmaster.api.interfaces.iwebmasterapi.getlinkcounts' }],
  examples: [{ title: 'recognised and refused', file: 'refused/bing-anchors.csv', expect: { accepted: 0, refused: 0 } }],
})
