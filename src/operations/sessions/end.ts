import { z } from 'zod'
import { defineOperation } from '../../model/operation.js'
import { browserOf } from '../access.js'

export default defineOperation({
  id: 'sessions.end',
  summary: 'Sign out of this browser',
  effect: 'write',
  wall: 'anyone',
  usesLists: false,
  input: z.object({}),
  output: z.object({ ended: z.literal(true) }),
  example: 'citewell sessions end',
  async run(_, context) {
    await context.accounts.signOut(browserOf(context))
    return { ended: true as const }
  },
})
