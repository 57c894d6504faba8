import { z } from 'zod'
import { defineOperation } from '../../model/operation.js'
import { browserOf } from '../access.js'
import { noteFailedSignIn, noteSignIn } from './noted.js'

export default defineOperation({
  id: 'sessions.start',
  summary: 'Sign in with address and password',
  effect: 'write',
  wall: 'anyone',
  usesLists: false,
  input: z.object({ email: z.string().trim().min(1).max(254).describe('Address'), password: z.string().min(1).max(1_000).describe('Password') }),
  output: z.object({ state: z.enum(['signed-in', 'code-needed']).describe('code-needed: go on with sessions.confirm') }),
  example: 'citewell sessions start --email ana@clinic.example --password "…"',
  async run({ email, password }, context) {
    const visitor = browserOf(context)
    const { state, personId } = await context.accounts.signIn({ email, password }, visitor).catch(async (error: unknown) => {
      await noteFailedSignIn('sessions.start', error, (await context.accounts.personOfEmail(email))?.id, visitor.address, context)
      throw error
    })
    if (personId !== null) await noteSignIn(personId, 'sessions.start', context, { from: visitor.address })
    return { state }
  },
})
