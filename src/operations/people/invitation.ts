import { z } from 'zod'
import { RoleSchema } from '../../model/actor.js'
import { CitewellError } from '../../model/error.js'
import { defineOperation } from '../../model/operation.js'

export default defineOperation({
  id: 'people.invitation',
  summary: 'Show what an invitation is for, to whoever holds its link',
  effect: 'read',
  wall: 'anyone',
  usesLists: false,
  input: z.object({ secret: z.string().min(1).max(200).describe('What stands after # in the link') }),
  output: z.object({ email: z.string(), organisationName: z.string(), clientName: z.string().nullable(), role: RoleSchema, invitedBy: z.string(), expiresAt: z.string(), hasAccount: z.boolean().describe('True if this address has an account: sign in first') }),
  positional: ['secret'],
  example: 'citewell people invitation Zk3…',
  async run({ secret }, { accounts, now, wholeDesk }) {
    const invitation = await wholeDesk.access.invitationOf(secret, now)
    if (!invitation) throw new CitewellError('refused', 'This link was used, withdrawn or is too old. Ask for a new one.')
    const { email, role, invitedBy, expiresAt, organisationId, clientId } = invitation
    const desk = wholeDesk.organisation(organisationId)
    return {
      email, role, invitedBy, expiresAt,
      organisationName: (await desk.organisation())?.name ?? '',
      clientName: clientId === null ? null : ((await desk.clients.get(clientId))?.name ?? null),
      hasAccount: (await accounts.personOfEmail(email)) !== undefined,
    }
  },
})
