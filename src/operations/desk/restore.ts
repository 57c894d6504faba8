import { z } from 'zod'
import { defineOperation, fileSchema } from '../../model/operation.js'
import { besideInWords, copiesHere, copyOptions, rowsOf, TableSumSchema } from './copied.js'

export default defineOperation({
  id: 'desk.restore',
  summary: 'Put a backup of the desk in place, whole or not at all',
  description: 'Counts and checksums of the file are checked, and the rows once more after they arrived, before anything counts. A desk that holds something already stays as it is without --replace. At the command line only.',
  effect: 'administer',
  inSteps: true,
  wall: 'machine',
  usesLists: false,
  input: z.object({ file: fileSchema().describe('File that desk backup wrote'), replace: z.boolean().default(false).describe('Put it in the place of what the desk holds, which is lost') }),
  output: z.object({ madeAt: z.string(), replaced: z.boolean().describe('True if the desk held something before'), rows: z.number().int(), tables: z.array(TableSumSchema), beside: z.array(z.string()).describe('Folders and files that hold what is not in the desk') }),
  table: 'tables',
  positional: ['file'],
  example: 'citewell desk restore desk.ndjson.gz',
  words: ({ madeAt, replaced, rows, tables, beside }) => [`Restored as of ${madeAt}: ${tables.length} tables, ${rows} rows, each compared${replaced ? '; what was there before is replaced' : ''}.`, besideInWords(beside)].join('\n'),
  async run({ file, replace }, context) {
    const copies = copiesHere(context)
    const { tables, madeAt, replaced } = await copies.restore(file, { ...copyOptions(context), replace })
    return { madeAt, replaced, rows: rowsOf(tables), tables, beside: copies.beside() }
  },
})
