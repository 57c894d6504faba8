import { z } from 'zod'
import { defineOperation } from '../../model/operation.js'
import { browserOf } from '../access.js'

export default defineOperation({
  id: 'sessions.single-sign-on',
  summary: 'Begin a sign-in at the identity provider: gives the address to go to',
  effect: 'write',
  wall: 'anyone',
  usesLists: false,
  input: z.object({ returnTo: z.string().max(2_000).default('/').describe('Path to come back to') }),
  output: z.object({ url: z.string() }),
  example: 'citewell sessions single-sign-on',
  run: async ({ returnTo }, context) => ({ url: await context.accounts.singleSignOnUrl(returnTo, browserOf(context)) }),
})
