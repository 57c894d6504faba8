import { z } from 'zod'
import { ProposalSchema } from '../../model/desk-nouns.js'
import { limits } from '../../model/limits.js'
import { defineOperation } from '../../model/operation.js'

export default defineOperation({
  id: 'proposals.list',
  summary: 'List what assistants asked to change for a client, newest first',
  effect: 'read',
  usesLists: false,
  input: z.object({ state: ProposalSchema.shape.state.optional().describe('Only those in this state') }),
  output: z.object({ rows: z.array(ProposalSchema) }),
  table: 'rows',
  shown: ['id', 'operation', 'by', 'at', 'state'],
  example: 'citewell proposals list --state proposed',
  run: async ({ state }, { desk }) => ({ rows: (await desk.proposals.list({ state })).slice(0, limits.listRowsMax) }),
})
