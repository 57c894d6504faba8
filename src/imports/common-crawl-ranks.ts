import { defineImport } from '../model/import.js'

export default defineImport({
  id: 'common-crawl-ranks',
  tool: 'Common Crawl',
  title: 'Common Crawl: web graph ranks',
  exportedFrom: 'data.commoncrawl.org, projects/hyperlinkgraph',
  gives: 'refused',
  refusal: 'it ranks domains and names no link. Links come from its WAT files: citewell sightings extract.',
  columns: { position: ['#harmonicc_pos', 'harmonicc_pos'], score: ['#harmonicc_val', 'harmonicc_val'], pageRank: ['#pr_pos', 'pr_pos'], host: ['#host_rev', 'host_rev'] },
  required: ['position', 'host'],
  references: [{ title: 'Common Crawl: web graph ranks', url: 'https://github.com/commoncrawl/cc-webgraph' }],
  examples: [{ title: 'recognised and refused', file: 'refused/common-crawl-ranks.csv', expect: { accepted: 0, refused: 0 } }],
})
