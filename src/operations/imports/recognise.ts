import { z } from 'zod'
import { recogniseExport } from '../../imports/index.js'
import { parseInstant } from '../../model/instant.js'
import { limits } from '../../model/limits.js'
import { defineOperation, fileSchema } from '../../model/operation.js'
import { scopeOf } from '../sites.js'

export default defineOperation({
  id: 'imports.recognise',
  summary: 'Say which export a file is, before importing it',
  description: 'Looks at names of columns and the first rows only; changes nothing.',
  effect: 'read',
  wall: 'open',
  input: z.object({
    files: z.array(fileSchema()).min(1).max(limits.filesMax).describe('CSV, TSV, XLSX, JSON, text or ZIP files'),
    target: z.string().optional().describe('Site the file is about, where the file does not say'),
  }),
  output: z.object({ files: z.array(z.object({ file: z.string(), recognised: z.string().describe('Id of the format'), title: z.string(), refusal: z.string().nullable().describe('Why it is no list of links, and what to export instead') })) }),
  table: 'files',
  positional: ['files'],
  example: 'citewell imports recognise clinic.example-backlinks.csv',
  async run({ files, target }, { now, signal }) {
    const site = target === undefined ? null : (scopeOf(target).host ?? scopeOf(target).domain)
    const reports = []
    for (const file of files) reports.push(...(await recogniseExport(file, { target: site, importedAt: parseInstant(now)!, signal })))
    return { files: reports.map(({ file, recognised, title, refusal }) => ({ file, recognised, title, refusal })) }
  },
})
