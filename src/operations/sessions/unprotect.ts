import { z } from 'zod'
import { defineOperation } from '../../model/operation.js'
import { browserOf, personOf } from '../access.js'
import { noteSignIn } from './noted.js'

export default defineOperation({
  id: 'sessions.unprotect',
  summary: 'Switch the second factor off',
  effect: 'write',
  wall: 'anyone',
  usesLists: false,
  input: z.object({ password: z.string().min(1).max(1_000).describe('Your password') }),
  output: z.object({ protected: z.literal(false) }),
  example: 'citewell sessions unprotect --password "…"',
  async run({ password }, context) {
    const personId = personOf(context)
    await context.accounts.unprotect(password, browserOf(context))
    await noteSignIn(personId, 'sessions.unprotect', context)
    return { protected: false as const }
  },
})
