import { z } from 'zod'
import { placeInWords } from '../../model/graph-place.js'
import { defineOperation } from '../../model/operation.js'

export default defineOperation({
  id: 'graph.list',
  summary: 'List the web graphs in the home folder',
  effect: 'read',
  wall: 'machine',
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
      ranked: z.boolean().describe('It has ranks, of this very graph'),
      used: z.boolean().describe('Its ranks count in judgements'),
    })),
    unfinished: z.array(z.string()).describe('Work that is under way or was broken off'),
    used: z.string().nullable().describe('The graph whose ranks count in judgements'),
    note: z.string().nullable().describe('What is wrong with the graph in use, and what to do'),
  }),
  table: 'graphs',
  example: 'citewell graph list',
  async run(_input, { graphs }) {
    const { withGraph } = await import('./opened-graph.js')
    const current = await graphs.current()
    const rows = []
    for (const { name, bytes } of await graphs.list()) {
      // One damaged graph must not hide the others; graph check tells what is wrong with it.
      const about = await withGraph(graphs, { kind: 'name', name }, async ({ graph, ranks }) => ({ ranked: ranks !== null, release: graph.release, level: graph.level as string, vertices: graph.vertexCount, edges: graph.edgeCount })).catch(() => ({ ranked: false, release: 'can\'t be read', level: '', vertices: null, edges: null }))
      rows.push({ name, ...about, bytes, used: current?.kind === 'name' && current.name === name })
    }
    const unfinished = (await graphs.unfinished()).map(({ name, what }) => (what === 'graph' ? `${name} is being built, or its building was broken off: the command that began it goes on with it` : `${name} is being ranked, or its ranking was broken off: citewell graph rank ${name} goes on with it`))
    const used = current === null ? null : placeInWords(current)
    if (current === null || used === null) return { graphs: rows, unfinished, used, note: null }
    const isThere = await graphs.has(current, 'graph')
    const note = isThere
      ? await withGraph(graphs, current, async ({ ranksNote }) => ranksNote).catch(() => `${used} is in use and can't be read: citewell graph check ${used}`)
      : `${used} is in use and is not there any more, so judgements go without a web graph. Choose another with citewell graph use NAME, or none with citewell graph use --none.`
    return { graphs: rows, unfinished, used, note }
  },
})
