import { defineImport } from '../model/import.js'
import { mozLink } from './moz-columns.js'

/** Nine lines of preamble stand before the header; addresses have no scheme, and a missing value is `--`. */
export default defineImport({
  id: 'moz-inbound-links',
  tool: 'Moz',
  title: 'Moz: inbound links',
  exportedFrom: 'Link Explorer › Inbound Links › Export CSV',
  gives: 'links',
  columns: {
    referringPage: ['URL'],
    target: ['Target URL'],
    title: ['Title'],
    anchorText: ['Anchor Text'],
    follow: ['Link Type'],
    state: ['Link State'],
    firstSeenAt: ['Date First Seen'],
    lastSeenAt: ['Date Last Seen'],
    lostAt: ['Date Lost'],
    status: ['HTTP Status Code'],
  },
  required: ['referringPage', 'target'],
  signature: ['Link State', 'Date First Seen', 'Date Last Seen', 'Linking Domains to Page', 'Outbound Domains from Page'],
  figures: {
    'moz.spamScore': ['Spam Score'],
    'moz.pageAuthority': ['PA'],
    'moz.domainAuthority': ['DA'],
    'moz.linkingDomains': ['Linking Domains to Page'],
    'moz.linksToPage': ['Links to Page'],
    'moz.outboundDomains': ['Outbound Domains from Page'],
    'moz.outboundLinks': ['Outbound Links from Page'],
    'moz.linkState': ['Link State'],
  },
  row: mozLink,
  references: [{ title: 'Moz: spam score', url: 'https://moz.com/help/link-explorer/link-building/spam-score' }],
  examples: [{ title: 'preamble of nine lines', file: 'moz-inbound-links-for-www_bayview-clinic_example-2026-09-28_07_05_00_000000Z.csv', expect: { accepted: 3, refused: 0 } }],
})
