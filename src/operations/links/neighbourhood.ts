import { z } from 'zod'
import { limits } from '../../model/limits.js'
import { defineOperation } from '../../model/operation.js'
import { authorityOf } from '../../rank/scales.js'
import { neighbourhood, type ReferringWay } from '../../report/neighbourhood.js'
import { clientSiteInput, siteAsked } from '../client-site.js'
import { ensureJudged } from '../judge.js'
import { withHostRanks } from '../ranks-in-use.js'
import { siteOfScope } from '../sites.js'

const nodesMax = 300

export default defineOperation({
  id: 'links.neighbourhood',
  summary: 'Show how trust reaches a site: its strongest referring domains and the ways from trusted seeds to them',
  description: 'Nodes and edges for a picture, and the same as a list. Without a ranked web graph it shows the referring domains alone.',
  effect: 'read',
  input: z.object({ site: clientSiteInput, limit: z.number().int().min(2).max(nodesMax).default(nodesMax).describe('Nodes and edges at most') }),
  output: z.object({
    site: z.string(),
    nodes: z.array(z.object({ id: z.string().describe('Domain'), kind: z.enum(['site', 'referring', 'between', 'seed']), tier: z.number().int().nullable(), links: z.number().int(), authority: z.number().nullable(), hops: z.number().int().nullable().describe('Steps from the nearest seed') })),
    edges: z.array(z.object({ from: z.string(), to: z.string(), kind: z.enum(['to-site', 'on-the-way']) })),
    ways: z.array(z.object({ domain: z.string(), tier: z.number().int(), hops: z.number().int(), chain: z.array(z.string()).describe('From the seed to the referring domain') })).describe('The nearest first'),
    referringDomains: z.number().int().describe('All that link to the site, shown or not'),
    release: z.string().nullable(), seeds: z.string().nullable(), missing: z.string().nullable().describe('Why there are no ways'),
  }),
  table: 'ways',
  positional: ['site'],
  example: 'citewell links neighbourhood clinic.example',
  words: ({ ways, missing, nodes, site }) => (ways.length === 0 ? `${missing ?? 'No way from a trusted seed to a domain that links to you was found.'} ${nodes.length - 1} referring domains of ${site} are shown.` : ways.map(({ chain, tier }) => `T${tier} ${[...chain, site].join(' → ')}`).join('\n')),
  async run({ site, limit }, context) {
    const scope = await siteAsked(site, context)
    const key = await ensureJudged(scope, context)
    const { rows, total } = await context.index.judgedDomains(scope, key, { live: true, limit: Math.min(limit, limits.listRowsMax) })
    return withHostRanks(context.graphs, async (ranks, missing) => {
      const found = ranks === null ? null : await ranks.lookUp(rows.flatMap(({ referringDomain }) => [referringDomain, `www.${referringDomain}`]))
      const ways = rows.map(({ referringDomain: domain, tier, liveLinks }): ReferringWay => {
        const rank = found?.get(domain) ?? found?.get(`www.${domain}`)
        const path = rank?.seedPath ?? null
        return {
          domain, tier, links: liveLinks,
          authority: rank?.authorityRank === undefined || rank.authorityRank === null ? null : Math.round(authorityOf(rank.authorityRank, rank.nodes).value),
          path: path === null ? null : [...path.slice(0, -1), domain],
        }
      })
      return {
        site: siteOfScope(scope), referringDomains: total,
        ...neighbourhood(siteOfScope(scope), ways, limit),
        ways: ways.flatMap(({ domain, tier, path }) => (path === null ? [] : [{ domain, tier, hops: path.length - 1, chain: [...path] }])).sort((a, b) => a.hops - b.hops || a.tier - b.tier || (a.domain < b.domain ? -1 : 1)),
        release: ranks?.release ?? null, seeds: ranks?.trust?.seeds ?? null,
        missing: ranks === null ? missing : ways.some(({ path }) => path !== null) ? null : 'No way of at most three steps leads from a trusted seed to a referring domain.',
      }
    })
  },
})
