import { z } from 'zod'
import { defineOperation } from '../../model/operation.js'
import { ensureJudged } from '../judge.js'
import { siteInput } from '../schemas.js'
import { scopeOf, siteOfScope } from '../sites.js'

const Row = z.object({
  anchorText: z.string(),
  anchorKind: z.string(),
  domains: z.number().int().describe('Referring domains that use it'),
  links: z.number().int(),
  followedLinks: z.number().int(),
  firstSeen: z.string(),
  lastSeen: z.string(),
})

export default defineOperation({
  id: 'links.anchors',
  summary: 'List the anchor texts that point to a site, most used first',
  description: 'Counted by referring domain: a hundred links of one site are one voice.',
  effect: 'read',
  mcp: true,
  input: z.object({
    target: siteInput,
    text: z.string().optional().describe('Only anchors that have this text'),
    limit: z.number().int().min(1).max(1000).default(50).describe('Rows of one page'),
    cursor: z.string().optional().describe('Where the page before ended'),
  }),
  output: z.object({ target: z.string(), total: z.number().int(), rows: z.array(Row), nextCursor: z.string().nullable() }),
  table: 'rows',
  positional: ['target'],
  example: 'citewell links anchors clinic.example',
  async run({ target, ...query }, context) {
    const scope = scopeOf(target)
    const key = await ensureJudged(scope, context)
    return { target: siteOfScope(scope), ...(await context.index.judgedAnchors(scope, key, query)) }
  },
})
