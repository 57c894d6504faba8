import { z } from 'zod'
import { CitewellError } from '../../model/error.js'
import { defineOperation } from '../../model/operation.js'

export default defineOperation({
  id: 'people.withdraw-invitation',
  summary: 'Withdraw an invitation that nobody used yet',
  effect: 'administer',
  wall: 'organisation',
  usesLists: false,
  input: z.object({ invitation: z.string().min(1).max(64).describe('Id of the invitation') }),
  output: z.object({ withdrawn: z.literal(true) }),
  positional: ['invitation'],
  example: 'citewell people withdraw-invitation 7d1f0a3c-0000-4000-8000-000000000000',
  async run({ invitation }, { now, organisationDesk }) {
    if (await organisationDesk.withdrawInvitation(invitation, now)) return { withdrawn: true as const }
    throw new CitewellError('not_found', `There is no open invitation ${invitation} in this organisation. people.invitations shows those there are.`)
  },
})
