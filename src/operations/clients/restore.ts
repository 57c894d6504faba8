import { z } from 'zod'
import { ClientSchema } from '../../model/desk-nouns.js'
import { CitewellError } from '../../model/error.js'
import { defineOperation } from '../../model/operation.js'
import { namedWithin } from '../access.js'

export default defineOperation({
  id: 'clients.restore',
  summary: 'Bring an archived client back',
  effect: 'administer',
  wall: 'organisation',
  usesLists: false,
  input: z.object({ archived: z.string().min(1).max(200).describe('Short name or id of the client') }),
  output: z.object({ client: ClientSchema }),
  positional: ['archived'],
  example: 'citewell clients restore northgate',
  async run({ archived }, { actor, now, organisationDesk }) {
    const found = (await namedWithin(organisationDesk, archived))!
    if (found.archivedAt === null) throw new CitewellError('conflict', `${found.name} is not archived. Nothing was changed.`)
    const { createdAt: _, ...before } = found
    return { client: await organisationDesk.clients.save({ ...before, archivedAt: null }, { by: actor.name, at: now }) }
  },
})
