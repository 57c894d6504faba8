import { z } from 'zod'
import { defineOperation } from '../../model/operation.js'
import { browserOf } from '../access.js'
import { noteFailedSignIn, noteSignIn } from './noted.js'

export default defineOperation({
  id: 'sessions.confirm',
  summary: 'Finish a sign-in with a code of the authenticator, or a backup code',
  effect: 'write',
  wall: 'anyone',
  usesLists: false,
  input: z.object({ code: z.string().trim().min(6).max(60).describe('Code'), trust: z.boolean().default(false).describe('Do not ask in this browser again for a month') }),
  output: z.object({ state: z.literal('signed-in') }),
  example: 'citewell sessions confirm --code 123456',
  async run({ code, trust }, context) {
    const visitor = browserOf(context)
    const { personId } = await context.accounts.confirm({ code, trust }, visitor).catch(async (error: unknown) => {
      await noteFailedSignIn('sessions.confirm', error, undefined, visitor.address, context)
      throw error
    })
    await noteSignIn(personId, 'sessions.confirm', context, { from: visitor.address })
    return { state: 'signed-in' as const }
  },
})
