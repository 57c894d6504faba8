import { defineImport } from '../model/import.js'

/** The same columns as the report of referring domains: only the file name tells them apart. */
export default defineImport({
  id: 'semrush-outgoing-domains',
  tool: 'Semrush',
  title: 'Semrush: outgoing domains',
  exportedFrom: 'Backlink Analytics › Outgoing Domains › Export',
  gives: 'refused',
  refusal: 'it lists the sites that this site links to, not the ones that link to it. Export Backlinks or Referring Domains instead.',
  columns: { domain: ['Domain'], links: ['Links'] },
  required: ['domain'],
  signature: ['Domain ascore'],
  fileName: /outgoing/iu,
  references: [{ title: 'Semrush API: backlinks', url: 'https://developer.semrush.com/api/seo/backlinks/' }],
  examples: [],
})
