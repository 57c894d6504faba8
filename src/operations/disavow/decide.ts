import { z } from 'zod'
import { defineOperation, fileSchema } from '../../model/operation.js'
import { MadeFileSchema, siteInput } from '../schemas.js'
import { decide } from './decision.js'

export default defineOperation({
  id: 'disavow.decide',
  summary: 'Decide whether anything should be disavowed; "do nothing" unless there is a cause',
  description: 'Walks through the questions a careful reviewer asks and writes a memo that can be signed. Other tools\' scores are shown and never used.',
  effect: 'read',
  mcp: true,
  input: z.object({
    target: siteInput,
    manualAction: z.string().max(20_000).optional().describe('Text of a manual action from Search Console, if there is one'),
    removalTried: z.boolean().default(false).describe('Removal was asked for, and refused or impossible'),
    reviewer: z.string().max(100).optional().describe('Name of the person who decides'),
    earlier: fileSchema().optional().describe('The disavow file in force, if there is one'),
  }),
  output: z.object({
    verdict: z.enum(['do-nothing', 'disavow']),
    sentence: z.string(),
    reasons: z.array(z.string()),
    questions: z.array(z.object({ question: z.string(), answer: z.string() })),
    domains: z.array(z.looseObject({ domain: z.string() })),
    memo: z.string(),
    files: z.array(MadeFileSchema),
  }),
  positional: ['target'],
  example: 'citewell disavow decide clinic.example --reviewer "A. Kim" --out memo/',
  words: ({ memo }) => memo,
  async run(input, context) {
    const { decision } = await decide(input, context)
    return { ...decision, files: [{ name: 'disavow-memo.md', mediaType: 'text/markdown', text: decision.memo }] }
  },
})
