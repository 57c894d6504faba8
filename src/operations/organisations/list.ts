import { z } from 'zod'
import { defineOperation } from '../../model/operation.js'
import { SeenOrganisationSchema, seenOrganisation } from '../access.js'

export default defineOperation({
  id: 'organisations.list',
  summary: 'List the organisations you may see, and what you may do in each',
  effect: 'read',
  wall: 'open',
  usesLists: false,
  input: z.object({}),
  output: z.object({ rows: z.array(SeenOrganisationSchema) }),
  table: 'rows',
  shown: ['slug', 'name', 'kind', 'effects'],
  example: 'citewell organisations list',
  run: async (_, { actor, visible }) => ({ rows: (await visible()).organisations.map((one) => seenOrganisation(actor, one)) }),
})
