import { z } from 'zod'
import { defineOperation, fileTargetSchema } from '../../model/operation.js'
import { besideInWords, copiesHere, copyOptions, rowsOf, TableSumSchema } from './copied.js'

export default defineOperation({
  id: 'desk.backup',
  summary: 'Write everything that people told and decided into one file',
  description: 'One gzip file of JSON lines with a count and a checksum for each table, as of one moment; it is read again before it counts. It fits an embedded desk and one on a server alike. It holds accounts and hashes of passwords: keep it as safe as the desk. At the command line only.',
  effect: 'administer',
  inSteps: true,
  wall: 'machine',
  usesLists: false,
  input: z.object({ file: fileTargetSchema().describe('File to write, such as desk.ndjson.gz') }),
  output: z.object({ file: z.string(), bytes: z.number().int(), rows: z.number().int(), tables: z.array(TableSumSchema), beside: z.array(z.string()).describe('Folders and files that hold what is not in the desk') }),
  table: 'tables',
  positional: ['file'],
  example: 'citewell desk backup desk.ndjson.gz',
  words: ({ file, bytes, rows, tables, beside }) => [`Written: ${file} (${tables.length} tables, ${rows} rows, ${bytes} bytes). Only you may read it; it holds accounts.`, besideInWords(beside)].join('\n'),
  async run({ file }, context) {
    const copies = copiesHere(context)
    const { tables, bytes } = await copies.backup(file, copyOptions(context))
    return { file: file.targetPath, bytes, rows: rowsOf(tables), tables, beside: copies.beside() }
  },
})
