import { z } from 'zod'
import { placeInWords } from '../../model/graph-place.js'
import { defineOperation } from '../../model/operation.js'

export default defineOperation({
  id: 'graph.list',
  summary: 'List the web graphs in the home folder',
  effect: 'read',
  usesLists: false,
  input: z.object({}),
  output: z.object({
    graphs: z.array(z.object({
      name: z.string(),
      release: z.string(),
      level: z.string(),
      vertices: z.number().int().nullable(),
      edges: z.number().int().nullable(),
      bytes: z.number().int(),
      ranked: z.boolean(),
      used: z.boolean().describe('Its ranks count in judgements'),
    })),
    used: z.string().nullable().describe('The graph whose ranks count in judgements'),
  }),
  table: 'graphs',
  example: 'citewell graph list',
  async run(_input, { graphs }) {
    const { withGraph } = await import('./opened-graph.js')
    const current = await graphs.current()
    const rows = []
    for (const { name, bytes, ranked } of await graphs.list()) {
      // One damaged graph must not hide the others; graph check tells what is wrong with it.
      const about = await withGraph(graphs, { kind: 'name', name }, async ({ graph }) => ({ release: graph.release, level: graph.level as string, vertices: graph.vertexCount, edges: graph.edgeCount })).catch(() => ({ release: 'can\'t be read', level: '', vertices: null, edges: null }))
      rows.push({ name, ...about, bytes, ranked, used: current?.kind === 'name' && current.name === name })
    }
    return { graphs: rows, used: current === null ? null : placeInWords(current) }
  },
})
