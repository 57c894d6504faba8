import { z } from 'zod'
import { ClientSchema } from '../../model/desk-nouns.js'
import { defineOperation } from '../../model/operation.js'

export default defineOperation({
  id: 'clients.archive',
  summary: 'Archive a client: it can be read, and nothing of it changes until it is brought back',
  effect: 'administer',
  usesLists: false,
  input: z.object({}),
  output: z.object({ client: ClientSchema }),
  example: 'citewell clients archive --client northgate',
  async run(_, { actor, now, client, organisationDesk }) {
    const { createdAt: __, ...before } = client
    return { client: await organisationDesk.clients.save({ ...before, archivedAt: now }, { by: actor.name, at: now }) }
  },
})
