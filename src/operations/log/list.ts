import { z } from 'zod'
import { mayDo } from '../../model/actor.js'
import { defineOperation } from '../../model/operation.js'
import { clientWithin, namedWithin } from '../access.js'
import { CitewellError } from '../../model/error.js'
import { linesInput, linesOutput, linesShown, nextBefore } from './next-before.js'

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
    ...linesInput,
  }),
  output: linesOutput,
  table: 'rows',
  shown: linesShown,
  example: 'citewell log list --operation corrections.add',
  async run({ client: name, operation, person, before, limit }, { actor, organisation, organisationDesk, visible, wholeDesk }) {
    const seen = (await visible()).clients.filter(({ organisationId }) => organisationId === organisation.id)
    const named = await namedWithin({ ...organisationDesk, clients: { ...organisationDesk.clients, list: async () => seen } }, name)
    if (name !== undefined && named === null) throw new CitewellError('invalid', 'client is empty.')
    const clientIds = named ? [named.id] : mayDo(actor, 'read', organisation.id, null) ? ('all' as const) : seen.map(({ id }) => id)
    return nextBefore(await wholeDesk.log.list({ organisationId: organisation.id, clientIds, limit: limit + 1, before, operation, actorId: person }), limit)
  },
})
