import { z } from 'zod'
import { ProposalSchema } from '../../model/desk-nouns.js'
import { asCitewellError, CitewellError } from '../../model/error.js'
import { defineOperation } from '../../model/operation.js'
import { mustBePerson } from './person.js'
import { proposalInput, proposalOf } from './found.js'

export default defineOperation({
  id: 'proposals.confirm',
  summary: 'Confirm what an assistant asked to change: it is then done, once, as if you had asked for it',
  effect: 'write',
  inSteps: true,
  input: z.object({ proposal: proposalInput }),
  output: z.object({ proposal: ProposalSchema, output: z.record(z.string(), z.unknown()).nullable(), error: z.object({ code: z.string(), message: z.string() }).nullable() }),
  positional: ['proposal'],
  example: 'citewell proposals confirm 7d1f0a3c-0000-4000-8000-000000000000',
  async run({ proposal: id }, { actor, client, declared, desk, now, run }) {
    mustBePerson(actor)
    const { operation } = await proposalOf(desk, id)
    const declaration = await declared(operation)
    if (declaration === undefined || declaration.effect !== 'write' || (declaration.wall ?? 'client') !== 'client') throw new CitewellError('conflict', `${operation} can't be proposed by an assistant in this version. Decline the proposal.`)
    // Taken first, so that of two who confirm at once one carries it out; if we end here it was confirmed, not done.
    const { input } = await desk.proposals.decide(id, { state: 'confirmed', by: actor.name, at: now })
    try {
      const output = await run(operation, { ...input, client: client.id })
      await desk.proposals.settle(id, { failed: false, text: 'done' })
      return { proposal: await proposalOf(desk, id), output, error: null }
    } catch (error) {
      const { code, message } = asCitewellError(error)
      await desk.proposals.settle(id, { failed: true, text: code === 'internal' ? 'Something went wrong inside Citewell' : `${code}: ${message}`.slice(0, 2_000) })
      if (code === 'internal') throw error
      return { proposal: await proposalOf(desk, id), output: null, error: { code, message } }
    }
  },
})
