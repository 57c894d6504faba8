import { z } from 'zod'
import { PersonSchema } from '../../model/desk-nouns.js'
import { defineOperation } from '../../model/operation.js'
import { accountOf, personInput } from './member.js'

export default defineOperation({
  id: 'people.installation-grant',
  summary: 'Let a person run this installation beside those who do',
  description: 'They change the graphs that everybody shares, add organisations, and see the log of what belongs to no organisation. It opens no organisation and no client.',
  effect: 'administer',
  wall: 'machine',
  usesLists: false,
  input: z.object({ person: personInput }),
  output: z.object({ person: PersonSchema }),
  positional: ['person'],
  example: 'citewell people installation-grant ana@clinic.example',
  async run({ person }, { accounts, actor, now, wholeDesk }) {
    const found = await accountOf(accounts, person)
    await wholeDesk.access.installation.grant(found.id, { by: actor.name, at: now })
    return { person: found }
  },
})
