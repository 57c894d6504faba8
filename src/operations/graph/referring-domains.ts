import { z } from 'zod'
import { limits } from '../../model/limits.js'
import { defineOperation, graphSchema } from '../../model/operation.js'
import { neighbourAnswer, NeighbourAnswerSchema, neighbourWords } from './neighbour-answer.js'

export default defineOperation({
  id: 'graph.referring-domains',
  summary: 'List who links to a domain in a web graph, best rank first',
  description: 'The domains (in a graph of hosts: the hosts) that link to one, with rank and authority; --json adds health trust. Of vertices with many millions of links the ranks know the best beforehand, so the answer is as fast.',
  effect: 'read',
  usesLists: false,
  input: z.object({
    graph: graphSchema().describe('Graph'),
    domain: z.string().min(1).max(2_048).describe('Domain, host or URL; in a graph without names the number of a vertex'),
    top: z.number().int().min(1).max(limits.graphRowsMax).default(100).describe('How many, best first'),
  }),
  output: NeighbourAnswerSchema,
  table: 'rows',
  positional: ['graph', 'domain'],
  example: 'citewell graph referring-domains cc-main-2026-apr-may-jun nih.gov --top 100',
  words: (answer) => neighbourWords(answer, 'in'),
  run: ({ graph, domain, top }, { graphs }) => neighbourAnswer(graphs, graph, domain, 'in', top),
})
