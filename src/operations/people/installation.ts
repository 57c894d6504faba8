import { z } from 'zod'
import { PersonSchema } from '../../model/desk-nouns.js'
import { defineOperation } from '../../model/operation.js'
import { mustRunInstallation } from '../organisations/installation.js'

export default defineOperation({
  id: 'people.installation',
  summary: 'List who runs this installation: its shared graphs, its organisations and the log of what belongs to none',
  description: 'It opens no organisation and no client: for these a person needs roles as everybody does.',
  effect: 'read',
  wall: 'machine',
  usesLists: false,
  input: z.object({}),
  output: z.object({ rows: z.array(PersonSchema.extend({ by: z.string().describe('Who gave it'), at: z.string().describe('UTC') })) }),
  table: 'rows',
  shown: ['name', 'email', 'by', 'at'],
  example: 'citewell people installation',
  async run(_, { accounts, actor, wholeDesk }) {
    mustRunInstallation(actor)
    const rows = await Promise.all((await wholeDesk.access.installation.list()).map(async ({ personId, by, at }) => ({ person: await accounts.person(personId), by, at })))
    return { rows: rows.flatMap(({ person, by, at }) => (person ? [{ ...person, by, at }] : [])) }
  },
})
