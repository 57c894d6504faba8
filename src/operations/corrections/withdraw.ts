import { z } from 'zod'
import { CorrectionSchema } from '../../model/correction.js'
import { defineOperation } from '../../model/operation.js'

export default defineOperation({
  id: 'corrections.withdraw',
  summary: 'Withdraw a correction; it stays in the history',
  effect: 'write',
  mcp: true,
  input: z.object({ id: z.string().describe('Id of the correction'), reason: z.string().min(3).max(500).describe('Why, in words') }),
  output: z.object({ correction: CorrectionSchema }),
  positional: ['id'],
  example: 'citewell corrections withdraw 01J9Z7 --reason "the page changed"',
  run: async ({ id, reason }, { desk, now }) => ({ correction: await desk.withdrawCorrection(id, reason, now) }),
})
