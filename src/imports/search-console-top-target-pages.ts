import { defineImport } from '../model/import.js'
import { layoutByCells } from './search-console-cells.js'
import { targetPageHeaders } from './search-console-headers.js'

export default defineImport({
  id: 'search-console-top-target-pages',
  tool: 'Google Search Console',
  title: 'Search Console: top target pages, from outside',
  exportedFrom: 'Links › Top linked pages, externally › Export',
  gives: 'refused',
  refusal: "it lists the site's own pages with counts, not the pages that link. Export Latest links or More sample links instead.",
  columns: { targetPage: targetPageHeaders, incomingLinks: ['Incoming links', 'Eingehende Links', 'Liens entrants', 'Enlaces entrantes', 'Link in entrata', 'Links recebidos', 'Inkomende links', 'Linki przychodzące', 'קישורים נכנסים', '被リンク数', 'Gelen bağlantılar', 'Входящие ссылки'], linkingSites: ['Linking sites'] },
  required: ['targetPage', 'incomingLinks'],
  byCells: (sample) => layoutByCells(sample, ['url', 'count', 'count'], ['targetPage', 'incomingLinks', 'linkingSites']),
  references: [{ title: 'Search Console: top target pages, from outside', url: 'https://support.google.com/webmasters/answer/9049606' }],
  examples: [{ title: 'recognised and refused', file: 'refused/search-console-top-target-pages.csv', expect: { accepted: 0, refused: 0 } }],
})
