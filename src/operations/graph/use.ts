import { z } from 'zod'
import { CitewellError } from '../../model/error.js'
import { placeInWords } from '../../model/graph-place.js'
import { defineOperation, graphSchema } from '../../model/operation.js'

export default defineOperation({
  id: 'graph.use',
  summary: 'Choose the web graph whose ranks count in judgements',
  description: 'From now on authority and health trust of referring domains are read from this graph. --none goes back to judging without.',
  effect: 'write',
  usesLists: false,
  input: z.object({
    graph: graphSchema().optional().describe('Graph'),
    none: z.boolean().default(false).describe('Use no graph'),
  }),
  output: z.object({ used: z.string().nullable(), note: z.string().nullable() }),
  positional: ['graph'],
  example: 'citewell graph use cc-main-2026-apr-may-jun',
  words: ({ used, note }) => [used === null ? 'No web graph counts in judgements.' : `${used} counts in judgements from now on.`, ...(note === null ? [] : [note])].join('\n'),
  async run({ graph: place, none }, { graphs }) {
    if (none === (place !== undefined)) throw new CitewellError('invalid', 'Name a graph, or give --none. citewell graph list names those there are.')
    if (place === undefined) {
      await graphs.use(null)
      return { used: null, note: null }
    }
    const { withGraph } = await import('./opened-graph.js')
    const note = await withGraph(graphs, place, async ({ ranksNote }) => ranksNote)
    await graphs.use(place)
    return { used: placeInWords(place), note }
  },
})
