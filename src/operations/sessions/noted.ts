import type { Accounts } from '../../model/accounts.js'
import type { Desk } from '../../model/desk.js'

/** A sign-in stands in the log of every organisation of the person: there it can be seen by whoever administers it. */
export async function noteSignIn(personId: string, operation: string, { accounts, now, wholeDesk }: { accounts: Accounts; now: string; wholeDesk: Pick<Desk, 'access' | 'log'> }): Promise<void> {
  const person = await accounts.person(personId)
  if (!person) return
  const organisationIds = new Set((await wholeDesk.access.grantsOf(personId)).map(({ organisationId }) => organisationId))
  for (const organisationId of organisationIds) await wholeDesk.log.append({ at: now, actorId: person.id, actorName: person.name, by: 'session', organisationId, clientId: null, operation, effect: 'write', input: {}, outcome: 'done' })
}
