import { z } from 'zod'
import { defineOperation } from '../../model/operation.js'
import { memberOf, personInput } from './member.js'

export default defineOperation({
  id: 'people.remove',
  summary: 'Take every role in the organisation away from a person',
  description: 'Their account stays, and so do their roles in other organisations.',
  effect: 'administer',
  wall: 'organisation',
  usesLists: false,
  input: z.object({ person: personInput }),
  output: z.object({ removed: z.literal(true) }),
  positional: ['person'],
  example: 'citewell people remove ana@clinic.example',
  async run({ person }, { actor, now, organisationDesk }) {
    const { grants } = await memberOf(organisationDesk, person)
    // What can't be taken away is looked for first, so that nobody loses half of their roles.
    for (const { id } of grants.toSorted((a, b) => Number(b.role === 'administer' && b.clientId === null) - Number(a.role === 'administer' && a.clientId === null))) await organisationDesk.revoke(id, { by: actor.name, at: now })
    return { removed: true as const }
  },
})
