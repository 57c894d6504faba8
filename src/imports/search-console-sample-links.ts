import { defineImport } from '../model/import.js'
import { linkAnswer, targetIn } from './link-answer.js'
import { layoutByCells, searchConsoleFileName } from './search-console-cells.js'
import { linkingPageHeaders, targetPageHeaders } from './search-console-headers.js'

export default defineImport({
  id: 'search-console-sample-links',
  tool: 'Google Search Console',
  title: 'Search Console: more sample links',
  exportedFrom: 'Links › Export external links › More sample links',
  gives: 'links',
  columns: { referringPage: linkingPageHeaders, target: targetPageHeaders },
  required: ['referringPage'],
  needsTarget: true,
  everyColumnKnown: true,
  byCells: (sample) => (searchConsoleFileName.test(sample.fileName.slice(-300)) ? layoutByCells(sample, ['url'], ['referringPage']) : null),
  row: (row, context) => linkAnswer(row, context, { referringPage: row.address('referringPage'), ...targetIn(row) }),
  references: [{ title: 'Search Console: links report', url: 'https://support.google.com/webmasters/answer/9049606' }],
  examples: [
    { title: 'English account', file: 'bayview-clinic.example-More sample links-2026-09-28.csv', expect: { accepted: 3, refused: 1 } },
    { title: 'Japanese account', file: 'bayview-clinic.example-その他のサンプルリンク-2026-09-28.csv', expect: { accepted: 1, refused: 0 } },
  ],
})
