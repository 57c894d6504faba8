import { z } from 'zod'
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
  output: z.object({ kept: z.boolean().describe('False if no profile was saved and this is the empty one'), profile: ProviderProfileSchema }),
  positional: ['target'],
  example: 'citewell profiles show clinic.example --json',
  async run({ target }, { desk }) {
    const profile = await desk.profile(scopeOf(target).domain)
    return { kept: profile !== undefined, profile: profile ?? emptyProfile }
  },
})
