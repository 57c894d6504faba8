import { z } from 'zod'
import { defineOperation } from '../../model/operation.js'
import { browserOf, personOf } from '../access.js'
import { passwordInput } from '../people/password.js'
import { noteSignIn } from './noted.js'

export default defineOperation({
  id: 'sessions.change-password',
  summary: 'Change your password; signs out every other browser',
  effect: 'write',
  wall: 'anyone',
  usesLists: false,
  input: z.object({ current: z.string().min(1).max(1_000).describe('Password so far'), password: passwordInput }),
  output: z.object({ changed: z.literal(true) }),
  example: 'citewell sessions change-password --current "…" --password "…"',
  async run(input, context) {
    const personId = personOf(context)
    await context.accounts.changePassword(input, browserOf(context))
    await noteSignIn(personId, 'sessions.change-password', context)
    return { changed: true as const }
  },
})
