import { defineImport } from '../model/import.js'

export default defineImport({
  id: 'npi-registry',
  tool: 'NPI registry',
  title: 'NPI registry: providers',
  exportedFrom: 'npiregistry.cms.hhs.gov',
  gives: 'refused',
  refusal: 'it lists providers of healthcare and no links.',
  columns: { number: ['NPI', 'number', 'NPI Number'], type: ['enumeration_type', 'Entity Type Code'], taxonomy: ['taxonomies', 'taxonomy_description', 'Healthcare Provider Taxonomy Code_1'], organization: ['organization_name', 'Provider Organization Name (Legal Business Name)'] },
  required: ['number'],
  signature: ['enumeration_type', 'Entity Type Code', 'taxonomies', 'taxonomy_description', 'Healthcare Provider Taxonomy Code_1'],
  references: [{ title: 'NPI registry: providers', url: 'https://npiregistry.cms.hhs.gov/api-page' }],
  examples: [{ title: 'recognised and refused', file: 'refused/npi-registry.json', expect: { accepted: 0, refused: 0 } }],
})
