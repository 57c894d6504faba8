import { z } from 'zod'
import { countOf, countWords } from '../../lib/number-words.js'
import { CitewellError } from '../../model/error.js'
import { placeInWords } from '../../model/graph-place.js'
import { defineOperation, fileSchema, graphSchema } from '../../model/operation.js'
import { authorityInWords } from './words.js'

const setByDefault = 'health-general'

export default defineOperation({
  id: 'graph.path',
  summary: 'Show the nearest trusted seeds of a domain and the chain of domains from each',
  description: 'How trust reaches a domain: the nearest seeds and who links to whom on the way, always over the best ranked domains. Fast when the graph was ranked with the same seeds, which keeps the distance of each domain.',
  effect: 'read',
  wall: 'machine',
  input: z.object({
    graph: graphSchema().describe('Graph'),
    domain: z.string().min(1).max(2_048).optional().describe('Domain, host or URL the chain ends at'),
    to: z.string().min(1).max(2_048).optional().describe('The same, as an option'),
    seeds: fileSchema().optional().describe('Seeds of your own: domains or vertex numbers, one a line'),
    set: z.string().max(100).optional().describe(`Seed set; see seeds sets (default: ${setByDefault})`),
    top: z.number().int().min(1).max(50).default(3).describe('How many seeds'),
    hops: z.number().int().min(1).max(20).default(6).describe('How many steps at most'),
  }),
  output: z.object({
    to: z.string(),
    reached: z.boolean(),
    hops: z.number().int().nullable().describe('Steps from the nearest seed; null if none was found'),
    paths: z.array(z.object({
      seed: z.string(),
      hops: z.number().int(),
      chain: z.string().describe('From the seed to the domain'),
      seedRank: z.number().int().nullable(),
      seedAuthority: z.number().nullable(),
    })),
    complete: z.boolean().describe('False where a bound was met: there may be other seeds as near'),
    distance: z.number().int().nullable().describe('Steps from the nearest seed as kept with the ranks; null where they were not made from these seeds, or no seed leads there'),
    seedSet: z.string(),
    seedCount: z.number().int().describe('Seeds that the graph has'),
    seedsAbsent: z.number().int().describe('Seeds that it does not have'),
    release: z.string(),
    rankedCount: z.number().int().nullable(),
    note: z.string().nullable(),
  }),
  table: 'paths',
  positional: ['graph', 'domain'],
  example: 'citewell graph path cc-main-2026-apr-may-jun clinic.example',
  words({ to, reached, hops, paths, complete, distance, seedSet, seedCount, seedsAbsent, release, rankedCount, note }) {
    const seeds = `${countOf(seedCount, 'seed')} of ${seedSet}${seedsAbsent > 0 ? `; ${countWords(seedsAbsent)} more ${seedsAbsent === 1 ? 'is' : 'are'} not in the graph` : ''}`
    if (!reached && distance !== null) return `${to} is ${distance === 254 ? '254 or more' : distance} steps from the nearest trusted seed (${seeds}), too far for a chain to be shown. Ask for more with --hops.`
    if (!reached) return [`No trusted seed was found that reaches ${to} (${seeds}).`, ...(complete ? [] : ['Not all that link to it could be looked at; rank the graph with these seeds for a sure answer.']), ...(note === null ? [] : [note])].join('\n')
    return [
      hops === 0 ? `${to} is itself a seed (${seeds}).` : `${to} is ${hops} step${hops === 1 ? '' : 's'} from the nearest trusted seed (${seeds}).`,
      ...paths.map((path) => `  ${path.chain}   ${path.seed}: ${authorityInWords({ authority: path.seedAuthority, rank: path.seedRank }, rankedCount, release)}`),
      ...(complete ? [] : ['There may be other seeds as near: not all that link to it were looked at.']),
      ...(note === null ? [] : [note]),
    ].join('\n')
  },
  async run({ graph: place, domain, to: option, seeds: file, set, top, hops: hopsMax }, { graphs, lists, signal }) {
    const [{ withGraph }, { seedsOfFile, seedsOfSet }, { seedPaths }, { refuseWithoutLinks, vertexOf, nameInWords }, { authorityColumn, rankedVertices }] = await Promise.all([
      import('./opened-graph.js'), import('./graph-seeds.js'), import('../../rank/seed-path.js'), import('./vertices.js'), import('./ranked-vertices.js'),
    ])
    const to = domain ?? option
    if (to === undefined || (domain !== undefined && option !== undefined)) throw new CitewellError('invalid', to === undefined ? 'Say which domain the chain is to end at: citewell graph path GRAPH DOMAIN' : 'The domain is given twice. Give it once, with or without --to.')
    return withGraph(graphs, place, async (opened) => {
      const { graph, ranks } = opened
      refuseWithoutLinks(graph, place, 'see how trust reaches a domain')
      const target = await vertexOf(graph, to)
      const seeds = file ? await seedsOfFile(graph, file) : await seedsOfSet(graph, set ?? setByDefault, lists)
      const column = authorityColumn(ranks)
      const knowsDistances = ranks?.header.seedDistance?.seeds.hash === seeds.used.hash
      const { paths, complete } = await seedPaths({
        graph,
        seeds: seeds.ids,
        distances: knowsDistances ? ranks : null,
        positionsOf: ranks && column ? (ids) => ranks.positionsOf(column.column, ids) : null,
      }, target.id, { seedsMax: top, hopsMax, signal })
      const about = await rankedVertices(opened, Uint32Array.from(paths, ({ seed }) => seed))
      const rows = await Promise.all(paths.map(async ({ hops, ids }, index) => ({
        seed: about[index]!.name,
        hops,
        chain: (await Promise.all(ids.map(async (id) => nameInWords(graph, await graph.nameOf(id))))).join(' → '),
        seedRank: about[index]!.rank,
        seedAuthority: about[index]!.authority,
      })))
      return {
        to: target.name,
        reached: rows.length > 0,
        hops: rows[0]?.hops ?? null,
        paths: rows,
        complete,
        distance: knowsDistances && ranks ? await ranks.seedDistanceOf(target.id) : null,
        seedSet: seeds.used.version === '' ? seeds.used.name : `${seeds.used.name}, version ${seeds.used.version}`,
        seedCount: seeds.used.count,
        seedsAbsent: seeds.absentCount,
        release: graph.release,
        rankedCount: column?.rankedCount ?? null,
        note: opened.ranksNote ?? (knowsDistances ? null : `The ranks of ${placeInWords(place)} were not made from these seeds, so the way was searched link by link.`),
      }
    })
  },
})
