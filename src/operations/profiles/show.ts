import { z } from 'zod'
import { qualityTitles } from '../../audits/quality/compose-quality.js'
import { componentIds } from '../../audits/quality/quality-parts.js'
import { weightsOf } from '../../audits/quality/quality-weights.js'
import { defineOperation } from '../../model/operation.js'
import { emptyProfile, ProviderProfileSchema } from '../../model/profile.js'
import { siteInput } from '../schemas.js'
import { scopeOf } from '../sites.js'

export default defineOperation({
  id: 'profiles.show',
  summary: 'Show the profile kept for a site',
  effect: 'read',
  mcp: true,
  input: z.object({ target: siteInput }),
  output: z.object({
    kept: z.boolean().describe('False if no profile was saved and this is the empty one'),
    profile: ProviderProfileSchema,
    qualityWeights: z.object({
      own: z.boolean().describe('True where the profile weighs the parts of quality otherwise'),
      parts: z.array(z.object({ id: z.string(), title: z.string(), weight: z.number().describe('What counts; all sum to 1'), defaultWeight: z.number() })),
    }).describe('What each part of link quality weighs (LQ-00)'),
  }),
  positional: ['target'],
  example: 'citewell profiles show clinic.example --json',
  async run({ target }, { desk, lists }) {
    const kept = await desk.profile(scopeOf(target).domain)
    const profile = kept ?? emptyProfile
    const { own, counted, byDefault } = weightsOf({ profile }, lists)
    return { kept: kept !== undefined, profile, qualityWeights: { own, parts: componentIds.map((id) => ({ id, title: qualityTitles[id], weight: counted[id] ?? 0, defaultWeight: byDefault[id] ?? 0 })) } }
  },
})
