import { z } from 'zod'
import { mayDo } from '../../model/actor.js'
import { LogEntrySchema } from '../../model/desk-nouns.js'
import { limits } from '../../model/limits.js'
import { defineOperation } from '../../model/operation.js'
import { clientWithin, namedWithin } from '../access.js'
import { CitewellError } from '../../model/error.js'
import { nextBefore } from './next-before.js'

export default defineOperation({
  id: 'log.list',
  summary: 'List who changed or tried to change what, newest first',
  description: 'Whoever may read the whole organisation sees all of its lines; whoever may read some clients sees those of these clients.',
  effect: 'read',
  wall: 'organisation',
  usesLists: false,
  input: z.object({
    client: clientWithin,
    operation: z.string().max(100).optional().describe('Only this operation: corrections.add'),
    person: z.string().max(64).optional().describe('Only what this person did: an id'),
    before: z.number().int().min(1).optional().describe('Only lines before this one: `nextBefore` of the answer before'),
    limit: z.number().int().min(1).max(limits.listRowsMax).default(100).describe('Lines'),
  }),
  output: z.object({ rows: z.array(LogEntrySchema), nextBefore: z.number().nullable() }),
  table: 'rows',
  shown: ['sequence', 'at', 'actorName', 'operation', 'outcome'],
  example: 'citewell log list --operation corrections.add',
  async run({ client: name, operation, person, before, limit }, { actor, organisation, organisationDesk, visible, wholeDesk }) {
    const seen = (await visible()).clients.filter(({ organisationId }) => organisationId === organisation.id)
    const named = await namedWithin({ ...organisationDesk, clients: { ...organisationDesk.clients, list: async () => seen } }, name)
    if (name !== undefined && named === null) throw new CitewellError('invalid', 'client is empty.')
    const clientIds = named ? [named.id] : mayDo(actor, 'read', organisation.id, null) ? ('all' as const) : seen.map(({ id }) => id)
    return nextBefore(await wholeDesk.log.list({ organisationId: organisation.id, clientIds, limit: limit + 1, before, operation, actorId: person }), limit)
  },
})
