import { z } from 'zod'
import { defineOperation } from '../../model/operation.js'

export default defineOperation({
  id: 'index.check',
  summary: 'Check every file of the link index against its manifest',
  effect: 'read',
  long: true,
  input: z.object({}),
  output: z.object({ ok: z.boolean(), problems: z.array(z.string()) }),
  failed: ({ ok }) => !ok,
  example: 'citewell index check',
  words: ({ ok, problems }) => (ok ? 'The link index is whole.' : problems.join('\n')),
  jobTitle: () => 'Check the link index',
  run: (_input, { index }) => index.check(),
})
