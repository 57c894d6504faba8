import { z } from 'zod'
import { CitewellError } from '../../model/error.js'
import { limits } from '../../model/limits.js'
import { defineOperation, fileSchema } from '../../model/operation.js'
import { keepImports } from '../imports/import-records.js'
import { ingestExport } from '../ingest.js'
import { judgeAfter } from '../judge-after.js'
import { ImportReportSchema } from '../schemas.js'
import { scopeOf } from '../sites.js'

export default defineOperation({
  id: 'sightings.import',
  summary: 'Import link exports of other tools into the link index',
  description: 'Formats are recognised by their column names, in any order and language; see `imports list`. Rows that can\'t be read are listed with line and cause, and the raw row of every accepted one is kept. Importing twice changes nothing. As a job it judges the links at its end.',
  effect: 'write',
  long: true,
  judges: true,
  input: z.object({
    files: z.array(fileSchema()).min(1).max(limits.filesMax).describe('CSV, TSV, XLSX, JSON, text or ZIP files'),
    as: z.string().default('auto').describe('Format id, or auto'),
    target: z.string().optional().describe('Site the file is about, where the file does not say'),
  }),
  output: z.object({ files: z.array(ImportReportSchema.extend({ added: z.boolean().describe('False if this very file was imported before') })) }),
  table: 'files',
  positional: ['files'],
  example: 'citewell sightings import clinic.example-backlinks.csv',
  jobTitle: ({ files }) => `Import ${files.length === 1 ? files[0]!.name : `${files.length} files`}`,
  words({ files }) {
    return files.map((file) => {
      if (file.refusal !== null) return `${file.file}: ${file.refusal}`
      const head = `${file.file}: ${file.title}, ${file.rows} rows, ${file.accepted} accepted, ${file.refused} refused${file.added ? '' : ' (imported before; nothing added)'}`
      const shown = file.problems.slice(0, 10).map((problem) => `  line ${problem.line ?? '?'}: ${problem.message}`)
      const more = file.problemCount > shown.length ? [`  … and ${file.problemCount - shown.length} more; --json lists them`] : []
      return [head, ...shown, ...more].join('\n')
    }).join('\n')
  },
  async run({ files, as, target }, context) {
    const site = target === undefined ? null : (scopeOf(target).host ?? scopeOf(target).domain)
    const results = []
    for (const file of files) {
      const { reports, added, batch } = await ingestExport(file, { as, target: site }, context)
      if (batch !== '') await keepImports(batch, reports, context)
      results.push(...reports.map((report) => ({ ...report, added })))
    }
    const refused = results.filter((result) => result.refusal !== null)
    if (refused.length === results.length) throw new CitewellError('invalid', `Nothing was imported. ${refused.map((result) => result.refusal).join(' ')}`)
    await judgeAfter(target, context)
    return { files: results }
  },
})
