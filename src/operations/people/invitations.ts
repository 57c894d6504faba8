import { z } from 'zod'
import { mayDo } from '../../model/actor.js'
import { InvitationSchema } from '../../model/desk-nouns.js'
import { CitewellError } from '../../model/error.js'
import { defineOperation } from '../../model/operation.js'

export default defineOperation({
  id: 'people.invitations',
  summary: 'List the invitations of an organisation, without their links',
  effect: 'read',
  wall: 'organisation',
  usesLists: false,
  input: z.object({}),
  output: z.object({ rows: z.array(InvitationSchema) }),
  table: 'rows',
  shown: ['id', 'email', 'role', 'expiresAt', 'acceptedAt', 'withdrawnAt'],
  example: 'citewell people invitations',
  async run(_, { actor, organisation, organisationDesk }) {
    if (!mayDo(actor, 'administer', organisation.id, null)) throw new CitewellError('refused', `Only who administers ${organisation.name} sees its invitations.`)
    return { rows: await organisationDesk.invitations() }
  },
})
