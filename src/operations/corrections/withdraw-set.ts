import { z } from 'zod'
import { CorrectionSetSchema } from '../../model/correction.js'
import { defineOperation } from '../../model/operation.js'

export default defineOperation({
  id: 'corrections.withdraw-set',
  summary: 'Withdraw corrections that were made together, as one; they stay in the history',
  effect: 'write',
  input: z.object({ set: z.string().max(80).describe('Id of the set, as `corrections list-sets` gives it'), reason: z.string().min(3).max(500).describe('Why, in words') }),
  output: z.object({ set: CorrectionSetSchema }),
  positional: ['set'],
  example: 'citewell corrections withdraw-set 5f1c1c1e-8d0b-4f5e-9c55-0d5a4f3b2a10 --reason "these were newsletters after all"',
  run: async ({ set, reason }, { desk, now }) => ({ set: await desk.withdrawCorrections(set, reason, now) }),
})
