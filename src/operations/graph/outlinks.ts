import { defineOperation } from '../../model/operation.js'
import { neighbourAnswer, NeighbourAnswerSchema, neighbourInput, neighbourPositional, neighbourWords } from './neighbour-answer.js'

export default defineOperation({
  id: 'graph.outlinks',
  summary: 'List whom a domain links to in a web graph, best rank first',
  description: 'The domains (in a graph of hosts: the hosts) that one links to, with rank and authority; --json adds health trust.',
  effect: 'read',
  wall: 'machine',
  usesLists: false,
  input: neighbourInput,
  output: NeighbourAnswerSchema,
  table: 'rows',
  positional: neighbourPositional,
  example: 'citewell graph outlinks cc-main-2026-apr-may-jun clinic.example --top 100',
  words: (answer) => neighbourWords(answer, 'out'),
  run: ({ graph, domain, top }, { graphs }) => neighbourAnswer(graphs, graph, domain, 'out', top),
})
