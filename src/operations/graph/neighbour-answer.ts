import { z } from 'zod'
import { countWords } from '../../lib/number-words.js'
import type { GraphPlace, GraphStore } from '../../model/graph.js'
import { limits } from '../../model/limits.js'
import { graphSchema } from '../../model/operation.js'
import { RankedVertexSchema, RanksUsedSchema } from './ranked-vertex-schemas.js'
import { authorityInWords, columnsInWords, rankInCell, scaleInCell } from './words.js'

/** What both directions ask, and in which order without a flag. */
export const neighbourInput = z.object({
  graph: graphSchema().describe('Graph'),
  domain: z.string().min(1).max(2_048).describe('Domain, host or URL; in a graph without names the number of a vertex'),
  top: z.number().int().min(1).max(limits.graphRowsMax).default(100).describe('How many, best first'),
})
export const neighbourPositional = ['graph', 'domain'] as const

/** What both directions answer. */
export const NeighbourAnswerSchema = z.object({
  vertex: RankedVertexSchema,
  rows: z.array(RankedVertexSchema),
  total: z.number().int().describe('How many there are in all'),
  complete: z.boolean().describe('False where there are so many that rows may lack some that are as good as the last shown'),
  ranks: RanksUsedSchema,
  linksKnown: z.boolean().describe('False for a graph of ranks only, which says nothing of who links to whom'),
  twin: z.string().nullable().describe('In a graph of hosts the other host of the same site, with or without www., which has links of its own'),
  note: z.string().nullable().describe('Why there are no ranks, and what to do'),
})
type NeighbourAnswer = z.output<typeof NeighbourAnswerSchema>

export async function neighbourAnswer(graphs: GraphStore, place: GraphPlace, typed: string, side: 'in' | 'out', top: number): Promise<NeighbourAnswer> {
  // Loaded only when asked, so that help stays quick.
  const [{ bestNeighbours }, { withGraph }, { rankedVertices, ranksUsed }, { twinOf, vertexOf }] = await Promise.all([
    import('./neighbour-lists.js'), import('./opened-graph.js'), import('./ranked-vertices.js'), import('./vertices.js'),
  ])
  return withGraph(graphs, place, async (opened) => {
    const { id } = await vertexOf(opened.graph, typed)
    const [[vertex], neighbours] = await Promise.all([rankedVertices(opened, Uint32Array.of(id)), bestNeighbours(opened, id, side, top)])
    const rows = await rankedVertices(opened, neighbours.ids, neighbours.positions ?? undefined)
    return { vertex: vertex!, rows, total: neighbours.total, complete: neighbours.complete, ranks: ranksUsed(opened), linksKnown: opened.graph.edgeCount > 0, twin: await twinOf(opened.graph, vertex!.name), note: opened.ranksNote }
  })
}

/** The answer for a person: the vertex in a sentence, then a table. */
export function neighbourWords({ vertex, rows, total, complete, ranks, linksKnown, twin, note }: NeighbourAnswer, side: 'in' | 'out'): string {
  const sentence = `${vertex.name}: ${authorityInWords(vertex, ranks.rankedCount, ranks.release)}, ${side === 'in' ? `${total === 0 ? 'nobody links' : `${countWords(total)} ${total === 1 ? 'links' : 'link'}`} to it` : `links to ${total === 0 ? 'nobody' : countWords(total)}`}`
  if (!linksKnown) return `${vertex.name}: ${authorityInWords(vertex, ranks.rankedCount, ranks.release)}\n${ranks.graph} has ranks only, and no links. Build a graph from the edges of the release to see who links to whom.`
  const table = columnsInWords(
    [['Rank', 'Name', 'Authority', 'Linked by', 'Links to'], ...rows.map((row) => [
      rankInCell(row.rank), row.name, scaleInCell(row.authority), countWords(row.inDegree), countWords(row.outDegree),
    ])].map((cells) => (ranks.column === null ? [cells[1]!, ...cells.slice(3)] : cells)),
    ranks.column === null ? [false, true, true] : [true, false, true, true, true],
  )
  return [
    sentence,
    ...(rows.length === 0 ? [] : ['', ...table]),
    ...(rows.length < total ? ['', `The best ${countWords(rows.length)} of ${countWords(total)}${complete ? '' : '; there are too many to look at all of them, so some as good as the last may be missing'}.`] : []),
    ...(twin === null ? [] : ['', `${twin} is in the graph as well and has links of its own: ask for that, too.`]),
    ...(note === null ? [] : ['', note]),
  ].join('\n')
}
