import { z } from 'zod'
import { RoleSchema } from '../../model/actor.js'
import { InvitationSchema } from '../../model/desk-nouns.js'
import { limits } from '../../model/limits.js'
import { defineOperation } from '../../model/operation.js'
import { clientWithin, namedWithin } from '../access.js'

export default defineOperation({
  id: 'people.invite',
  summary: 'Invite somebody; gives a link to hand over, shown once',
  description: `Citewell sends no mail of its own yet: hand the link over yourself. It can be used once, for ${limits.invitationDaysMax} days.`,
  effect: 'administer',
  wall: 'organisation',
  usesLists: false,
  input: z.object({ email: InvitationSchema.shape.email.describe('Address'), role: RoleSchema.describe('What they may do'), inClient: clientWithin }),
  output: z.object({ invitation: InvitationSchema, path: z.string().describe('Path of the link, after the address of this server') }),
  positional: ['email', 'role'],
  example: 'citewell people invite ana@clinic.example write --in-client northgate',
  async run({ email, role, inClient }, { actor, now, organisationDesk }) {
    const expiresAt = new Date(Date.parse(now) + limits.invitationDaysMax * 86_400_000).toISOString()
    const { invitation, secret } = await organisationDesk.invite({ email: email.toLowerCase(), clientId: (await namedWithin(organisationDesk, inClient))?.id ?? null, role, invitedBy: actor.name, createdAt: now, expiresAt })
    return { invitation, path: `/join#${secret}` }
  },
})
