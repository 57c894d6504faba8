import { z } from 'zod'
import { countWords } from '../../lib/number-words.js'
import { limits } from '../../model/limits.js'
import { defineOperation, graphSchema } from '../../model/operation.js'

const AgreementSchema = z.object({
  names: z.number().int().describe('Names that both have a rank for'),
  kendallTau: z.number().nullable().describe('Kendall\'s tau-b: 1 the same order, 0 none in common, -1 reversed; null where one does not order at all'),
  spearmanRho: z.number().nullable().describe('Spearman\'s rho, read the same way'),
})

export default defineOperation({
  id: 'graph.agreement',
  summary: 'Say how far two rankings agree: two columns of one graph, or two graphs',
  description: 'PageRank against harmonic centrality, one release against the next, or your own ranks against published ones. Names are what is compared, so two graphs must name vertices in the same way; of hosts, example.org and www.example.org are one site, since releases name either.',
  effect: 'read',
  wall: 'machine',
  usesLists: false,
  input: z.object({
    graph: graphSchema().describe('Graph'),
    other: graphSchema().optional().describe('Another graph (default: the same)'),
    column: z.string().max(200).optional().describe('Column of the graph; graph info names them (default: pagerank, or what authority is read from)'),
    against: z.string().max(200).optional().describe('Column it is held against (default: harmonic in the same graph, the same column in another)'),
    top: z.number().int().min(10).max(limits.graphRowsMax).default(limits.graphRowsMax).describe('So many of the best of each are compared, beside all'),
  }),
  output: z.object({
    graph: z.string(),
    column: z.string(),
    other: z.string(),
    against: z.string(),
    top: z.number().int(),
    best: AgreementSchema.describe('Over the best of either'),
    all: AgreementSchema.nullable().describe('Over all names that both have; null where a graph is too large for that'),
    overlaps: z.array(z.object({ first: z.number().int(), common: z.number().int().describe('How many of the first of the one are among the first of the other') })),
    note: z.string().nullable(),
  }),
  table: 'overlaps',
  positional: ['graph', 'other'],
  example: 'citewell graph agreement cc-main-2026-apr-may-jun --column pagerank --against harmonic',
  words({ graph, column, other, against, top, best, all, overlaps, note }) {
    const coefficients = ({ names, kendallTau, spearmanRho }: z.output<typeof AgreementSchema>) => `${countWords(names)} names, Kendall's tau ${numberInWords(kendallTau)}, Spearman's rho ${numberInWords(spearmanRho)}`
    return [
      `${column} of ${graph} against ${against}${other === graph ? '' : ` of ${other}`}:`,
      ...overlaps.map(({ first, common }) => `  of the first ${countWords(first)}, ${countWords(common)} (${Math.round((100 * common) / first)} %) are among the first ${countWords(first)} of the other`),
      `  in the order of the best ${countWords(top)} of either: ${coefficients(best)}`,
      ...(all === null ? [] : [`  in the order of all: ${coefficients(all)}`]),
      'Tau and rho are 1 where the order is the same, 0 where the one says nothing of the other, and -1 where it is reversed.',
      ...(note === null ? [] : [note]),
    ].join('\n')
  },
  async run({ graph, other, column, against, top }, { graphs, signal, progress }) {
    const { compareOrders } = await import('./compare-orders.js')
    return compareOrders(graphs, { place: graph, column }, { place: other ?? graph, column: against }, { top, signal, progress })
  },
})

function numberInWords(number: number | null): string {
  return number === null ? 'none' : number.toFixed(3)
}
