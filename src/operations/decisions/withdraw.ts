import { z } from 'zod'
import { DecisionSchema } from '../../model/correction.js'
import { defineOperation } from '../../model/operation.js'

export default defineOperation({
  id: 'decisions.withdraw',
  summary: 'Withdraw a decision, with the reason; it stays on record',
  effect: 'write',
  usesLists: false,
  input: z.object({ id: z.string().min(1).max(64).describe('Id, as listed'), reason: z.string().trim().min(3).max(2_000).describe('Why it no longer holds') }),
  output: z.object({ decision: DecisionSchema }),
  positional: ['id'],
  example: 'citewell decisions withdraw 3f0c9a1b-2d4e-4f60-8a1b-2c3d4e5f6071 --reason "a manual action arrived"',
  run: async ({ id, reason }, { desk, now }) => ({ decision: await desk.withdrawDecision(id, reason, now) }),
})
