import { z } from 'zod'
import { countOf, countWords } from '../../lib/number-words.js'
import { CitewellError } from '../../model/error.js'
import { placeInWords } from '../../model/graph-place.js'
import { limits } from '../../model/limits.js'
import { lookUpHost } from '../../model/lists.js'
import { defineOperation, graphSchema } from '../../model/operation.js'
import { RankedVertexSchema, RanksUsedSchema } from './ranked-vertex-schemas.js'
import { columnsInWords, releaseInWords, scaleInCell } from './words.js'

export default defineOperation({
  id: 'graph.seeds',
  summary: 'Propose seeds: the domains from which most of a web graph can be reached',
  description: 'Candidates by inverse PageRank, marked with what the shipped lists say of each. The graph has to be ranked with inverse-pagerank, as graph rank does unless told otherwise. A proposal only: who is to be trusted is for a person to decide.',
  effect: 'read',
  wall: 'machine',
  input: z.object({
    graph: graphSchema().describe('Graph'),
    propose: z.number().int().min(1).max(limits.graphRowsMax).default(200).describe('How many candidates'),
  }),
  output: z.object({
    rows: z.array(RankedVertexSchema.extend({
      place: z.number().int().describe('Position by inverse PageRank'),
      trustedBy: z.array(z.string()).describe('Seed sets of trusted sites that have it'),
      distrustedBy: z.array(z.string()).describe('Seed sets of distrusted sites that have it'),
      tier: z.number().int().nullable().describe('Identity tier by the shipped lists'),
      kind: z.string().nullable().describe('Kind of host by the shipped lists'),
    })),
    ranks: RanksUsedSchema,
  }),
  table: 'rows',
  shown: ['place', 'name', 'authority', 'outDegree', 'trustedBy', 'distrustedBy', 'kind'],
  positional: ['graph'],
  words({ rows, ranks }) {
    return [
      `${countOf(rows.length, 'candidate')} by inverse PageRank (${ranks.graph}, ${releaseInWords(ranks)}):`,
      ...(rows.length === 0 ? [] : ['', ...columnsInWords(
        [['Place', 'Name', 'Authority', 'Links to', 'Trusted by', 'Distrusted by', 'Kind'], ...rows.map((row) => [String(row.place), row.name, scaleInCell(row.authority), countWords(row.outDegree), row.trustedBy.join(', '), row.distrustedBy.join(', '), row.kind ?? ''])],
        [true, false, true, true, false, false, false],
      )]),
    ].join('\n')
  },
  example: 'citewell graph seeds cc-main-2026-apr-may-jun --propose 200',
  async run({ graph: place, propose }, { graphs, lists }) {
    const [{ withGraph }, { rankedVertices, ranksUsed }, { refuseWithoutLinks }] = await Promise.all([import('./opened-graph.js'), import('./ranked-vertices.js'), import('./vertices.js')])
    return withGraph(graphs, place, async (opened) => {
      const { ranks, ranksNote } = opened
      refuseWithoutLinks(opened.graph, place, 'have seeds proposed')
      if (!ranks?.column('inverse-pagerank')) throw new CitewellError('not_found', `${ranksNote ?? `${placeInWords(place)} was ranked without inverse PageRank, by which seeds are proposed.`} Rank it with that too: citewell graph rank ${placeInWords(place)} --kernel inverse-pagerank,pagerank`)
      const ids = await ranks.best('inverse-pagerank', propose)
      const sets = lists.seedSets.ids.map((id) => lists.seedSets.get(id)!)
      const rows = (await rankedVertices(opened, ids)).map((row, index) => {
        const holding = sets.filter((set) => set.has(row.name))
        return {
          ...row,
          place: index + 1,
          trustedBy: holding.filter(({ kind }) => kind === 'trusted').map(({ id }) => id),
          distrustedBy: holding.filter(({ kind }) => kind === 'distrusted').map(({ id }) => id),
          tier: lists.seeds.get(row.name)?.tier ?? null,
          kind: lookUpHost(lists.hostKinds, row.name)?.entry.kind ?? null,
        }
      })
      return { rows, ranks: ranksUsed(opened) }
    })
  },
})
