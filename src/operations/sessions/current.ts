import { z } from 'zod'
import { mayDoSomewhere, runsInstallation } from '../../model/actor.js'
import { PersonSchema } from '../../model/desk-nouns.js'
import { defineOperation } from '../../model/operation.js'
import { SeenClientSchema, seenClient, SeenOrganisationSchema, seenOrganisation } from '../access.js'

export default defineOperation({
  id: 'sessions.current',
  summary: 'Tell who you are here, what you may see, and whether you have to sign in',
  effect: 'read',
  wall: 'anyone',
  usesLists: false,
  input: z.object({}),
  output: z.object({
    signedIn: z.boolean(), signInNeeded: z.boolean(), setUpNeeded: z.boolean().describe('Nobody has an account yet, and this server wants one'),
    person: PersonSchema.nullable().describe('Null at a server that needs no sign-in'),
    by: z.enum(['local', 'session', 'token', 'assistant', 'job']),
    singleSignOn: z.object({ name: z.string() }).nullable(),
    installation: z.boolean().describe('True if you run this installation: its shared graphs, its organisations and their log'),
    organisations: z.array(SeenOrganisationSchema), clients: z.array(SeenClientSchema),
  }),
  example: 'citewell sessions current',
  async run(_, { accounts, actor, visible }) {
    const { organisations, clients } = mayDoSomewhere(actor, 'read') ? await visible() : { organisations: [], clients: [] }
    const person = actor.by === 'local' || actor.id === 'nobody' ? undefined : await accounts.person(actor.id)
    return {
      signedIn: person !== undefined || actor.by === 'local', signInNeeded: person === undefined && actor.by !== 'local', setUpNeeded: person === undefined && actor.by !== 'local' && !(await accounts.hasAccounts()),
      person: person ?? null, by: actor.by, singleSignOn: accounts.singleSignOn, installation: runsInstallation(actor),
      organisations: organisations.map((one) => seenOrganisation(actor, one)), clients: clients.map((client) => seenClient(actor, client, organisations)),
    }
  },
})
