import { z } from 'zod'
import { CitewellError } from '../../model/error.js'
import { defineOperation } from '../../model/operation.js'
import { personOf } from '../access.js'

export default defineOperation({
  id: 'tokens.revoke',
  summary: 'Revoke one of your tokens; it is worth nothing from then on',
  effect: 'write',
  wall: 'open',
  usesLists: false,
  input: z.object({ token: z.string().min(1).max(64).describe('Id of the token') }),
  output: z.object({ revoked: z.literal(true) }),
  positional: ['token'],
  example: 'citewell tokens revoke k3Jd0',
  async run({ token }, { accounts, actor }) {
    if (await accounts.revokeToken(personOf({ actor }), token)) return { revoked: true as const }
    throw new CitewellError('not_found', `You have no token ${token}. tokens.list shows those you have.`)
  },
})
