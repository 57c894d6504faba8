import { z } from 'zod'

/** A vertex as answers show it. */
export const RankedVertexSchema = z.object({
  name: z.string().describe('Domain or host; its number where vertices have no names'),
  rank: z.number().int().nullable().describe('Position of its score, 1 is best; those of one score all stand at the last of their positions; null without ranks'),
  authority: z.number().nullable().describe('Authority, 0–100'),
  healthTrust: z.number().nullable().describe('Health trust, 0–100; null where it was not worked out'),
  inDegree: z.number().int().describe('How many link to it'),
  outDegree: z.number().int().describe('How many it links to'),
  scales: z.string().describe('Version of each 0–100 scale'),
})
export type RankedVertex = z.output<typeof RankedVertexSchema>

/** What the ranks in an answer are of, so that each number can be told from that of another release or formula. */
export const RanksUsedSchema = z.object({
  graph: z.string(),
  release: z.string(),
  level: z.string(),
  column: z.string().nullable().describe('What authority and ranks are by; null where the graph was ranked neither by harmonic centrality nor by PageRank'),
  rankedCount: z.number().int().nullable().describe('How many have a rank'),
  trustColumn: z.string().nullable().describe('What health trust is by'),
  scales: z.record(z.string(), z.number()).describe('Version of each 0–100 scale'),
})
export type RanksUsed = z.output<typeof RanksUsedSchema>
