import { z } from 'zod'
import { TokenSchema } from '../../model/accounts.js'
import { defineOperation } from '../../model/operation.js'
import { personOf } from '../access.js'

export default defineOperation({
  id: 'tokens.list',
  summary: 'List your tokens',
  effect: 'read',
  wall: 'open',
  usesLists: false,
  input: z.object({}),
  output: z.object({ rows: z.array(TokenSchema) }),
  table: 'rows',
  shown: ['name', 'start', 'role', 'lastUsedAt', 'expiresAt'],
  example: 'citewell tokens list',
  run: async (_, { accounts, actor }) => ({ rows: await accounts.tokens(personOf({ actor })) }),
})
