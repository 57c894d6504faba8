import { defineImport } from '../model/import.js'
import { domainAnswer } from './link-answer.js'

export default defineImport({
  id: 'semrush-referring-domains',
  tool: 'Semrush',
  title: 'Semrush: referring domains',
  exportedFrom: 'Backlink Analytics › Referring Domains › Export',
  gives: 'referring-domains',
  columns: { referringPage: ['Domain', 'Root domain'], firstSeenAt: ['First seen'], lastSeenAt: ['Last seen'] },
  required: ['referringPage'],
  signature: ['Domain ascore', 'domain_ascore'],
  figures: {
    'semrush.domainScore': ['Domain ascore', 'domain_ascore'],
    'semrush.backlinks': ['Backlinks', 'Links'],
    'semrush.country': ['Country'],
    'semrush.category': ['Category'],
    'semrush.ip': ['IP Address', 'IP'],
  },
  needsTarget: true,
  row: (row, context) => domainAnswer(row, context, { referringPage: row.address('referringPage'), firstSeenAt: row.at('firstSeenAt'), lastSeenAt: row.at('lastSeenAt') }),
  references: [{ title: 'Semrush: authority score', url: 'https://www.semrush.com/kb/747-authority-score-backlink-scores' }],
  examples: [{ title: 'three domains', file: 'semrush-referring-domains.csv', target: 'bayview-clinic.example', expect: { accepted: 3, refused: 0 } }],
})
