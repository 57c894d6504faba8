import { z } from 'zod'
import { defineOperation } from '../../model/operation.js'
import { clientSiteInput, siteAsked } from '../client-site.js'
import { judgeLately } from '../judge-lately.js'
import { siteOfScope } from '../sites.js'

export default defineOperation({
  id: 'links.judge',
  summary: 'Judge the links of a site now, unless they are judged already',
  description: 'Every listing has the links judged when they are not; this does so before anybody waits for one. An import does it at its end: a job that has judged less than half when one comes to wait behind it leaves the links to that one.',
  effect: 'read',
  long: true,
  input: z.object({ target: clientSiteInput }),
  output: z.object({ target: z.string(), judged: z.boolean().describe('False where it was left to an import that waited behind it') }),
  positional: ['target'],
  example: 'citewell links judge clinic.example',
  jobTitle: ({ target }) => (target === undefined ? 'Judge the links' : `Judge the links of ${target}`),
  words: ({ target, judged }) => (judged ? `The links of ${target} are judged.` : `The links of ${target} are judged by the import that waits, at its end.`),
  async run({ target }, context) {
    const scope = await siteAsked(target, context)
    return { target: siteOfScope(scope), judged: await judgeLately(scope, context) }
  },
})
