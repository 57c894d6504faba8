import { defineImport } from '../model/import.js'
import { mozLink } from './moz-columns.js'

export default defineImport({
  id: 'moz-legacy-inbound-links',
  tool: 'Moz',
  title: 'Moz: inbound links, old layout',
  exportedFrom: 'Open Site Explorer › Inbound Links › Export CSV',
  gives: 'links',
  columns: {
    referringPage: ['URL'],
    target: ['Target URL'],
    title: ['Title'],
    anchorText: ['Anchor Text'],
    nofollow: ['Only rel=nofollow'],
    redirect: ['301'],
  },
  required: ['referringPage', 'target'],
  signature: ['Number of Domains Linking to this Page', 'Number of Domains Linking to Domain', 'Link Equity', 'No Link Equity', 'Only rel=nofollow', 'Only follow'],
  figures: {
    'moz.spamScore': ['Spam Score'],
    'moz.pageAuthority': ['Page Authority'],
    'moz.domainAuthority': ['Domain Authority'],
    'moz.linkingDomains': ['Number of Domains Linking to this Page'],
    'moz.domainLinkingDomains': ['Number of Domains Linking to Domain'],
    'moz.origin': ['Origin'],
    'moz.linkEquity': ['Link Equity'],
  },
  row: mozLink,
  references: [{ title: 'Moz: Link Explorer', url: 'https://moz.com/help/link-explorer' }],
  examples: [{ title: 'preamble of six lines', file: 'moz-legacy-inbound-links.csv', expect: { accepted: 2, refused: 0 } }],
})
