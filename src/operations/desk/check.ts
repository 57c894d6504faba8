import { z } from 'zod'
import { defineOperation } from '../../model/operation.js'
import { copiesHere, linksInWords, LinkSumSchema, rowsOf, TableSumSchema } from './copied.js'

export default defineOperation({
  id: 'desk.check',
  summary: 'Count and sum everything here, to compare it with another place',
  description: 'A count and a checksum for every table of the desk and for the link index of every client. Two places that print the same hold the same. At the command line only; with DATABASE_URL it reads the desk on that server.',
  effect: 'read',
  wall: 'machine',
  usesLists: false,
  input: z.object({}),
  output: z.object({ rows: z.number().int(), tables: z.array(TableSumSchema), links: z.array(LinkSumSchema) }),
  table: 'tables',
  example: 'citewell desk check',
  words: ({ rows, tables, links }) => [...tables.filter((table) => table.rows > 0).map(({ table, rows: count, sha256 }) => `${table}: ${count} rows, sha256 ${sha256}`), `${tables.length} tables, ${rows} rows`, ...(links.length === 0 ? ['No links here.'] : linksInWords(links))].join('\n'),
  async run(_, context) {
    const copies = copiesHere(context)
    const tables = await copies.sums(context)
    return { rows: rowsOf(tables), tables, links: await copies.links(context) }
  },
})
