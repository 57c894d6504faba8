import { z } from 'zod'
import { slices } from '../../lib/slices.js'
import { limits } from '../../model/limits.js'
import { LinkQuerySchema, ListedLinkSchema, shownLink } from '../../model/listed-link.js'
import { defineOperation } from '../../model/operation.js'
import { clientSiteInput, siteAsked } from '../client-site.js'
import { ensureJudged } from '../judge.js'
import { checkFindings } from '../link-query.js'
import { siteOfScope } from '../sites.js'

export default defineOperation({
  id: 'links.export',
  summary: 'Give every link that passes the filters, row by row, as CSV or NDJSON',
  description: 'The same filters, order and columns as links list, without pages.',
  effect: 'read',
  long: true,
  input: LinkQuerySchema.omit({ limit: true, cursor: true, offset: true }).extend({ site: clientSiteInput }),
  rows: ListedLinkSchema,
  output: z.object({ site: z.string(), rows: z.number().int() }),
  shown: ['referringPage', 'anchorText', 'typeName', 'tier', 'quality', 'state', 'lastSeen', 'id'],
  positional: ['site'],
  example: 'citewell links export clinic.example --tier 1,2,3 --csv > links.csv',
  async run({ site, ...query }, context) {
    checkFindings(query.finding)
    const scope = await siteAsked(site, context)
    const key = await ensureJudged(scope, context)
    const pause = slices()
    let rows = 0
    let cursor: string | undefined
    for (;;) {
      context.signal.throwIfAborted()
      const page = await context.index.queryJudged(scope, key, { ...query, limit: limits.listRowsMax, cursor })
      for (const row of page.rows) {
        await context.emit(shownLink(row))
        await pause()
      }
      rows += page.rows.length
      context.progress({ stage: 'Writing links', done: rows, total: page.total, unit: 'links' })
      if (page.nextCursor === null) return { site: siteOfScope(scope), rows }
      cursor = page.nextCursor
    }
  },
})
