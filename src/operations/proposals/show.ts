import { z } from 'zod'
import { ProposalSchema } from '../../model/desk-nouns.js'
import { defineOperation } from '../../model/operation.js'
import { proposalInput, proposalOf } from './found.js'

export default defineOperation({
  id: 'proposals.show',
  summary: 'Show what an assistant asked to change, whole',
  effect: 'read',
  usesLists: false,
  input: z.object({ proposal: proposalInput }),
  output: z.object({ proposal: ProposalSchema, summary: z.string().nullable().describe('What the operation does; null if there is none of that name any more') }),
  positional: ['proposal'],
  example: 'citewell proposals show 7d1f0a3c-0000-4000-8000-000000000000',
  async run({ proposal: id }, { desk, declared }) {
    const proposal = await proposalOf(desk, id)
    return { proposal, summary: (await declared(proposal.operation))?.summary ?? null }
  },
})
