import { z } from 'zod'
import { DecisionSchema } from '../../model/correction.js'
import { defineOperation } from '../../model/operation.js'
import { clientSiteInput, siteAsked } from '../client-site.js'

export default defineOperation({
  id: 'decisions.save',
  summary: 'Keep a decision with its memo, signed by the person who reviewed it',
  description: 'The memo is kept whole, as it was signed. A decision is never edited: one that no longer holds is withdrawn and another one saved.',
  effect: 'write',
  usesLists: false,
  input: z.object({
    site: clientSiteInput,
    kind: DecisionSchema.shape.kind.describe('What was decided'),
    reviewer: z.string().trim().min(2).max(100).describe('Name of the person who signs'),
    reason: z.string().trim().min(3).max(2_000).describe('Why, in a sentence'),
    memo: z.string().min(1).max(500_000).describe('The memo, Markdown'),
    cause: z.enum(['manual-action', 'arranged-links']).optional().describe('What made it necessary, where something did'),
  }),
  output: z.object({ decision: DecisionSchema }),
  positional: ['site'],
  example: 'citewell decisions save clinic.example --kind do-nothing --reviewer "A. Kim" --reason "no manual action, nothing arranged" --memo "$(cat disavow-memo.md)"',
  async run({ site, kind, reviewer, reason, memo, cause }, context) {
    const scope = await siteAsked(site, context)
    return { decision: await context.desk.addDecision({ site: scope.domain, kind, state: 'confirmed', cause: cause ?? null, reviewer, reason, body: memo, at: context.now }) }
  },
})
