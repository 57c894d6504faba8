import { z } from 'zod'
import { LinkQuerySchema, ListedLinkSchema, shownLink } from '../../model/listed-link.js'
import { defineOperation } from '../../model/operation.js'
import { ensureJudged } from '../judge.js'
import { checkFindings } from '../link-query.js'
import { siteInput } from '../schemas.js'
import { scopeOf, siteOfScope } from '../sites.js'

export default defineOperation({
  id: 'links.list',
  summary: 'List the links to a site, best first, with type, tier, quality and findings',
  description: 'The first call after new data judges every link of the site and keeps the result; later calls only read it.',
  effect: 'read',
  mcp: true,
  input: LinkQuerySchema.extend({ target: siteInput }),
  output: z.object({
    target: z.string(),
    total: z.number().int().describe('Links that pass the filters'),
    rows: z.array(ListedLinkSchema),
    nextCursor: z.string().nullable().describe('Give it as --cursor for the next page; null at the end'),
  }),
  table: 'rows',
  shown: ['referringPage', 'anchorText', 'typeName', 'tier', 'quality', 'state', 'lastSeen', 'id'],
  positional: ['target'],
  example: 'citewell links list clinic.example --tier 1,2 --live --json',
  async run({ target, ...query }, context) {
    checkFindings(query.finding)
    const scope = scopeOf(target)
    const key = await ensureJudged(scope, context)
    const { rows, ...page } = await context.index.queryJudged(scope, key, query)
    return { target: siteOfScope(scope), ...page, rows: rows.map(shownLink) }
  },
})
