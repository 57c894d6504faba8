import { z } from 'zod'
import { defineOperation } from '../../model/operation.js'
import { clientSiteInput, siteAsked } from '../client-site.js'
import { ensureJudged } from '../judge.js'
import { siteOfScope } from '../sites.js'

export default defineOperation({
  id: 'links.judge',
  summary: 'Judge the links of a site now, unless they are judged already',
  description: 'Every listing has the links judged when they are not; this does so before anybody waits for one. An import does it at its end.',
  effect: 'read',
  long: true,
  input: z.object({ target: clientSiteInput }),
  output: z.object({ target: z.string() }),
  positional: ['target'],
  example: 'citewell links judge clinic.example',
  jobTitle: ({ target }) => (target === undefined ? 'Judge the links' : `Judge the links of ${target}`),
  words: ({ target }) => `The links of ${target} are judged.`,
  async run({ target }, context) {
    const scope = await siteAsked(target, context)
    await ensureJudged(scope, context)
    return { target: siteOfScope(scope) }
  },
})
