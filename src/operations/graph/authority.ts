import { z } from 'zod'
import { countWords } from '../../lib/number-words.js'
import { CitewellError } from '../../model/error.js'
import { placeInWords } from '../../model/graph-place.js'
import { limits } from '../../model/limits.js'
import { defineOperation, graphSchema } from '../../model/operation.js'
import { countInWords, releaseInWords, scalesInWords } from './words.js'

const scales = scalesInWords(['authority', 'health-trust', 'spam-mass', 'percentile'])

const RowSchema = z.object({
  domain: z.string().describe('As asked'),
  name: z.string().nullable().describe('Name that the graph has it by; null where it has none'),
  rank: z.number().int().nullable().describe('Position, 1 is best; those of one score all stand at the last of their positions'),
  authority: z.number().nullable().describe('Authority, 0–100'),
  percentile: z.number().nullable().describe('Share of all ranked that stand behind it, in percent'),
  healthTrust: z.number().nullable().describe('Health trust, 0–100; null where no chain of at most three steps shows it'),
  chain: z.string().nullable().describe('From the nearest seed to it: why it has health trust'),
  spamMass: z.number().nullable().describe('Spam mass, 0–100: share of its PageRank that does not come from the good core, in percent; 0 near the core'),
  spamMassIsHigh: z.boolean().nullable().describe('True where the share is high and there is enough PageRank for it to matter: a question, no verdict'),
  scales: z.string().describe('Version of each 0–100 scale'),
})

export default defineOperation({
  id: 'graph.authority',
  summary: 'Show rank, authority, health trust and spam mass of domains in a web graph',
  description: 'The numbers that judgements read, by the same rules. Health trust is shown only with the chain of sites it comes by.',
  effect: 'read',
  wall: 'machine',
  usesLists: false,
  input: z.object({
    graph: graphSchema().describe('Graph'),
    domains: z.array(z.string().min(1).max(2_048)).min(1).max(limits.graphRowsMax).describe('Domains, hosts or URLs'),
  }),
  output: z.object({
    rows: z.array(RowSchema),
    graph: z.string(),
    release: z.string(),
    level: z.string(),
    by: z.string().describe('What the ranks are by'),
    rankedCount: z.number().int(),
    trustFrom: z.string().nullable().describe('Seeds that health trust comes from'),
    excerpt: z.boolean().describe('True for a list of the best only: others may have any rank behind them'),
  }),
  table: 'rows',
  shown: ['domain', 'rank', 'authority', 'percentile', 'spamMass', 'chain'],
  positional: ['graph', 'domains'],
  example: 'citewell graph authority cc-main-2026-apr-may-jun nih.gov clinic.example',
  words({ rows, graph, release, by, rankedCount, trustFrom, excerpt }) {
    const absent = excerpt ? 'not among those that the list names, so its rank is not known' : 'not in the graph'
    return [
      `${graph} (${releaseInWords({ release })}), ${by === 'harmonic' ? 'harmonic centrality' : 'PageRank'} of ${countInWords(rankedCount)}${trustFrom === null ? '' : `, health trust from ${trustFrom}`}`,
      ...rows.flatMap((row) => {
        const site = row.name === null || row.name === row.domain ? row.domain : `${row.domain} (as ${row.name})`
        if (row.name === null) return [`${site}: ${absent}`]
        return [
          `${site}: ${[
            row.authority === null || row.rank === null ? 'not ranked' : `authority ${Math.round(row.authority)} of 100, rank ${countWords(row.rank)}, stronger than ${Math.floor((row.percentile ?? 0) * 10) / 10} %`,
            ...(row.healthTrust === null ? [] : [`health trust ${Math.round(row.healthTrust)} of 100`]),
            ...(row.spamMass === null ? [] : [row.spamMass === 0 ? 'no spam mass, being near the good core' : `spam mass ${Math.round(row.spamMass)} %${row.spamMassIsHigh ? ', which is worth a look' : ''}`]),
          ].join('; ')}`,
          ...(row.chain === null ? [] : [`  ${row.chain}`]),
        ]
      }),
      `Scales: ${scales}`,
    ].join('\n')
  },
  async run({ graph: place, domains }, { graphs }) {
    const [{ withGraph }, { hostRanksOf }, { hostAndDomain }, { authorityOf, healthTrustOf, spamMassOf }, { authorityColumn }] = await Promise.all([
      import('./opened-graph.js'), import('../host-ranks.js'), import('../../model/host-and-domain.js'), import('../../rank/scales.js'), import('./ranked-vertices.js'),
    ])
    const hosts = domains.map((typed) => {
      const trimmed = typed.trim()
      const found = hostAndDomain(/^https?:\/\//iu.test(trimmed) ? trimmed : `http://${trimmed}`)
      if (found === undefined) throw new CitewellError('invalid', `"${typed.slice(0, 100)}" is no domain. Give one like nih.gov.`)
      return found.host as string
    })
    return withGraph(graphs, place, async ({ graph, ranks, ranksNote }) => {
      const shown = placeInWords(place)
      if (ranks === null) throw new CitewellError('not_found', ranksNote ?? `${shown} has no ranks yet. Make them: citewell graph rank ${shown}`)
      const known = hostRanksOf(graph, ranks, shown)
      const column = authorityColumn(ranks)
      if (known === null || column === null) throw new CitewellError('invalid', `${shown} can't tell the authority of sites: ${graph.naming === 'id' || graph.level === 'page' ? 'its vertices are no domains or hosts' : 'it was ranked neither by harmonic centrality nor by PageRank'}. citewell graph referring-domains and graph rank --csv show what it has.`)
      const found = await known.lookUp(hosts)
      return {
        rows: hosts.map((host, index) => {
          const one = found.get(host)
          const chain = one?.seedPath ?? null
          const trust = one && chain && known.trust && one.trustScore !== null ? healthTrustOf(one.trustScore, { t50: known.trust.median, t99: known.trust.p99 }) : null
          return {
            domain: domains[index]!.trim(),
            name: one?.name ?? null,
            rank: one?.authorityRank ?? null,
            authority: one && one.authorityRank !== null ? authorityOf(one.authorityRank, one.nodes).value : null,
            percentile: one && one.authorityRank !== null ? one.strongerThan : null,
            healthTrust: trust?.value ?? null,
            chain: trust === null ? null : chain!.join(' → '),
            spamMass: one?.spamMass ? spamMassOf({ relativeMass: one.spamMass.relative, scaledPagerank: one.spamMass.scaledPagerank }).value : null,
            spamMassIsHigh: one?.spamMass?.flagged ?? null,
            scales,
          }
        }),
        graph: shown,
        release: graph.release,
        level: graph.level,
        by: column.column,
        rankedCount: column.rankedCount,
        trustFrom: known.trust?.seeds ?? null,
        excerpt: known.excerpt,
      }
    })
  },
})
