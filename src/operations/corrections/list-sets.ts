import { z } from 'zod'
import { CorrectionSetSchema } from '../../model/correction.js'
import { limits } from '../../model/limits.js'
import { defineOperation } from '../../model/operation.js'
import { clientSiteInput, siteAsked } from '../client-site.js'

export default defineOperation({
  id: 'corrections.list-sets',
  summary: 'List corrections as they were made: each set with its reason, the newest first',
  effect: 'read',
  input: z.object({
    site: clientSiteInput,
    limit: z.number().int().min(1).max(limits.listRowsMax).default(50).describe('Rows of one page'),
    offset: z.number().int().min(0).default(0).describe('Rows left out before the first'),
  }),
  output: z.object({ rows: z.array(CorrectionSetSchema), total: z.number().int() }),
  table: 'rows',
  positional: ['site'],
  example: 'citewell corrections list-sets clinic.example',
  run: async ({ site, limit, offset }, context) => context.desk.correctionSets((await siteAsked(site, context)).domain, { limit, offset }),
})
