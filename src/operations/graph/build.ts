import { z } from 'zod'
import { countWords } from '../../lib/number-words.js'
import { runsInstallation } from '../../model/actor.js'
import { CitewellError } from '../../model/error.js'
import { placeInWords } from '../../model/graph-place.js'
import { limits } from '../../model/limits.js'
import { defineOperation, fileSchema, graphSchema } from '../../model/operation.js'
import { ProblemSchema } from '../schemas.js'
import { bytesInWords, countInWords, durationInWords, releaseInWords } from './words.js'

export const BuiltSchema = z.object({
  graph: z.string().describe('Name or path of the graph'),
  release: z.string(),
  level: z.enum(['domain', 'host', 'page']),
  vertices: z.number().int(),
  edges: z.number().int(),
  linking: z.number().int().describe('Vertices with links of their own'),
  dangling: z.number().int().describe('Vertices without'),
  selfLinksDropped: z.number().int().describe('Links of a vertex to itself that were left out'),
  selfLinksKept: z.number().int().describe('Links of a vertex to itself that count'),
  duplicatesDropped: z.number().int(),
  bytes: z.number().int().describe('Size of the graph file'),
  checksum: z.string(),
  ranked: z.boolean().describe('True if published ranks were taken over'),
  seconds: z.number(),
  stages: z.array(z.object({ stage: z.string(), seconds: z.number() })),
  problemCount: z.number().int().describe('Rows that could not be read'),
  problems: z.array(ProblemSchema),
  notes: z.array(z.string()).describe('How the input was taken, and what else there is to know'),
})
export type Built = z.output<typeof BuiltSchema>

/** `next: null` leaves out what to do next: where it is said otherwise, or done already. */
export function builtInWords(built: Built & { next?: null }): string {
  const dropped = [
    ...(built.selfLinksDropped > 0 ? [`${countWords(built.selfLinksDropped)} ${built.selfLinksDropped === 1 ? 'link of a vertex to itself' : 'links of vertices to themselves'}`] : []),
    ...(built.duplicatesDropped > 0 ? [`${countWords(built.duplicatesDropped)} ${built.duplicatesDropped === 1 ? 'link' : 'links'} that stood there twice`] : []),
  ]
  return [
    `${built.graph} (${releaseInWords(built)}): ${countInWords(built.vertices)} ${built.vertices === 1 ? 'vertex' : 'vertices'}, ${countInWords(built.edges)} ${built.edges === 1 ? 'edge' : 'edges'}, ${bytesInWords(built.bytes)}, built in ${durationInWords(built.seconds)}.`,
    `With links of their own: ${countWords(built.linking)}; without: ${countWords(built.dangling)}.${dropped.length > 0 ? ` Left out: ${dropped.join(', ')}.` : ''}`,
    ...built.problems.slice(0, 5).map(({ file, line, message }) => `  ${file}${line === null ? '' : `, line ${line}`}: ${message}`),
    ...(built.problemCount > 5 ? [`  … ${countWords(built.problemCount)} rows in all could not be read; --json lists more of them`] : []),
    ...built.notes,
    ...(built.ranked ? ['The published ranks were taken over.'] : []),
    ...(built.next === null ? [] : [built.ranked ? `Let them count in judgements: citewell graph use ${built.graph}` : `Rank it next: citewell graph rank ${built.graph}`]),
  ].join('\n')
}

