import { z } from 'zod'
import { RoleSchema } from '../../model/actor.js'
import { defineOperation } from '../../model/operation.js'
import { clientWithin, namedWithin } from '../access.js'
import { memberOf, personInput } from './member.js'

export default defineOperation({
  id: 'people.grant',
  summary: 'Give a person of the organisation a further role, for all of it or for one client',
  effect: 'administer',
  wall: 'organisation',
  usesLists: false,
  input: z.object({ person: personInput, role: RoleSchema.describe('What they may do'), inClient: clientWithin }),
  output: z.object({ granted: z.literal(true) }),
  positional: ['person', 'role'],
  example: 'citewell people grant ana@clinic.example write --in-client northgate',
  async run({ person, role, inClient }, { actor, now, organisationDesk }) {
    const { id } = await memberOf(organisationDesk, person)
    await organisationDesk.grant(id, (await namedWithin(organisationDesk, inClient))?.id ?? null, role, { by: actor.name, at: now })
    return { granted: true as const }
  },
})
