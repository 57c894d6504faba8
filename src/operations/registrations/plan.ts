import { z } from 'zod'
import { defineOperation } from '../../model/operation.js'
import { planWords, questionInputs, questionsFor, serversOf } from './questions.js'

export default defineOperation({
  id: 'registrations.plan',
  summary: 'Say whom registrations fetch would ask, and how many questions',
  description: 'Fetches the list of registries and asks no registry anything.',
  effect: 'read',
  input: z.object(questionInputs),
  output: z.object({
    servers: z.array(z.object({ server: z.string(), questions: z.number().int(), domains: z.array(z.string()) })),
    questions: z.number().int(),
    known: z.array(z.string()).describe('Domains of which something was told lately'),
    notAsked: z.array(z.object({ domain: z.string(), why: z.string() })),
    words: z.string(),
  }),
  table: 'servers',
  positional: ['domains'],
  example: 'citewell registrations plan --site clinic.example',
  words: ({ words }) => words,
  async run(input, context) {
    const found = await questionsFor(input, context)
    return { servers: serversOf(found.questions), questions: found.questions.length, known: found.known, notAsked: found.notAsked, words: planWords(found, { willAsk: false }) }
  },
})
