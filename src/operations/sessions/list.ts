import { z } from 'zod'
import { SessionSchema } from '../../model/accounts.js'
import { defineOperation } from '../../model/operation.js'
import { browserOf, personOf } from '../access.js'

export default defineOperation({
  id: 'sessions.list',
  summary: 'List where you are signed in',
  effect: 'read',
  wall: 'anyone',
  usesLists: false,
  input: z.object({}),
  output: z.object({ rows: z.array(SessionSchema) }),
  table: 'rows',
  example: 'citewell sessions list',
  run: async (_, context) => ({ rows: await context.accounts.sessions(personOf(context), browserOf(context)) }),
})
