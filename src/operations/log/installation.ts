import { z } from 'zod'
import { defineOperation } from '../../model/operation.js'
import { mustRunInstallation } from '../organisations/installation.js'
import { linesInput, linesOutput, linesShown, nextBefore } from './next-before.js'

export default defineOperation({
  id: 'log.installation',
  summary: 'List what was changed or tried that belongs to no organisation, newest first',
  description: 'Shared graphs, restored desks, who runs the installation, and sign-ins that failed. For who runs this installation; lines of organisations are in log.list of each.',
  effect: 'read',
  wall: 'machine',
  usesLists: false,
  input: z.object({
    operation: z.string().max(100).optional().describe('Only this operation: graph.use'),
    ...linesInput,
  }),
  output: linesOutput,
  table: 'rows',
  shown: linesShown,
  example: 'citewell log installation --operation graph.use',
  async run({ operation, person, before, limit }, { actor, wholeDesk }) {
    mustRunInstallation(actor)
    return nextBefore(await wholeDesk.log.list({ organisationId: null, clientIds: 'all', limit: limit + 1, before, operation, actorId: person }), limit)
  },
})
