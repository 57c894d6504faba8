import { z } from 'zod'
import { defineOperation } from '../../model/operation.js'
import { decideProspects, decisionInput, decisionOutput } from './decide-prospects.js'

export default defineOperation({
  id: 'prospects.approve',
  summary: 'Approve prospects: they may be written to',
  effect: 'approve',
  usesLists: false,
  input: z.object(decisionInput),
  output: decisionOutput,
  table: 'saved',
  shown: ['domain', 'state', 'comment', 'decidedBy', 'decidedAt'],
  positional: ['ids'],
  example: 'citewell prospects approve 3f0c9a1b-2d4e-4f60-8a1b-2c3d4e5f6071',
  run: ({ ids, comment }, context) => decideProspects(ids, comment, 'approved', ['proposed', 'declined'], context),
})
