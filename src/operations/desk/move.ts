import { z } from 'zod'
import { defineOperation } from '../../model/operation.js'
import { CitewellError } from '../../model/error.js'
import { besideInWords, copiesHere, copyOptions, linksInWords, LinkSumSchema, rowsOf, TableSumSchema } from './copied.js'

export default defineOperation({
  id: 'desk.move',
  summary: 'Move the desk to a Postgres server',
  description: 'Copies every table in one transaction and compares counts and checksums on both sides; this desk stays as it is. Links of clients stay in their folders of the home, which the server goes on reading: they are counted and summed before and after. Broken off, it leaves nothing there; given again, it takes what was added since, as long as nobody has used the copy. Stop the server first, and start it with DATABASE_URL afterwards. At the command line only.',
  effect: 'administer',
  inSteps: true,
  wall: 'machine',
  usesLists: false,
  input: z.object({ to: z.string().min(1).max(2_000).describe('Address of an empty database: postgres://name:password@host:5432/citewell'), replace: z.boolean().default(false).describe('Lose what the database there holds') }),
  output: z.object({ place: z.string().describe('The address without name and password'), replaced: z.boolean(), rows: z.number().int(), tables: z.array(TableSumSchema), links: z.array(LinkSumSchema).describe('Link indexes of the home, the same before and after'), beside: z.array(z.string()).describe('Folders and files that hold what is not in the desk') }),
  table: 'tables',
  example: 'citewell desk move --to postgres://citewell@db.internal:5432/citewell',
  words: ({ place, replaced, rows, tables, links, beside }) => [
    `Moved to ${place}: ${tables.length} tables, ${rows} rows, counts and checksums equal on both sides${replaced ? '; the copy that was there is replaced' : ''}.`,
    'Now set DATABASE_URL to that address wherever Citewell runs. What is saved here from now on does not go there by itself: move again, or use the server alone.',
    ...(links.length === 0 ? [] : [...linksInWords(links), 'These were read before and after, and are the same. They are not copied: on another machine, copy the folders below and compare with citewell desk check.']),
    besideInWords(beside).replace('to be copied as they are', 'and staying where they are'),
  ].join('\n'),
  async run({ to, replace }, context) {
    const copies = copiesHere(context)
    const before = await copies.links(context)
    const { tables, place, replaced } = await copies.move(to, { ...copyOptions(context), replace })
    const links = await copies.links(context)
    const changed = links.filter(({ client, sha256 }) => before.find((one) => one.client === client)?.sha256 !== sha256)
    if (changed.length > 0 || links.length !== before.length) throw new CitewellError('conflict', `The desk was moved to ${place}, but somebody changed the links of ${changed.map(({ client }) => client).join(', ') || 'a client'} meanwhile. Stop the server and move again, so that both belong together.`)
    return { place, replaced, rows: rowsOf(tables), tables, links, beside: copies.beside() }
  },
})
