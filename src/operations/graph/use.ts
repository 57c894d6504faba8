import { z } from 'zod'
import { CitewellError } from '../../model/error.js'
import { placeInWords } from '../../model/graph-place.js'
import { defineOperation, graphSchema } from '../../model/operation.js'

export default defineOperation({
  id: 'graph.use',
  summary: 'Choose the web graph whose ranks count in judgements',
  description: 'From now on authority and health trust of referring domains are read from this graph. --none goes back to judging without.',
  effect: 'write',
  inSteps: true,
  wall: 'machine',
  usesLists: false,
  input: z.object({
    graph: graphSchema().optional().describe('Graph'),
    none: z.boolean().default(false).describe('Use no graph'),
  }),
  output: z.object({ used: z.string().nullable(), note: z.string().nullable() }),
  positional: ['graph'],
  example: 'citewell graph use cc-main-2026-apr-may-jun',
  words: ({ used, note }) => [used === null ? 'No web graph counts in judgements.' : note === null ? `${used} counts in judgements from now on.` : `${used} is the graph for judgements from now on.`, ...(note === null ? [] : [note])].join('\n'),
  async run({ graph: place, none }, { graphs }) {
    if (none === (place !== undefined)) throw new CitewellError('invalid', 'Name a graph, or give --none. citewell graph list names those there are.')
    if (place === undefined) {
      await graphs.use(null)
      return { used: null, note: null }
    }
    const [{ withGraph }, { authorityColumn }] = await Promise.all([import('./opened-graph.js'), import('./ranked-vertices.js')])
    const note = await withGraph(graphs, place, async ({ graph, ranks, ranksNote }) => {
      if (graph.vertexCount === 0) throw new CitewellError('invalid', `${placeInWords(place)} has no vertices, so it can say nothing of any site.`)
      if (graph.naming !== 'reversed-host' || graph.level === 'page') throw new CitewellError('invalid', `${placeInWords(place)} can't count in judgements: they ask for domains and hosts, and its vertices ${graph.naming === 'id' ? 'have numbers only' : graph.level === 'page' ? 'are pages' : 'have other names'}. Build a graph whose vertices have names.`)
      if (ranks !== null && authorityColumn(ranks) === null) return `It was ranked neither by harmonic centrality nor by PageRank, so until it is judgements go without it: citewell graph rank ${placeInWords(place)} --kernel pagerank`
      return ranksNote
    })
    await graphs.use(place)
    return { used: placeInWords(place), note }
  },
})
