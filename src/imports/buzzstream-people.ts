import { defineImport } from '../model/import.js'

export default defineImport({
  id: 'buzzstream-people',
  tool: 'BuzzStream',
  title: 'BuzzStream: people or websites',
  exportedFrom: 'People or Websites › Export',
  gives: 'refused',
  refusal: 'it holds contacts and no links. Export Links (link partners) instead.',
  columns: { name: ['Name', 'First Name'], stage: ['Relationship Stage'], email: ['Email', 'Email Address', 'Emails'] },
  required: ['stage'],
  signature: ['Relationship Stage'],
  references: [{ title: 'BuzzStream: people or websites', url: 'http://www.buzzstream.com/import-link-partners' }],
  examples: [{ title: 'recognised and refused', file: 'refused/buzzstream-people.csv', expect: { accepted: 0, refused: 0 } }],
})
