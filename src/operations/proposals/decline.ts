import { z } from 'zod'
import { ProposalSchema } from '../../model/desk-nouns.js'
import { defineOperation } from '../../model/operation.js'
import { mustBePerson } from './person.js'
import { proposalInput, proposalOf } from './found.js'

export default defineOperation({
  id: 'proposals.decline',
  summary: 'Decline what an assistant asked to change: nothing happens',
  effect: 'write',
  usesLists: false,
  input: z.object({ proposal: proposalInput }),
  output: z.object({ proposal: ProposalSchema }),
  positional: ['proposal'],
  example: 'citewell proposals decline 7d1f0a3c-0000-4000-8000-000000000000',
  async run({ proposal: id }, { actor, desk, now }) {
    mustBePerson(actor)
    await proposalOf(desk, id)
    return { proposal: await desk.proposals.decide(id, { state: 'declined', by: actor.name, at: now }) }
  },
})
