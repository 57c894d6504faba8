import { z } from 'zod'
import { CitewellError } from '../../model/error.js'
import { defineOperation } from '../../model/operation.js'
import { accountOf, personInput } from './member.js'

export default defineOperation({
  id: 'people.installation-revoke',
  summary: 'Let a person run this installation no longer; the last one stays',
  effect: 'administer',
  wall: 'machine',
  usesLists: false,
  input: z.object({ person: personInput }),
  output: z.object({ revoked: z.literal(true) }),
  positional: ['person'],
  example: 'citewell people installation-revoke ana@clinic.example',
  async run({ person }, { accounts, wholeDesk }) {
    const { id, name } = await accountOf(accounts, person)
    if (await wholeDesk.access.installation.revoke(id)) return { revoked: true as const }
    throw new CitewellError('not_found', `${name} does not run this installation. people.installation names those who do.`)
  },
})
