import { defineImport } from '../model/import.js'

export default defineImport({
  id: 'citewell-links',
  tool: 'Citewell',
  title: 'Citewell: list of links',
  exportedFrom: 'citewell links list or audit',
  gives: 'refused',
  refusal: "it is worked out from sightings that are in the index already, and holds judgements besides. Import the sightings or the tools' own exports.",
  columns: { referringPage: ['referringPage'], referringDomain: ['referringDomain'], anchorKind: ['anchorKind'], type: ['type'], quality: ['quality'] },
  required: ['referringDomain', 'anchorKind'],
  signature: ['typeConfidence', 'anchorKind', 'tierName'],
  references: [{ title: 'Citewell: list of links', url: 'https://www.rfc-editor.org/rfc/rfc4180' }],
  examples: [{ title: 'recognised and refused', file: 'refused/citewell-links.csv', expect: { accepted: 0, refused: 0 } }],
})
