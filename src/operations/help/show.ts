import { z } from 'zod'
import { CitewellError } from '../../model/error.js'
import { defineOperation } from '../../model/operation.js'
import { findHelp, helpEntries } from './help-entries.js'
import { HelpSchema } from './help-entry.js'

export default defineOperation({
  id: 'help.show',
  summary: 'Explain one thing: a formula, a rule, a type, a term, an import or an operation',
  effect: 'read',
  wall: 'open',
  input: z.object({ id: z.string().trim().min(1).max(200).describe('Id as listed, such as formula/authority; a bare rule such as RISK-03 is understood') }),
  output: HelpSchema,
  positional: ['id'],
  example: 'citewell help show formula/authority',
  words: ({ title, summary, parts, tables, references }) => [
    title, summary,
    ...parts.flatMap(({ heading, text }) => ['', `${heading}: ${text}`]),
    ...tables.flatMap((table) => ['', table.title, ...table.rows.map((row) => `  ${row.join('  ')}`)]),
    ...(references.length === 0 ? [] : ['', ...references.map((reference) => `${reference.title} <${reference.url}>`)]),
  ].join('\n'),
  async run({ id }, { lists }) {
    const found = findHelp(await helpEntries(lists), id)
    if (found === undefined) throw new CitewellError('not_found', `Help has nothing called "${id.slice(0, 60)}". Search it: citewell help list "${id.slice(0, 30).replaceAll('"', '')}"`)
    return found
  },
})
