import { z } from 'zod'
import { graphFactsOf, isPlatformName } from '../../audits/quality/graph-facts.js'
import type { Context } from '../../model/operation.js'
import { authorityOf, healthTrustOf } from '../../rank/scales.js'
import { withHostRanks } from '../ranks-in-use.js'

export const GraphOfDomainSchema = z.object({
  authority: z.object({
    value: z.number().describe('0–100'), rank: z.number().int().nullable(), of: z.number().int().describe('How many are ranked'), strongerThan: z.number().nullable().describe('Percent of all ranked that stand behind it'),
    by: z.string().nullable(), name: z.string().describe('Name by which the graph knows it'), release: z.string(),
  }).nullable(),
  trust: z.object({ value: z.number().nullable().describe('Health trust, 0–100'), score: z.number(), seeds: z.string(), seedDistance: z.number().int().nullable(), seedWays: z.number().int().nullable().describe('Sites near seeds that link to it') }).nullable(),
  spamMass: z.object({ relative: z.number(), flagged: z.boolean() }).nullable(),
  seedPaths: z.array(z.object({ seed: z.string(), hops: z.number().int(), chain: z.array(z.string()) })),
  graphMissing: z.string().nullable().describe('Why the web graph says nothing of it'),
  platform: z.boolean().describe('True if the rank is that of a platform on which anybody has pages'),
})

/** What the web graph in use knows of a domain; the best known of its hosts speaks. */
export function graphOfDomain(domain: string, hosts: readonly string[], { graphs, lists }: Pick<Context, 'graphs' | 'lists'>): Promise<z.infer<typeof GraphOfDomainSchema>> {
  return withHostRanks(graphs, async (ranks, missing) => {
    const nothing = { authority: null, trust: null, spamMass: null, seedPaths: [], platform: false }
    if (ranks === null) return { ...nothing, graphMissing: missing }
    const names = [...new Set([domain, `www.${domain}`, ...hosts])]
    const found = await ranks.lookUp(names)
    const best = names.filter((name) => found.has(name)).sort((a, b) => (found.get(a)!.authorityRank ?? Infinity) - (found.get(b)!.authorityRank ?? Infinity))[0]
    const { release, level, vertexCount, excerpt, trust } = ranks
    const facts = graphFactsOf({ release, level, vertexCount, excerpt, trust, ranks: found }, best ?? domain)
    if (best === undefined || facts.authority === null) return { ...nothing, graphMissing: facts.graphMissing ?? `${domain} is not in the web graph in use (${release})` }
    const rank = found.get(best)!
    const tenths = (value: number) => Math.round(value * 10) / 10
    return {
      authority: { value: tenths(authorityOf(rank.authorityRank, rank.nodes).value), rank: rank.authorityRank, of: rank.nodes, strongerThan: rank.authorityRank === null ? null : rank.strongerThan, by: rank.authorityBy, name: rank.name, release },
      trust: trust === null || rank.trustScore === null ? null : { value: mapped(healthTrustOf(rank.trustScore, { t50: trust.median, t99: trust.p99 })?.value, tenths), score: rank.trustScore, seeds: trust.seeds, seedDistance: rank.seedDistance, seedWays: rank.seedWays },
      spamMass: rank.spamMass === null ? null : { relative: rank.spamMass.relative, flagged: rank.spamMass.flagged },
      seedPaths: rank.seedPath === null ? [] : [{ seed: rank.seedPath[0]!, hops: rank.seedPath.length - 1, chain: [...rank.seedPath] }],
      graphMissing: null,
      platform: isPlatformName(best, rank.name, lists),
    }
  })
}

function mapped(value: number | undefined, change: (value: number) => number): number | null {
  return value === undefined ? null : change(value)
}
