import { z } from 'zod'
import { defineOperation } from '../../model/operation.js'
import { browserOf, personOf } from '../access.js'
import { noteSignIn } from './noted.js'

export default defineOperation({
  id: 'sessions.protect-confirm',
  summary: 'Switch the second factor on with a first code of the app',
  effect: 'write',
  wall: 'anyone',
  usesLists: false,
  input: z.object({ code: z.string().trim().min(6).max(20).describe('Code that the app shows') }),
  output: z.object({ protected: z.literal(true) }),
  positional: ['code'],
  example: 'citewell sessions protect-confirm 123456',
  async run({ code }, context) {
    const personId = personOf(context)
    await context.accounts.confirmProtection(code, browserOf(context))
    await noteSignIn(personId, 'sessions.protect-confirm', context)
    return { protected: true as const }
  },
})
