import { z } from 'zod'
import { countOf } from '../../lib/number-words.js'
import { CitewellError } from '../../model/error.js'
import { placeInWords } from '../../model/graph-place.js'
import { defineOperation, fileSchema, fileTargetSchema, graphSchema } from '../../model/operation.js'
import { harmonicMethods } from '../../rank/harmonic-methods.js'
import { kernelIds, type KernelId } from '../../rank/kernel-ids.js'
import { countInWords, durationInWords, harmonicInWords, releaseInWords } from './words.js'

/** A set of seeds other than the first gives trust a column of its own, `health-trust:health-heart`; which sets there are, data/ says. */
const RowSchema = z.object({
  vertex: z.number().int().describe('Number of the vertex'),
  name: z.string().describe('Name as people write it (nih.gov); only where vertices have names. Parquet has it as published (gov.nih)'),
  ...(Object.fromEntries(kernelIds.map((id) => [id, z.number().nullable()])) as Record<KernelId, z.ZodNullable<z.ZodNumber>>),
}).partial().required({ vertex: true }).catchall(z.number().nullable())

export default defineOperation({
  id: 'graph.rank',
  summary: 'Rank the vertices of a web graph',
  description: 'Kernels: pagerank; health-trust, trust that flows from seeds of health bodies (or your own, --seeds); trust-rank; anti-trust, distrust that flows back from --bad-seeds; spam-mass, the share of PageRank that does not come from the good core; inverse-pagerank; harmonic centrality; components; in-degree; out-degree; seed-distance. The ranks are kept beside the graph, where look-ups and judgements read them; --out writes them as Parquet too; --csv, --ndjson and --json print them. Broken off in the middle, the same command goes on where it stopped and ends in the same bytes.',
  effect: 'write',
  wall: 'machine',
  long: true,
  resumes: true,
  rowsOnRequest: true,
  input: z.object({
    graph: graphSchema().describe('Graph'),
    kernel: z.array(z.enum(kernelIds)).min(1).optional().describe('What to rank by (default: pagerank and inverse-pagerank, and as far as the seeds are known health-trust, spam-mass, anti-trust and seed-distance)'),
    seeds: fileSchema().optional().describe('Trusted seeds of your own: domains, URLs or vertex numbers, one a line, with a weight if need be'),
    set: z.array(z.string().max(100)).max(8).default([]).describe('Seed sets for trust, see seeds sets; each other than health-general gives a column of its own, as health-trust:health-heart (default: health-general)'),
    badSeeds: fileSchema().optional().describe('Distrusted seeds of your own (default: the set bad-core)'),
    damping: z.number().min(0).max(0.999).optional().describe('Share of the score that follows links (default: 0.85)'),
    tolerance: z.number().min(0).max(1).optional().describe('Ends when the scores change by no more in sum (default: as each kernel declares, 1e-8)'),
    iterations: z.number().int().min(1).max(10_000).optional().describe('Ends after so many iterations at the latest (default: 100)'),
    harmonic: z.enum(['auto', ...harmonicMethods]).optional().describe('How harmonic centrality is worked out: exact; sample, from 512 vertices chosen by chance and all direct links, from half a percent to 5 % off, nearly the same for all; ball (HyperBall, 64 registers), slower and some 10 % off, but sees those that few reach as well as the others. auto: exact on small graphs, else sample (default: auto)'),
    threads: z.number().int().min(1).max(256).optional().describe('Threads (default: as many as the machine has)'),
    memory: z.number().min(0.1).max(4_096).optional().describe('Memory to use, in GB (default: two thirds of what is free)'),
    out: fileTargetSchema().optional().describe('Parquet file to write the ranks to; its name ends in .parquet'),
    anew: z.boolean().default(false).describe('Begin from the start where ranking was broken off, and drop the ranks there are'),
  }),
  rows: RowSchema,
  output: z.object({
    graph: z.string(),
    release: z.string(),
    vertices: z.number().int(),
    edges: z.number().int(),
    columns: z.array(z.object({ column: z.string(), harmonic: z.object({ method: z.enum(harmonicMethods), size: z.number().int().describe('Vertices followed, or registers of a counter'), seed: z.number().int() }).nullable().describe('How harmonic centrality was worked out'), iterations: z.number().int().nullable(), change: z.number().nullable(), seeds: z.string().nullable(), seedCount: z.number().int().nullable(), kept: z.boolean().describe('True if it was there already, made the same way'), converged: z.boolean().nullable().describe('False if the last iteration allowed came before the tolerance was met'), tolerance: z.number().nullable(), replaced: z.string().nullable().describe('How the column was made whose place this one took') })),
    seedsAbsent: z.array(z.object({ seeds: z.string(), count: z.number().int(), first: z.array(z.string()) })),
    leftOut: z.array(z.string()).describe('Kernels that were not asked for by name and could not be made'),
    leaders: z.number().int().nullable(),
    written: z.string().nullable(),
    counts: z.boolean().describe('True if its ranks can count in judgements: it has names of sites, and was ranked by harmonic centrality or PageRank'),
    used: z.boolean().describe('True if the ranks of this graph count in judgements'),
    seconds: z.number(),
    stages: z.array(z.object({ stage: z.string(), seconds: z.number() })),
  }),
  positional: ['graph'],
  example: 'citewell graph rank cc-main-2026-apr-may-jun --kernel pagerank,health-trust,spam-mass --out ranks.parquet',
  jobTitle: ({ graph }) => `Rank the web graph ${placeInWords(graph)}`,
  words({ graph, release, vertices, edges, columns, seedsAbsent, leftOut, written, counts, used, seconds }) {
    return [
      `${graph} (${releaseInWords({ release })}), ${countInWords(vertices)} ${vertices === 1 ? 'vertex' : 'vertices'} and ${countInWords(edges)} ${edges === 1 ? 'edge' : 'edges'}, ranked in ${durationInWords(seconds)}.`,
      ...columns.map(({ column, harmonic, iterations, change, seeds, seedCount, kept, converged, tolerance, replaced }) => `  ${[
        column,
        ...(harmonic === null ? [] : [harmonicInWords(harmonic)]),
        ...(iterations === null ? [] : [`${iterations} ${harmonic === null ? 'iterations' : 'steps'}${change === null ? '' : `, last change ${change.toExponential(1)}`}`]),
        ...(seeds === null ? [] : [`from ${countOf(seedCount ?? 0, 'seed')} of ${seeds}`]),
        ...(kept ? ['there already'] : []),
        ...(converged === false ? [`stopped before the tolerance ${tolerance} was met; allow more with --iterations`] : []),
        ...(replaced === null ? [] : [`in place of ${replaced}`]),
      ].join(', ')}`),
      ...seedsAbsent.map(({ seeds, count, first }) => `${countOf(count, 'seed')} of ${seeds} ${count === 1 ? 'is' : 'are'} not in the graph: ${first.slice(0, 5).join(', ')}${count > 5 ? ', …' : ''}`),
      ...leftOut,
      ...(written === null ? [] : [`Written: ${written}`]),
      ...(!counts ? [] : [used ? 'Its ranks count in judgements.' : `Let it count in judgements: citewell graph use ${graph}`]),
    ].join('\n')
  },
  async run(input, context) {
    if (input.seeds && input.set.length > 0) throw new CitewellError('invalid', 'Trust comes from --seeds or from --set, not from both. Give one of them.')
    if (input.out) {
      // Before hours of work, not after them.
      if (!/\.parquet$/iu.test(input.out.targetPath)) throw new CitewellError('invalid', `--out writes Parquet, so its name must end in .parquet; ${input.out.targetPath} does not. For CSV give --csv and send the output to a file.`)
      const { refuseOtherThanParquet } = await import('../../files/parquet-table.js')
      await refuseOtherThanParquet(input.out)
    }
    const { rankHere } = await import('./rank-graph.js')
    const { emitRanks } = await import('./emit-ranks.js')
    const summary = await rankHere(input.graph, {
      kernels: input.kernel,
      seeds: input.seeds,
      sets: input.set,
      badSeeds: input.badSeeds,
      damping: input.damping,
      tolerance: input.tolerance,
      iterationsMax: input.iterations,
      harmonic: input.harmonic === 'auto' ? undefined : input.harmonic,
      threads: input.threads,
      memoryBytesMax: input.memory === undefined ? undefined : input.memory * 1e9,
      anew: input.anew,
    }, context)
    const written = await emitRanks(input.graph, summary.columns.map(({ column }) => column), input.out ?? null, context)
    const current = await context.graphs.current()
    return { ...summary, graph: placeInWords(input.graph), written, used: current !== null && placeInWords(current) === placeInWords(input.graph) }
  },
})
