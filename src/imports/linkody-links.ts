import { defineImport } from '../model/import.js'
import { relTokens } from '../model/link.js'
import { linkAnswer, lostReasonOf } from './link-answer.js'

export default defineImport({
  id: 'linkody-links',
  tool: 'Linkody',
  title: 'Linkody: links',
  exportedFrom: 'Links › Export',
  gives: 'links',
  columns: {
    firstSeenAt: ['Added', 'Date added', 'First seen'],
    linkStatus: ['Status'],
    referringPage: ['URL from', 'Backlink', 'Source URL'],
    target: ['Landing page', 'Target URL'],
    anchorText: ['Anchor', 'Anchor text'],
    rel: ['Rel'],
    lastSeenAt: ['Last checked', 'Last check'],
  },
  required: ['referringPage', 'target'],
  signature: ['Landing page'],
  figures: { 'linkody.status': ['Status'] },
  row(row, context) {
    const status = row.text('linkStatus') ?? ''
    return linkAnswer(row, context, {
      referringPage: row.address('referringPage'),
      target: row.address('target'),
      anchorText: row.text('anchorText'),
      // "dofollow" is the tool's word for a link without any of these.
      rel: relTokens(row.text('rel') ?? '').filter((token) => /^(?:nofollow|ugc|sponsored|noopener|noreferrer|external)$/u.test(token)),
      firstSeenAt: row.at('firstSeenAt'),
      lastSeenAt: row.at('lastSeenAt'),
      lostAt: /lost|removed|not found|dead|error|^[45]\d\d$/iu.test(status) ? row.at('lastSeenAt') : null,
      lostReason: lostReasonOf(status),
    })
  },
  references: [{ title: 'Linkody: assessing links', url: 'https://blog.linkody.com/linkody-features/how-to-use-linkodys-data-to-assess-links-value' }],
  examples: [{ title: 'one live and one removed', file: 'linkody-links.csv', expect: { accepted: 2, refused: 0 } }],
})
