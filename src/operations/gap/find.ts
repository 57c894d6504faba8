import { z } from 'zod'
import { authorityOf } from '../../rank/scales.js'
import { linkTypes, tiers, TierSchema, type LinkTypeId, type Tier } from '../../model/link-types.js'
import { limits } from '../../model/limits.js'
import { defineOperation, type Context } from '../../model/operation.js'
import { hostHasText } from '../../model/readable-host.js'
import { ProspectSchema } from '../../model/desk-nouns.js'
import { farmSigns, gapReasons, type FarmSign } from '../../prospects/link-gap.js'
import { scalesInWords } from '../graph/words.js'
import { qualityScale } from '../quality-scale.js'
import { clientSiteInput, siteAsked } from '../client-site.js'
import { rivalScopes, rivalsMax } from '../overview/rivals.js'
import { withHostRanks } from '../ranks-in-use.js'
import { scopeOf, siteOfScope } from '../sites.js'
import { compareSite, type MatchedRow } from './compare-site.js'

const RowSchema = z.object({
  domain: z.string(), tier: TierSchema, tierName: z.string(),
  rivals: z.array(z.string()).describe('Rivals it links to'), rivalCount: z.number().int(),
  types: z.array(z.string()).describe('Types of its links to rivals, in words'), links: z.number().int().describe('Links to rivals; 0 where only the web graph tells of them'),
  bestQuality: z.number().int(), authority: z.number().nullable().describe('Authority in the web graph, 0–100'),
  specialtyMatch: z.enum(['same', 'related', 'other', 'unknown']).describe('Whether it speaks of what the provider does'), specialties: z.array(z.string()),
  local: z.string().nullable().describe('Why it lies in the area served, where it does'),
  firstSeen: z.string().nullable(), lastSeen: z.string().nullable(),
  reasons: z.array(z.string()), farm: z.string().nullable().describe('What gives it away as no prospect, for folded rows'),
  example: z.object({ referringPage: z.string().nullable(), target: z.string().nullable(), anchorText: z.string().nullable(), linkId: z.string() }).nullable().describe('Its best link to a rival'),
  seenIn: z.array(z.enum(['index', 'graph'])),
  prospect: ProspectSchema.shape.state.unwrap().nullable().describe('State, where it was proposed before'),
  scales: z.string().describe('Version of each 0–100 scale'),
})

const examplesMax = 5
const matchWords = { match: 'same', related: 'related', none: 'other', unknown: 'unknown' } as const
/** Kinds of links that mostly cost a fee or a gift. */
const costlyTypes = new Set<string>(['LT-07'])

