import { z } from 'zod'
import { mayDo } from '../../model/actor.js'
import { CitewellError } from '../../model/error.js'
import { limits } from '../../model/limits.js'
import { defineOperation } from '../../model/operation.js'
import { memberOf, personInput } from './member.js'

export default defineOperation({
  id: 'people.reset-password',
  summary: 'Make a link with which a person sets a new password; shown once, to hand over',
  description: `It can be used once, for ${limits.passwordLinkHoursMax} hours. Only for a person whose every organisation you administer: whoever holds the link can act as them.`,
  effect: 'administer',
  wall: 'organisation',
  usesLists: false,
  input: z.object({ person: personInput }),
  output: z.object({ path: z.string().describe('Path of the link, after the address of this server') }),
  positional: ['person'],
  example: 'citewell people reset-password ana@clinic.example',
  async run({ person }, { accounts, actor, organisationDesk, wholeDesk }) {
    const { id, name } = await memberOf(organisationDesk, person)
    const elsewhere = (await wholeDesk.access.grantsOf(id)).some(({ organisationId }) => !mayDo(actor, 'administer', organisationId, null))
    if (elsewhere) throw new CitewellError('refused', `${name} works in other organisations too, and a new password would count there. Ask who runs this installation: citewell people add, at its terminal.`)
    return { path: `/set-password#${await accounts.passwordSecret(id)}` }
  },
})
