import { z } from 'zod'
import { tiers, TierSchema } from '../../model/link-types.js'
import { defineOperation } from '../../model/operation.js'
import { ensureJudged } from '../judge.js'
import { qualityScale } from '../quality-scale.js'
import { siteInput } from '../schemas.js'
import { scopeOf, siteOfScope } from '../sites.js'

const Row = z.object({
  referringDomain: z.string(),
  tier: z.number().int().describe('Identity tier, 1 is best'),
  tierName: z.string(),
  links: z.number().int(),
  liveLinks: z.number().int().describe('Links that are not lost'),
  followedLinks: z.number().int(),
  bestQuality: z.number().int(),
  types: z.array(z.string()).describe('Link type ids found on this domain'),
  firstSeen: z.string(),
  lastSeen: z.string(),
  seenBy: z.array(z.string()),
  scales: z.string().describe('Version of the 0–100 scale of quality'),
})

export default defineOperation({
  id: 'links.referring-domains',
  summary: 'List the domains that link to a site, strongest first',
  effect: 'read',
  mcp: true,
  input: z.object({
    target: siteInput,
    tier: z.array(TierSchema).default([]).describe('Only these identity tiers'),
    live: z.boolean().optional().describe('Only domains with (true) or without (false) a link that is not lost'),
    text: z.string().optional().describe('Only domains whose name has this text'),
    sort: z.enum(['tier', 'bestQuality', 'links', 'liveLinks', 'firstSeen', 'lastSeen', 'referringDomain']).default('tier').describe('Sort by this column; by tier, then best link, then most links'),
    order: z.enum(['asc', 'desc']).optional().describe('Direction; the natural one of the column by default'),
    limit: z.number().int().min(1).max(1000).default(50).describe('Rows of one page'),
    cursor: z.string().optional().describe('Where the page before ended'),
    offset: z.number().int().min(0).optional().describe('Rows left out before the first; not together with a cursor'),
  }),
  output: z.object({ target: z.string(), total: z.number().int(), rows: z.array(Row), nextCursor: z.string().nullable() }),
  table: 'rows',
  shown: ['referringDomain', 'tier', 'tierName', 'links', 'liveLinks', 'bestQuality', 'lastSeen'],
  positional: ['target'],
  example: 'citewell links referring-domains clinic.example --tier 1,2,3',
  async run({ target, ...query }, context) {
    const scope = scopeOf(target)
    const key = await ensureJudged(scope, context)
    const scales = qualityScale(context.lists)
    const page = await context.index.judgedDomains(scope, key, query)
    return { target: siteOfScope(scope), ...page, rows: page.rows.map((row) => ({ ...row, tierName: tiers[row.tier as keyof typeof tiers], scales })) }
  },
})
