import { z } from 'zod'
import { PersonSchema } from '../../model/desk-nouns.js'
import { CitewellError } from '../../model/error.js'
import { defineOperation } from '../../model/operation.js'
import { browserOf } from '../access.js'
import { passwordInput } from './password.js'

export default defineOperation({
  id: 'people.join',
  summary: 'Accept an invitation: makes the account, or adds the role to the one that is signed in',
  description: 'Without a password the account is for single sign-on.',
  effect: 'write',
  wall: 'anyone',
  usesLists: false,
  input: z.object({ secret: z.string().min(1).max(200).describe('What stands after # in the link'), name: PersonSchema.shape.name.optional().describe('Your name, for a new account'), password: passwordInput.optional() }),
  output: z.object({ state: z.enum(['signed-in', 'sign-in-needed']), organisation: z.string().describe('Short name') }),
  positional: ['secret'],
  example: 'citewell people join Zk3…',
  async run({ secret, name, password }, context) {
    const { accounts, actor, now, wholeDesk } = context
    const visitor = browserOf(context)
    const invitation = await wholeDesk.access.invitationOf(secret, now)
    if (!invitation) throw new CitewellError('refused', 'This link was used, withdrawn or is too old. Ask for a new one.')
    const known = await accounts.personOfEmail(invitation.email)
    // Holding a link must not be enough to act as somebody who is here already.
    if (known && (actor.by !== 'session' || actor.id !== known.id)) throw new CitewellError('conflict', `${invitation.email} has an account here. Sign in with it, then open the link again.`)
    if (!known && name === undefined) throw new CitewellError('invalid', 'name is missing: give it.')
    if (!known && password === undefined && accounts.singleSignOn === null) throw new CitewellError('invalid', 'password is missing: give it.')
    // Account, role, used link and line: all of it or nothing, so that a link that fails half-way can be opened again.
    const { person, accepted } = await wholeDesk.together(async () => {
      const joining = known ?? (await accounts.create({ email: invitation.email, name: name!, password: password ?? null }))
      const taken = await wholeDesk.access.acceptInvitation(secret, joining, now)
      if (!taken) throw new CitewellError('refused', 'This link was used, withdrawn or is too old. Ask for a new one.')
      await wholeDesk.log.append({ at: now, actorId: joining.id, actorName: joining.name, by: 'session', organisationId: taken.organisationId, clientId: taken.clientId, operation: 'people.join', effect: 'write', input: { email: joining.email, role: taken.role }, outcome: 'done' })
      return { person: joining, accepted: taken }
    })
    const organisation = (await wholeDesk.organisation(accepted.organisationId).organisation())?.slug ?? ''
    if (!known && password !== undefined) await accounts.signIn({ email: person.email, password }, visitor)
    return { state: known || password !== undefined ? ('signed-in' as const) : ('sign-in-needed' as const), organisation }
  },
})
