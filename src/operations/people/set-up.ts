import { timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { homeOrganisation, OrganisationSchema, PersonSchema } from '../../model/desk-nouns.js'
import { CitewellError } from '../../model/error.js'
import { defineOperation } from '../../model/operation.js'
import { browserOf } from '../access.js'
import { passwordInput } from './password.js'

/** One at a time: whoever comes second finds an account. */
let turn: Promise<unknown> = Promise.resolve()

export default defineOperation({
  id: 'people.set-up',
  summary: 'Make the first account of a server: it administers everything there is',
  description: 'From then on everybody signs in. A server that others reach takes this only with the secret that it printed when it started.',
  effect: 'administer',
  wall: 'anyone',
  usesLists: false,
  input: z.object({
    secret: z.string().max(200).optional().describe('What stands after # in the printed address'),
    name: PersonSchema.shape.name.describe('Your name'), email: PersonSchema.shape.email.describe('Your address'), password: passwordInput,
    organisation: OrganisationSchema.shape.name.optional().describe('Name of your organisation'),
  }),
  output: z.object({ state: z.literal('signed-in') }),
  example: 'citewell people add ana@clinic.example --name Ana --role administer',
  run(input, context) {
    const mine = turn.then(() => setUp(input, context))
    turn = mine.catch(() => undefined)
    return mine
  },
})

type Given = { secret?: string | undefined; name: string; email: string; password: string; organisation?: string | undefined }
type Here = Parameters<typeof browserOf>[0] & Pick<import('../../model/operation.js').Context, 'accounts' | 'actor' | 'now' | 'wholeDesk'>

async function setUp({ secret = '', name, email, password, organisation }: Given, context: Here): Promise<{ state: 'signed-in' }> {
  const { accounts, actor, now, wholeDesk } = context
  const visitor = browserOf(context)
  if (await accounts.hasAccounts()) throw new CitewellError('refused', 'This server is set up already. Sign in, or ask who administers it for an invitation.')
  if (actor.by !== 'local' && !same(secret, accounts.setUpSecret())) throw new CitewellError('refused', 'This is not the address that the server printed when it started. Look there, or start it anew.')
  const home = wholeDesk.organisation(homeOrganisation.id)
  const before = (await home.organisation()) ?? homeOrganisation
  await wholeDesk.together(async () => {
    const person = await accounts.create({ email, name, password })
    await home.grant(person.id, null, 'administer', { by: name, at: now })
    await wholeDesk.access.installation.grant(person.id, { by: name, at: now })
    if (organisation !== undefined && organisation !== before.name) await wholeDesk.saveOrganisation({ id: before.id, slug: before.slug, kind: before.kind, name: organisation, version: before.version }, now)
    await wholeDesk.log.append({ at: now, actorId: person.id, actorName: person.name, by: 'session', organisationId: homeOrganisation.id, clientId: null, operation: 'people.set-up', effect: 'administer', input: { email: person.email }, outcome: 'done' })
  })
  await accounts.signIn({ email, password }, visitor)
  return { state: 'signed-in' }
}

function same(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)]
  return a.byteLength === b.byteLength && timingSafeEqual(a, b)
}
