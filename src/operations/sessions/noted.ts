import { allowance } from '../../lib/allowance.js'
import type { Accounts } from '../../model/accounts.js'
import { installation } from '../../model/actor.js'
import type { Desk } from '../../model/desk.js'
import { asCitewellError } from '../../model/error.js'
import { limits } from '../../model/limits.js'

interface Noting {
  accounts: Accounts
  now: string
  wholeDesk: Pick<Desk, 'access' | 'log'>
}

/** A sign-in stands in the log of every organisation of the person: there it can be seen by whoever administers it. */
export async function noteSignIn(personId: string, operation: string, noting: Noting, { outcome = 'done', from = null }: { outcome?: string; from?: string | null } = {}): Promise<void> {
  const { accounts, now, wholeDesk } = noting
  const person = await accounts.person(personId)
  if (!person) return
  const organisations = new Set((await wholeDesk.access.grantsOf(personId)).map(({ organisationId }) => organisationId))
  const lines = [...organisations].map((organisationId) => (organisationId === installation ? null : organisationId))
  // Somebody without any role is nobody's; the installation's own log then has it.
  for (const organisationId of lines.length === 0 ? [null] : lines) await wholeDesk.log.append({ at: now, actorId: person.id, actorName: person.name, by: 'session', organisationId, clientId: null, operation, effect: 'write', input: from === null ? {} : { from }, outcome })
}

/** Anybody can make a sign-in fail, and lines of the log are never removed: so many are kept, and no more. */
const failures = allowance({ atOnce: limits.failedSignInsNotedMax, eachSecond: limits.failedSignInsNotedMax / 3_600, keysMax: 10 })

/**
 * A sign-in that was refused. The line names a person only where the address was that of an account: what was typed may be
 * anything, a password in the wrong field too, so it is never kept.
 */
export async function noteFailedSignIn(operation: string, error: unknown, personId: string | undefined, from: string | null, noting: Noting): Promise<void> {
  const { code, message } = asCitewellError(error)
  if (code !== 'refused' || failures.take('', performance.now()) > 0) return
  const outcome = `${code}: ${message}`
  if (personId !== undefined) return noteSignIn(personId, operation, noting, { outcome, from })
  await noting.wholeDesk.log.append({ at: noting.now, actorId: 'nobody', actorName: 'Nobody signed in', by: 'session', organisationId: null, clientId: null, operation, effect: 'write', input: from === null ? {} : { from }, outcome })
}
