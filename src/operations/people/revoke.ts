import { z } from 'zod'
import { CitewellError } from '../../model/error.js'
import { defineOperation } from '../../model/operation.js'

export default defineOperation({
  id: 'people.revoke',
  summary: 'Take one role away from a person; it counts from their next click on',
  effect: 'administer',
  wall: 'organisation',
  usesLists: false,
  input: z.object({ grant: z.string().min(1).max(64).describe('Id of the role given: people.list shows it') }),
  output: z.object({ revoked: z.literal(true) }),
  positional: ['grant'],
  example: 'citewell people revoke 7d1f0a3c-0000-4000-8000-000000000000',
  async run({ grant }, { actor, now, organisationDesk }) {
    if (await organisationDesk.revoke(grant, { by: actor.name, at: now })) return { revoked: true as const }
    throw new CitewellError('not_found', `There is no role ${grant} in this organisation. people.list shows those there are.`)
  },
})
