import { defineImport } from '../model/import.js'

export default defineImport({
  id: 'bing-ai-queries',
  tool: 'Bing Webmaster Tools',
  title: 'Bing: AI performance',
  exportedFrom: 'AI Performance › Grounding Queries › Download',
  gives: 'refused',
  refusal: 'it lists questions asked of an assistant, and no links. Download Backlinks › Pages instead.',
  columns: { query: ['Grounding Query', 'Grounding Queries'], citations: ['Citations'] },
  required: ['query'],
  references: [{ title: 'Bing: AI performance', url: 'https://momenticmarketing.com/blog/bing-wmt-ai-performance-report' }],
  examples: [{ title: 'recognised and refused', file: 'refused/bing-ai-queries.csv', expect: { accepted: 0, refused: 0 } }],
})
