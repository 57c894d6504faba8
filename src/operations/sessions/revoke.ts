import { z } from 'zod'
import { CitewellError } from '../../model/error.js'
import { defineOperation } from '../../model/operation.js'
import { personOf } from '../access.js'

export default defineOperation({
  id: 'sessions.revoke',
  summary: 'Sign out of another browser',
  effect: 'write',
  wall: 'anyone',
  usesLists: false,
  input: z.object({ session: z.string().min(1).max(64).describe('Id of the session') }),
  output: z.object({ ended: z.literal(true) }),
  positional: ['session'],
  example: 'citewell sessions revoke k3Jd0',
  async run({ session }, context) {
    if (await context.accounts.endSession(personOf(context), session)) return { ended: true as const }
    throw new CitewellError('not_found', `You have no session ${session}. sessions.list shows those you have.`)
  },
})