export default defineOperation({
  id: 'gap.find',
  summary: 'Find domains that link to rivals and not to the site, the best first',
  description: 'Compares the imported links of rivals and, where one is in use, the web graph. What links for money, by machine or from the rival\'s own hand is folded into one line that says how it was recognised. Order: tier, match of specialty, the area served, how many rivals (OPP-01).',
  effect: 'read',
  mcp: true,
  input: z.object({
    site: clientSiteInput,
    rivals: z.array(z.string().min(1).max(2_048)).max(15).default([]).describe('Rivals to compare with (default: the competitors that were saved)'),
    rivalsMin: z.number().int().min(1).max(15).default(1).describe('Only domains that link to so many rivals'),
    tier: z.array(TierSchema).default([]).describe('Only these identity tiers'),
    text: z.string().max(200).optional().describe('Only domains whose name has this text'),
    from: z.enum(['index', 'graph', 'both']).default('both').describe('What is compared: imported links, the web graph, or both'),
    farms: z.boolean().default(false).describe('List the folded domains instead'),
    limit: z.number().int().min(1).max(limits.listRowsMax).default(50).describe('Rows of one page'),
    offset: z.number().int().min(0).default(0).describe('Rows left out before the first'),
  }),
  output: z.object({
    site: z.string(),
    rivals: z.array(z.object({ domain: z.string(), name: z.string(), referringDomains: z.number().int(), inIndex: z.boolean(), inGraph: z.boolean() })),
    rows: z.array(RowSchema), total: z.number().int(),
    tiers: z.array(z.object({ tier: z.number().int(), domains: z.number().int() })).describe('All rows by tier, before the filters'),
    farms: z.object({ domains: z.number().int(), signs: z.array(z.object({ sign: z.string(), words: z.string(), domains: z.number().int() })), examples: z.array(z.string()) }),
    complete: z.boolean(), notes: z.array(z.string()),
    scales: z.string().describe('Version of each 0–100 scale'),
  }),
  table: 'rows',
  shown: ['domain', 'tier', 'rivalCount', 'specialtyMatch', 'bestQuality', 'authority', 'reasons'],
  positional: ['site'],
  example: 'citewell gap find clinic.example --rivals-min 2 --tier 1,2,3',
  async run({ site, rivals: named, rivalsMin, tier, text, from, farms: wantsFarms, limit, offset }, context) {
    const scope = await siteAsked(site, context)
    const { compared: known, leftOut } = await rivalScopes(scope, context)
    const rivals = named.length === 0 ? known : named.map((rival) => ({ scope: scopeOf(rival), name: known.find((one) => one.scope.domain === scopeOf(rival).domain)?.name ?? scopeOf(rival).domain })).filter((one) => one.scope.domain !== scope.domain)
    const gap = await compareSite(scope, { rivals, rivalsMin, from }, context)
    const wanted = (row: { domain: string; tier: number }) => (tier.length === 0 || tier.includes(row.tier as Tier)) && (text === undefined || hostHasText(row.domain, text.trim().toLowerCase()))
    const folded = gap.farms.map((row): MatchedRow & { sign: FarmSign } => ({ ...row, match: { verdict: 'unknown', shared: [], linkingWords: [], targetWords: [] }, place: null, best: null, seenIn: ['index'] }))
    const listed: Array<MatchedRow & { sign?: FarmSign }> = (wantsFarms ? folded : gap.rows).filter(wanted)
    const signs = (Object.keys(farmSigns) as FarmSign[]).map((sign) => ({ sign, words: farmSigns[sign], domains: gap.farms.filter((row) => row.sign === sign).length })).filter(({ domains }) => domains > 0)
    return {
      site: siteOfScope(scope), rivals: gap.rivals,
      rows: await rowsOf(listed.slice(offset, offset + limit), gap, rivals.length, context),
      total: listed.length,
      tiers: ([1, 2, 3, 4, 5, 6] as const).map((one) => ({ tier: one, domains: gap.rows.filter((row) => row.tier === one).length })),
      farms: { domains: gap.farms.length, signs, examples: gap.farms.slice(0, examplesMax).map(({ domain }) => domain) },
      complete: gap.complete, notes: [...gap.notes, ...(named.length > 0 || leftOut.length === 0 ? [] : [`At most ${rivalsMax} competitors are compared; not looked at were ${leftOut.slice(0, 5).join(', ')}${leftOut.length > 5 ? ` and ${leftOut.length - 5} more` : ''}. Name them with --rivals.`])], scales: scalesOf(context.lists),
    }
  },
})

const scalesOf = (lists: Context['lists']) => `${scalesInWords(['authority'])}, ${qualityScale(lists)}`

/** Rows of one page: only of these the web graph and the desk are asked. */
async function rowsOf(rows: ReadonlyArray<MatchedRow & { sign?: FarmSign }>, gap: Awaited<ReturnType<typeof compareSite>>, rivalCount: number, context: Context): Promise<Array<z.infer<typeof RowSchema>>> {
  const [ranks, prospects] = await Promise.all([
    withHostRanks(context.graphs, async (used) => (used === null ? new Map() : used.lookUp(rows.map(({ domain }) => domain)))),
    context.desk.prospects.list(),
  ])
  const states = new Map(prospects.map(({ domain, state }) => [domain, state]))
  return rows.map((row) => {
    const rank = ranks.get(row.domain)
    const authority = rank?.authorityRank === undefined || rank.authorityRank === null ? null : Math.round(authorityOf(rank.authorityRank, rank.nodes).value * 10) / 10
    const tierName = tiers[row.tier as Tier]
    const typeNames = row.types.map((type) => linkTypes[type as LinkTypeId]?.name ?? type)
    return {
      domain: row.domain, tier: row.tier as Tier, tierName, rivals: row.rivals, rivalCount: row.rivals.length, types: typeNames, links: row.links, bestQuality: row.bestQuality, authority,
      specialtyMatch: matchWords[row.match.verdict], specialties: row.match.shared, local: row.place,
      firstSeen: row.firstSeen || null, lastSeen: row.lastSeen || null,
      reasons: row.sign === undefined ? gapReasons(row, { tierName, typeNames, rivalCount, specialties: row.match.shared, match: row.match.verdict, place: row.place, lostFrom: gap.lost.get(row.domain) ?? null, authority, costs: row.types.length > 0 && row.types.every((type) => costlyTypes.has(type)) }) : [],
      farm: row.sign === undefined ? null : farmSigns[row.sign],
      example: row.best === null ? null : { referringPage: row.best.referringPage, target: row.best.target, anchorText: row.best.anchorText, linkId: row.best.id },
      seenIn: row.seenIn, prospect: states.get(row.domain) ?? null, scales: scalesOf(context.lists),
    }
  })
}
