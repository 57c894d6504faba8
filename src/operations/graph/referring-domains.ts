import { defineOperation } from '../../model/operation.js'
import { neighbourAnswer, NeighbourAnswerSchema, neighbourInput, neighbourPositional, neighbourWords } from './neighbour-answer.js'

export default defineOperation({
  id: 'graph.referring-domains',
  summary: 'List who links to a domain in a web graph, best rank first',
  description: 'The domains (in a graph of hosts: the hosts) that link to one, with rank and authority; --json adds health trust. Of vertices with many millions of links the ranks know the best beforehand, so the answer is as fast.',
  effect: 'read',
  wall: 'machine',
  usesLists: false,
  input: neighbourInput,
  output: NeighbourAnswerSchema,
  table: 'rows',
  positional: neighbourPositional,
  example: 'citewell graph referring-domains cc-main-2026-apr-may-jun nih.gov --top 100',
  words: (answer) => neighbourWords(answer, 'in'),
  run: ({ graph, domain, top }, { graphs }) => neighbourAnswer(graphs, graph, domain, 'in', top),
})
