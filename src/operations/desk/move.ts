import { z } from 'zod'
import { defineOperation } from '../../model/operation.js'
import { besideInWords, copiesHere, copyOptions, rowsOf, TableSumSchema } from './copied.js'

export default defineOperation({
  id: 'desk.move',
  summary: 'Move the desk to a Postgres server',
  description: 'Copies every table in one transaction and compares counts and checksums on both sides; this desk stays as it is. Broken off, it leaves nothing there; given again, it takes what was added since, as long as nobody has used the copy. Stop the server first, and start it with DATABASE_URL afterwards. At the command line only.',
  effect: 'administer',
  wall: 'machine',
  usesLists: false,
  input: z.object({ to: z.string().min(1).max(2_000).describe('Address of an empty database: postgres://name:password@host:5432/citewell'), replace: z.boolean().default(false).describe('Lose what the database there holds') }),
  output: z.object({ place: z.string().describe('The address without name and password'), replaced: z.boolean(), rows: z.number().int(), tables: z.array(TableSumSchema), beside: z.array(z.string()).describe('Folders and files that hold what is not in the desk') }),
  table: 'tables',
  example: 'citewell desk move --to postgres://citewell@db.internal:5432/citewell',
  words: ({ place, replaced, rows, tables, beside }) => [
    `Moved to ${place}: ${tables.length} tables, ${rows} rows, counts and checksums equal on both sides${replaced ? '; the copy that was there is replaced' : ''}.`,
    'Now set DATABASE_URL to that address wherever Citewell runs. What is saved here from now on does not go there by itself: move again, or use the server alone.',
    besideInWords(beside).replace('to be copied as they are', 'and staying where they are'),
  ].join('\n'),
  async run({ to, replace }, context) {
    const copies = copiesHere(context)
    const { tables, place, replaced } = await copies.move(to, { ...copyOptions(context), replace })
    return { place, replaced, rows: rowsOf(tables), tables, beside: copies.beside() }
  },
})
