import { z } from 'zod'
import { DecisionSchema } from '../../model/correction.js'
import { defineOperation } from '../../model/operation.js'
import { clientSiteInput, siteAsked } from '../client-site.js'

export default defineOperation({
  id: 'decisions.list',
  summary: 'List the decisions on a site, with memo or file, newest first',
  effect: 'read',
  usesLists: false,
  input: z.object({ site: clientSiteInput }),
  output: z.object({ rows: z.array(DecisionSchema) }),
  table: 'rows',
  shown: ['at', 'kind', 'state', 'cause', 'reviewer', 'reason', 'id'],
  positional: ['site'],
  example: 'citewell decisions list clinic.example',
  async run({ site }, context) {
    const scope = await siteAsked(site, context)
    const rows = await context.desk.decisions(scope.domain)
    return { rows: [...rows].reverse() }
  },
})
