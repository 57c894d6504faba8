import { z } from 'zod'
import { defineOperation } from '../../model/operation.js'
import { helpEntries, searchHelp } from './help-entries.js'
import { helpKinds, HelpSchema } from './help-entry.js'

export default defineOperation({
  id: 'help.list',
  summary: 'List or search what help explains: formulas, judgements, audits, terms, imports, operations',
  description: 'Everything is printed from the declarations that run, so it is never older than the program.',
  effect: 'read',
  wall: 'open',
  input: z.object({
    text: z.string().max(200).optional().describe('Only entries that have these words'),
    kind: z.enum(helpKinds).optional().describe('Only entries of this kind'),
  }),
  output: z.object({ rows: z.array(HelpSchema.pick({ id: true, kind: true, title: true, summary: true })) }),
  table: 'rows',
  shown: ['id', 'title', 'summary'],
  positional: ['text'],
  example: 'citewell help list "health trust"',
  async run({ text, kind }, { lists }) {
    const entries = (await helpEntries(lists)).filter((entry) => kind === undefined || entry.kind === kind)
    const found = text === undefined || text.trim() === '' ? entries : searchHelp(entries, text)
    return { rows: found.map(({ id, kind: of, title, summary }) => ({ id, kind: of, title, summary })) }
  },
})
