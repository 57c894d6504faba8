import { defineImport } from '../model/import.js'
import { elementOfType } from './ahrefs-columns.js'
import { linkAnswer, lostAtOf, lostReasonOf } from './link-answer.js'

/** The report as it was before 2021. One variant has quotation marks inside its header names. */
export default defineImport({
  id: 'ahrefs-legacy-backlinks',
  tool: 'Ahrefs',
  title: 'Ahrefs: backlinks, old layout',
  exportedFrom: 'Site Explorer › Backlinks › Export (before 2021)',
  gives: 'links',
  columns: {
    referringPage: ['Referring Page URL'],
    target: ['Link URL'],
    title: ['Referring Page Title'],
    status: ['Last HTTP Code'],
    before: ['TextPre'],
    anchorText: ['Link Anchor'],
    after: ['TextPost'],
    type: ['Type'],
    linkStatus: ['Backlink Status'],
    language: ['Language'],
    firstSeenAt: ['First Seen', 'Found'],
    lastSeenAt: ['Last Check', 'Last Seen'],
    lostAt: ['Day Lost', 'Lost Date'],
  },
  required: ['referringPage', 'target'],
  signature: ['TextPre', 'TextPost', 'Link Anchor', 'Backlink Status'],
  figures: {
    'ahrefs.domainRating': ['Domain Rating'],
    'ahrefs.urlRating': ['URL Rating'],
    'ahrefs.referringDomains': ['Referring Domains'],
    'ahrefs.totalBacklinks': ['Total Backlinks'],
    'ahrefs.internalLinks': ['Internal Links Count'],
    'ahrefs.externalLinks': ['External Links Count'],
    'ahrefs.linkedDomains': ['Linked Domains'],
    'ahrefs.pageTraffic': ['Traffic'],
    'ahrefs.keywords': ['Keywords'],
    'ahrefs.type': ['Type'],
    'ahrefs.status': ['Backlink Status'],
    'ahrefs.rendered': ['Js rendered'],
  },
  row(row, context) {
    const type = (row.text('type') ?? '').toLowerCase()
    const status = (row.text('linkStatus') ?? '').toLowerCase()
    const isLost = /lost|removed|deleted/u.test(status)
    return linkAnswer(row, context, {
      referringPage: row.address('referringPage'),
      target: row.address('target'),
      anchorText: row.text('anchorText'),
      // Old files name the rel in the Type column, mostly "Dofollow" or "Nofollow".
      rel: ['nofollow', 'ugc', 'sponsored'].filter((token) => type.split(/[\s,/]+/u).includes(token)),
      before: row.text('before'),
      after: row.text('after'),
      element: elementOfType(type),
      title: row.text('title'),
      language: row.text('language'),
      status: row.number('status'),
      firstSeenAt: row.at('firstSeenAt'),
      lastSeenAt: row.at('lastSeenAt'),
      lostAt: lostAtOf(row, isLost),
      lostReason: isLost ? lostReasonOf(status) : null,
    })
  },
  references: [{ title: 'Ahrefs Academy: backlinks', url: 'https://ahrefs.com/academy/how-to-use-ahrefs/ahrefs-seo-metrics/backlink' }],
  examples: [
    { title: 'old layout', file: 'ahrefs-legacy-backlinks.csv', expect: { accepted: 2, refused: 0 } },
    { title: 'quotes inside the header names', file: 'ahrefs-legacy-backlinks-quoted.csv', expect: { accepted: 1, refused: 0 } },
  ],
})
