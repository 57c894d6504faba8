import { z } from 'zod'
import { RoleSchema } from '../../model/actor.js'
import { PersonSchema } from '../../model/desk-nouns.js'
import { CitewellError } from '../../model/error.js'
import { limits } from '../../model/limits.js'
import { defineOperation } from '../../model/operation.js'
import { clientWithin, namedWithin } from '../access.js'

export default defineOperation({
  id: 'people.add',
  summary: 'Make an account, or a way back into one, at the terminal of this machine',
  description: `For the first account, and for somebody who can't sign in any more. Gives a link to set a password with, once and for ${limits.passwordLinkHoursMax} hours.`,
  effect: 'administer',
  wall: 'organisation',
  usesLists: false,
  input: z.object({ email: PersonSchema.shape.email.describe('Address'), name: PersonSchema.shape.name.optional().describe('Name, for a new account'), role: RoleSchema.optional().describe('A role to give'), inClient: clientWithin }),
  output: z.object({ person: PersonSchema, path: z.string().describe('Path of the link, after the address of the server') }),
  positional: ['email'],
  example: 'citewell people add ana@clinic.example --name Ana --role administer',
  words: ({ person, path }) => `${person.name} (${person.email}) has an account. This sets the password, once, after the address of the server:\n${path}`,
  async run({ email, name, role, inClient }, { accounts, actor, isHere, now, organisationDesk, wholeDesk }) {
    if (!isHere) throw new CitewellError('refused', 'people.add is for the terminal of the machine that Citewell runs on. From here, invite the person: people.invite')
    const client = await namedWithin(organisationDesk, inClient)
    const known = await accounts.personOfEmail(email)
    if (!known && name === undefined) throw new CitewellError('invalid', `${email} has no account yet: give a name for it (--name).`)
    const person = known ?? (await accounts.create({ email, name: name!, password: null }))
    const by = { by: actor.name, at: now }
    if (role !== undefined) await organisationDesk.grant(person.id, client?.id ?? null, role, by)
    // The first who administers an organisation here runs the installation; further ones by people.installation-grant.
    if (role === 'administer' && client === null && (await wholeDesk.access.installation.list()).length === 0) await wholeDesk.access.installation.grant(person.id, by)
    return { person, path: `/set-password#${await accounts.passwordSecret(person.id)}` }
  },
})
