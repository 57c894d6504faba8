import { defineImport } from '../model/import.js'
import { domainAnswer } from './link-answer.js'
import { layoutByCells } from './search-console-cells.js'
import { linkingPagesHeaders, siteHeaders, targetPagesHeaders } from './search-console-headers.js'

export default defineImport({
  id: 'search-console-top-linking-sites',
  tool: 'Google Search Console',
  title: 'Search Console: top linking sites',
  exportedFrom: 'Links › Top linking sites › More › Export',
  gives: 'referring-domains',
  columns: { referringPage: siteHeaders, linkingPages: linkingPagesHeaders, targetPages: targetPagesHeaders },
  required: ['referringPage', 'linkingPages'],
  figures: { 'searchConsole.linkingPages': linkingPagesHeaders, 'searchConsole.targetPages': targetPagesHeaders },
  needsTarget: true,
  byCells: (sample) => layoutByCells(sample, ['domain', 'count', 'count'], ['referringPage', 'linkingPages', 'targetPages']),
  row(row, context) {
    const vendor: Record<string, number> = {}
    for (const [field, key] of [['linkingPages', 'searchConsole.linkingPages'], ['targetPages', 'searchConsole.targetPages']] as const) {
      const count = row.number(field)
      if (count !== null) vendor[key] = count
    }
    return domainAnswer(row, context, { referringPage: row.address('referringPage'), vendor })
  },
  references: [{ title: 'Search Console: links report', url: 'https://support.google.com/webmasters/answer/9049606' }],
  examples: [
    { title: 'English account', file: 'https___www.bayview-clinic.example_-Top linking sites-2026-09-28.csv', expect: { accepted: 3, refused: 0 } },
    { title: 'French account, semicolons', file: 'bayview-clinic.example-Principaux sites-2026-09-28.csv', expect: { accepted: 2, refused: 0 } },
  ],
})
