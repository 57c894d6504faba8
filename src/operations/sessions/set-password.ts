import { z } from 'zod'
import { defineOperation } from '../../model/operation.js'
import { browserOf } from '../access.js'
import { passwordInput } from '../people/password.js'
import { noteSignIn } from './noted.js'

export default defineOperation({
  id: 'sessions.set-password',
  summary: 'Set a password with a link that somebody handed over; signs out everywhere',
  effect: 'write',
  wall: 'anyone',
  usesLists: false,
  input: z.object({ token: z.string().min(1).max(200).describe('What stands after # in the link'), password: passwordInput }),
  output: z.object({ state: z.literal('sign-in-needed') }),
  example: 'citewell sessions set-password --token Zk3… --password "…"',
  async run({ token, password }, context) {
    const { personId } = await context.accounts.setPassword({ secret: token, password }, browserOf(context))
    await noteSignIn(personId, 'sessions.set-password', context)
    return { state: 'sign-in-needed' as const }
  },
})
