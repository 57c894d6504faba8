import { z } from 'zod'
import { countWords } from '../../lib/number-words.js'
import { limits } from '../../model/limits.js'
import { defineOperation, graphSchema } from '../../model/operation.js'
import { RankedVertexSchema, RanksUsedSchema } from './ranked-vertex-schemas.js'
import { authorityInWords, columnsInWords, rankInCell, scaleInCell } from './words.js'

/** "a rival of 3", "2 or more of 3 rivals", "all 3 rivals" */
function toRivals(least: number, count: number): string {
  return least === 1 ? `a rival of ${count}` : least === count ? `all ${count} rivals` : `${least} or more of ${count} rivals`
}

export default defineOperation({
  id: 'graph.compare',
  summary: 'List who links to rivals and not to a domain, best rank first',
  description: 'The first domain is yours, the others are rivals; yours need not be in the graph, and rivals that are not in it are named and left out. Of rivals with very many links only the best known ones are looked at, and the answer says so.',
  effect: 'read',
  wall: 'machine',
  usesLists: false,
  input: z.object({
    graph: graphSchema().describe('Graph'),
    domains: z.array(z.string().min(1).max(2_048)).min(2, 'give your domain and then at least one rival').max(limits.graphComparedMax).describe('Your domain, then rivals'),
    top: z.number().int().min(1).max(limits.graphRowsMax).default(100).describe('How many, best first'),
    rivalsMin: z.number().int().min(1).max(limits.graphComparedMax).default(1).describe('Only those that link to so many rivals'),
  }),
  output: z.object({
    domain: RankedVertexSchema,
    rivals: z.array(RankedVertexSchema.extend({ lookedAt: z.number().int().describe('How many of its links were looked at') })),
    rivalsMin: z.number().int().describe('How many rivals each row links to at least'),
    rows: z.array(RankedVertexSchema.extend({ rivals: z.array(z.string()).describe('Rivals it links to') })),
    total: z.number().int().describe('How many were found'),
    complete: z.boolean().describe('False where not all links of a rival were looked at'),
    ranks: RanksUsedSchema,
    note: z.string().nullable(),
  }),
  table: 'rows',
  positional: ['graph', 'domains'],
  example: 'citewell graph compare cc-main-2026-apr-may-jun clinic.example rival-one.example rival-two.example',
  words({ domain, rivals, rivalsMin, rows, total, complete, ranks, note }) {
    const table = columnsInWords([['Rank', 'Name', 'Authority', 'Links to'], ...rows.map((row) => [rankInCell(row.rank), row.name, scaleInCell(row.authority), row.rivals.join(', ')])].map((cells) => (ranks.column === null ? [cells[1]!, cells[3]!] : cells)), ranks.column === null ? [false, false] : [true, false, true, false])
    const bounded = rivals.filter(({ lookedAt, inDegree }) => lookedAt < inDegree)
    return [
      `${countWords(total)} ${total === 1 ? 'links' : 'link'} to ${rivals.length === 1 ? rivals[0]!.name : toRivals(rivalsMin, rivals.length)} and not to ${domain.name}.`,
      ...[domain, ...rivals].map((one) => `  ${one.name}: ${authorityInWords(one, ranks.rankedCount, ranks.release)}, ${countWords(one.inDegree)} ${one.inDegree === 1 ? 'links' : 'link'} to it`),
      ...(rows.length > 0 ? ['', ...table] : []),
      ...(complete ? [] : ['', ...bounded.map(({ name, lookedAt, inDegree }) => `Of the ${countWords(inDegree)} that link to ${name} the best ${countWords(lookedAt)} were looked at.`)]),
      ...(note === null ? [] : ['', note]),
    ].join('\n')
  },
  async run({ graph, domains, top, rivalsMin }, { graphs, signal }) {
    const { compareVertices } = await import('./compare-vertices.js')
    return compareVertices(graphs, graph, domains, { top, rivalsMin, signal })
  },
})
