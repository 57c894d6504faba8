import { defineImport } from '../model/import.js'

export default defineImport({
  id: 'moz-top-pages',
  tool: 'Moz',
  title: 'Moz: top pages',
  exportedFrom: 'Link Explorer › Top Pages › Export CSV',
  gives: 'refused',
  refusal: "it lists the site's own pages with counts. Export Inbound Links instead.",
  columns: { page: ['URL'], title: ['Title'], authority: ['PA'], links: ['Total Links'], domains: ['Linking Domains to Page'] },
  required: ['page', 'links'],
  signature: ['Total Links'],
  references: [{ title: 'Moz: top pages', url: 'https://moz.com/help/link-explorer' }],
  examples: [{ title: 'recognised and refused', file: 'refused/moz-top-pages.csv', expect: { accepted: 0, refused: 0 } }],
})
