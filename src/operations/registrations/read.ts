import { z } from 'zod'
import { readRegistrationFile } from '../../imports/registrations/registration-file.js'
import { CitewellError } from '../../model/error.js'
import { limits } from '../../model/limits.js'
import { defineOperation, fileSchema } from '../../model/operation.js'
import { judgeAfter } from '../judge-after.js'
import { ProblemSchema } from '../schemas.js'
import { keepRegistrations } from './keep-registrations.js'

export default defineOperation({
  id: 'registrations.read',
  summary: 'Read registration data of domains from files: answers of registries (RDAP), or a list from your registrar',
  description: 'RDAP answers as JSON: one, a list of them, or one a line. Or a table with a column for the domain and others for the registrar, the day of registration, the last day, the name servers or the status. Names, addresses and telephones of persons are neither read nor kept. Nobody is asked.',
  effect: 'write',
  inSteps: true,
  input: z.object({ files: z.array(fileSchema()).min(1).max(limits.filesMax).describe('JSON or CSV files') }),
  output: z.object({
    files: z.array(z.object({
      file: z.string(), kind: z.enum(['rdap', 'list', 'unknown']), rows: z.number().int(), domains: z.number().int().describe('Domains something was told of'), added: z.boolean().describe('False if the very same was read before'),
      problemCount: z.number().int(), problems: z.array(ProblemSchema),
    })),
  }),
  table: 'files',
  positional: ['files'],
  example: 'citewell registrations read domains.csv',
  words: ({ files }) => files.map(({ file, kind, rows, domains, added, problemCount, problems }) => [
    `${file}: ${kind === 'rdap' ? 'answers of registries' : kind === 'list' ? 'list of domains' : 'not recognised'}, ${rows} rows, ${domains} domains${kind === 'unknown' || added ? '' : ' (read before; nothing added)'}`,
    ...problems.slice(0, 10).map(({ line, message }) => `  ${line === null ? '' : `line ${line}: `}${message}`),
    ...(problemCount > 10 ? [`  … and ${problemCount - 10} more; --json lists them`] : []),
  ].join('\n')).join('\n'),
  async run({ files }, context) {
    const results = []
    for (const file of files) {
      context.signal.throwIfAborted()
      const { kind, rows, registrations, problems } = await readRegistrationFile(file, { seenAt: context.now })
      const added = await keepRegistrations(registrations, context)
      results.push({ file: file.name, kind, rows, domains: new Set(registrations.map(({ domain }) => domain)).size, added, problemCount: problems.count, problems: problems.listed })
    }
    if (results.every(({ domains }) => domains === 0)) throw new CitewellError('invalid', `Nothing was read. ${results.map(({ file, problems }) => `${file}: ${problems[0]?.message ?? 'it holds no registration'}`).join(' ')}`)
    await judgeAfter(undefined, context)
    return { files: results }
  },
})
