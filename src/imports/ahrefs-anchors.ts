import { defineImport } from '../model/import.js'

export default defineImport({
  id: 'ahrefs-anchors',
  tool: 'Ahrefs',
  title: 'Ahrefs: anchors',
  exportedFrom: 'Site Explorer › Anchors › Export',
  gives: 'refused',
  refusal: 'it counts anchor texts without the pages they stand on. Export Backlinks instead.',
  columns: { anchor: ['Anchor', 'Anchor text'], domains: ['Referring domains', 'Ref. domains', 'Dofollow ref. domains'], links: ['Links to target', 'Dofollow links', 'Total', 'Backlinks'] },
  required: ['anchor', 'domains'],
  signature: ['Links to target', 'Dofollow links', 'New links', 'Top DR', 'Dofollow ref. domains', 'Refpages'],
  references: [{ title: 'Ahrefs: anchors', url: 'https://help.ahrefs.com/' }],
  examples: [{ title: 'recognised and refused', file: 'refused/ahrefs-anchors.csv', expect: { accepted: 0, refused: 0 } }],
})
