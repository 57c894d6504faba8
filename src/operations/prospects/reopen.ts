import { z } from 'zod'
import { defineOperation } from '../../model/operation.js'
import { decideProspects, decisionInput, decisionOutput } from './decide-prospects.js'

export default defineOperation({
  id: 'prospects.reopen',
  summary: 'Open decided prospects again, a veto too, with the reason',
  effect: 'approve',
  usesLists: false,
  input: z.object({ ...decisionInput, comment: decisionInput.comment.unwrap().min(3, 'say why').describe('Why; kept with the decision') }),
  output: decisionOutput,
  table: 'saved',
  shown: ['domain', 'state', 'comment', 'decidedBy', 'decidedAt'],
  positional: ['ids'],
  example: 'citewell prospects reopen 3f0c9a1b-2d4e-4f60-8a1b-2c3d4e5f6071 --comment "changed owner"',
  run: ({ ids, comment }, context) => decideProspects(ids, comment, 'proposed', ['approved', 'declined', 'vetoed'], context),
})
