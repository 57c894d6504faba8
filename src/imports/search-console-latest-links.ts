import { defineImport } from '../model/import.js'
import { linkAnswer, targetIn } from './link-answer.js'
import { layoutByCells } from './search-console-cells.js'
import { linkingPageHeaders, lastCrawledHeaders, targetPageHeaders } from './search-console-headers.js'

export default defineImport({
  id: 'search-console-latest-links',
  tool: 'Google Search Console',
  title: 'Search Console: latest links',
  exportedFrom: 'Links › Export external links › Latest links',
  gives: 'links',
  // Search Console gives no target here; people who join its reports by hand add one.
  columns: { referringPage: linkingPageHeaders, lastSeenAt: lastCrawledHeaders, target: targetPageHeaders },
  required: ['referringPage', 'lastSeenAt'],
  needsTarget: true,
  byCells: (sample) => layoutByCells(sample, ['url', 'date'], ['referringPage', 'lastSeenAt']),
  row: (row, context) => linkAnswer(row, context, { referringPage: row.address('referringPage'), lastSeenAt: row.at('lastSeenAt'), ...targetIn(row) }),
  references: [{ title: 'Search Console: links report', url: 'https://support.google.com/webmasters/answer/9049606' }],
  examples: [
    { title: 'English account', file: 'https___www.bayview-clinic.example_-Latest links-2026-09-28.csv', expect: { accepted: 3, refused: 1 } },
    { title: 'joined by hand with the pages linked to', file: 'search-console-latest-links-with-target.csv', expect: { accepted: 3, refused: 1 } },
    { title: 'Spanish account, dates in words', file: 'https___www.bayview-clinic.example_-Enlaces más recientes-2026-09-28.csv', expect: { accepted: 2, refused: 0 } },
    { title: 'a language whose headers are not known', file: 'bayview-clinic.example-Seneste links-2026-09-28.csv', expect: { accepted: 2, refused: 0 } },
  ],
})
