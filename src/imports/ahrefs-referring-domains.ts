import { defineImport } from '../model/import.js'
import { domainAnswer, lostAtOf } from './link-answer.js'

export default defineImport({
  id: 'ahrefs-referring-domains',
  tool: 'Ahrefs',
  title: 'Ahrefs: referring domains',
  exportedFrom: 'Site Explorer › Referring domains › Export',
  gives: 'referring-domains',
  columns: { referringPage: ['Domain'], firstSeenAt: ['First seen'], lostAt: ['Lost'] },
  required: ['referringPage'],
  signature: ['Dofollow ref. domains', 'Dofollow linked domains', 'Links to target', 'Dofollow links'],
  figures: {
    'ahrefs.domainRating': ['DR', 'Domain rating'],
    'ahrefs.isSpam': ['Is spam'],
    'ahrefs.followedReferringDomains': ['Dofollow ref. domains'],
    'ahrefs.followedLinkedDomains': ['Dofollow linked domains'],
    'ahrefs.domainTraffic': ['Traffic', 'Domain traffic'],
    'ahrefs.keywords': ['Keywords'],
    'ahrefs.linksToTarget': ['Links to target'],
    'ahrefs.newLinks': ['New links'],
    'ahrefs.lostLinks': ['Lost links'],
    'ahrefs.followedLinks': ['Dofollow links'],
  },
  needsTarget: true,
  row: (row, context) => domainAnswer(row, context, { referringPage: row.address('referringPage'), firstSeenAt: row.at('firstSeenAt'), lostAt: lostAtOf(row, false) }),
  references: [{ title: 'Ahrefs: how domain rating is worked out', url: 'https://help.ahrefs.com/ahrefs-metrics/how-is-ahrefs-domain-rating-calculated' }],
  examples: [{ title: 'two domains and a row without one', file: 'bayview-clinic.example-refdomains-subdomains_2026-09-28_07-05-00.csv', expect: { accepted: 2, refused: 1 } }],
})
