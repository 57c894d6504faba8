import { defineImport } from '../model/import.js'
import { layoutByCells } from './search-console-cells.js'
import { targetPageHeaders } from './search-console-headers.js'

export default defineImport({
  id: 'search-console-internal-target-pages',
  tool: 'Google Search Console',
  title: 'Search Console: top target pages, from inside',
  exportedFrom: 'Links › Top linked pages, internally › Export',
  gives: 'refused',
  refusal: "it counts links between the site's own pages. Export Latest links or More sample links instead.",
  columns: { targetPage: targetPageHeaders, internalLinks: ['Internal links', 'Interne Links', 'Liens internes', 'Enlaces internos', 'Link interni', 'Links internos', 'Interne links', 'Linki wewnętrzne', 'קישורים פנימיים', '内部リンク', 'Dahili bağlantılar', 'Внутренние ссылки'] },
  required: ['targetPage', 'internalLinks'],
  byCells: (sample) => layoutByCells(sample, ['url', 'count'], ['targetPage', 'internalLinks']),
  references: [{ title: 'Search Console: top target pages, from inside', url: 'https://support.google.com/webmasters/answer/9049606' }],
  examples: [{ title: 'recognised and refused', file: 'refused/search-console-internal-target-pages.csv', expect: { accepted: 0, refused: 0 } }],
})
