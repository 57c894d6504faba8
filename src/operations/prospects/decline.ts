import { z } from 'zod'
import { defineOperation } from '../../model/operation.js'
import { decideProspects, decisionInput, decisionOutput } from './decide-prospects.js'

export default defineOperation({
  id: 'prospects.decline',
  summary: 'Decline prospects: not now, or not worth it',
  effect: 'approve',
  usesLists: false,
  input: z.object(decisionInput),
  output: decisionOutput,
  table: 'saved',
  shown: ['domain', 'state', 'comment', 'decidedBy', 'decidedAt'],
  positional: ['ids'],
  example: 'citewell prospects decline 3f0c9a1b-2d4e-4f60-8a1b-2c3d4e5f6071 --comment "too small"',
  run: ({ ids, comment }, context) => decideProspects(ids, comment, 'declined', ['proposed', 'approved'], context),
})