export default defineOperation({
  id: 'graph.build',
  summary: 'Build a web graph from published files, a list of links, or the link index',
  description: 'Takes one of: --edges (sorted by the first number, as Common Crawl publishes them, with --vertices for the names), --bvgraph (the files NAME.graph, NAME.properties and NAME.offsets of the WebGraph framework), --list (links in any order: two names or numbers a line, as text or CSV), --index (the links that Citewell knows itself) or --ranks (a published list of ranks: names and ranks without links). Files may be gzip. Broken off in the middle, the same command goes on where it stopped.',
  effect: 'write',
  long: true,
  resumes: true,
  input: z.object({
    vertices: z.array(fileSchema()).max(limits.downloadFilesMax).default([]).describe('Names of vertices: lines of number and name'),
    edges: z.array(fileSchema()).max(limits.downloadFilesMax).default([]).describe('Links: lines of two numbers, sorted by the first'),
    bvgraph: z.array(fileSchema({ endings: ['.graph', '.properties', '.offsets'] })).max(3).default([]).describe('Files of a BVGraph; at the command line their name without ending'),
    list: z.array(fileSchema()).max(limits.filesMax).default([]).describe('Links in any order: two names or numbers a line'),
    index: z.boolean().default(false).describe('Take the links of the link index'),
    ranks: fileSchema().optional().describe('List of ranks as Common Crawl publishes it'),
    ranked: z.number().int().min(2).max(limits.vertexIdMax).optional().describe('With --ranks: how many were ranked in all, where the file has only the first of them (known for the releases that Common Crawl has published)'),
    out: graphSchema().describe('Where the graph goes: a name in the home folder, or a path'),
    release: z.string().max(200).optional().describe('Release it is of, such as cc-main-2026-apr-may-jun (default: as the files are called)'),
    level: z.enum(['domain', 'host', 'page']).optional().describe('What its vertices are (default: as the files are called, else domain, and page where vertices have numbers only)'),
    selfLinks: z.enum(['keep', 'drop']).optional().describe('Links of a vertex to itself (default: kept in graphs of pages, left out in those of domains and hosts)'),
    anew: z.boolean().default(false).describe('Begin from the start where a build was broken off'),
  }),
  output: BuiltSchema,
  example: 'citewell graph build --vertices cc-main-2026-apr-may-jun-domain-vertices.txt.gz --edges cc-main-2026-apr-may-jun-domain-edges.txt.gz --out cc-main-2026-apr-may-jun',
  jobTitle: ({ out }) => `Build the web graph ${placeInWords(out)}`,
  words: builtInWords,
  async run(input, context) {
    const { vertices, edges, bvgraph, list, index, ranks } = input
    const given = [edges.length > 0 ? '--edges' : '', bvgraph.length > 0 ? '--bvgraph' : '', list.length > 0 ? '--list' : '', index ? '--index' : '', ranks ? '--ranks' : ''].filter(Boolean)
    if (given.length !== 1) throw new CitewellError('invalid', given.length === 0 ? 'Say what the graph is to be made from: --edges (with --vertices), --bvgraph, --list, --index or --ranks.' : `A graph is made from one thing; ${given.join(' and ')} were given. Give one of them.`)
    if (vertices.length > 0 && edges.length + bvgraph.length === 0) throw new CitewellError('invalid', `--vertices goes with --edges or --bvgraph; ${given[0]} has its names in it.`)
    if (input.ranked !== undefined && !ranks) throw new CitewellError('invalid', '--ranked goes with --ranks.')
    if (index && context.actor.by !== 'local') throw new CitewellError('refused', 'Graphs are seen by everybody on this machine, and a client\'s links are not. Build a graph from the link index at the machine itself.')
    if (!runsInstallation(context.actor)) throw new CitewellError('refused', 'A graph is seen by everybody here, so only who runs this installation builds one. Ask them.')
    // Loaded here: reading and building take long to load, and help needs none of it.
    const { buildFrom, buildFromRanks } = await import('./build-graph.js')
    const options = { place: input.out, release: input.release ?? null, selfLinks: input.selfLinks ?? null, anew: input.anew }
    const built = ranks
      ? await buildFromRanks(ranks, { ...options, level: input.level, rankedCount: input.ranked ?? null }, context)
      : await buildFrom({ vertices, edges, bvgraph, list, index: index ? context.index : null, level: input.level }, options, context)
    return { ...built, graph: placeInWords(input.out) }
  },
})
