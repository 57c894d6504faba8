import { defineImport } from '../model/import.js'

export default defineImport({
  id: 'majestic-million',
  tool: 'Majestic',
  title: 'Majestic Million',
  exportedFrom: 'majestic.com/reports/majestic-million',
  gives: 'refused',
  refusal: 'it ranks domains and names no link. Export Site Explorer › Backlinks instead.',
  columns: { rank: ['GlobalRank'], domain: ['Domain'], subnets: ['RefSubNets'], ips: ['RefIPs'] },
  required: ['rank', 'domain'],
  signature: ['GlobalRank', 'RefSubNets', 'TldRank'],
  references: [{ title: 'Majestic Million', url: 'https://majestic.com/reports/majestic-million' }],
  examples: [{ title: 'recognised and refused', file: 'refused/majestic-million.csv', expect: { accepted: 0, refused: 0 } }],
})
