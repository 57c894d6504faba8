import { z } from 'zod'
import { defineOperation } from '../../model/operation.js'
import { MadeFileSchema } from '../schemas.js'
import { decide, decisionInput } from './decision.js'
import { DecisionSchema, decisionOutput } from './answer.js'
import { decisionWords } from './decision-words.js'

export default defineOperation({
  id: 'disavow.decide',
  summary: 'Decide whether anything should be disavowed; "do nothing" unless there is a cause',
  description: 'Walks through the questions a careful reviewer asks and writes a memo that can be signed. Other tools\' scores are shown and never used.',
  effect: 'read',
  mcp: true,
  input: decisionInput,
  output: DecisionSchema.extend({ files: z.array(MadeFileSchema) }),
  positional: ['target'],
  example: 'citewell disavow decide clinic.example --reviewer "A. Kim" --out memo/',
  words: decisionWords,
  async run(input, context) {
    const { decision } = await decide(input, context)
    return { ...decisionOutput(decision, input.full), files: [{ name: 'disavow-memo.md', mediaType: 'text/markdown', text: decision.memo }] }
  },
})
