import { z } from 'zod'
import { defineOperation } from '../../model/operation.js'
import { SeenClientSchema, seenClient } from '../access.js'

export default defineOperation({
  id: 'clients.list',
  summary: 'List the clients you may see, in every organisation, and what you may do for each',
  effect: 'read',
  wall: 'open',
  mcp: true,
  usesLists: false,
  input: z.object({ archived: z.boolean().default(false).describe('Archived ones too') }),
  output: z.object({ rows: z.array(SeenClientSchema) }),
  table: 'rows',
  shown: ['slug', 'name', 'site', 'organisation', 'effects'],
  example: 'citewell clients list',
  async run({ archived }, { actor, visible }) {
    const { clients, organisations } = await visible()
    return { rows: clients.filter(({ archivedAt }) => archived || archivedAt === null).map((client) => seenClient(actor, client, organisations)) }
  },
})
