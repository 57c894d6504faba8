import { z } from 'zod'
import { countOf } from '../../lib/number-words.js'
import { daysBetween, newestTelling, type Registration } from '../../model/registration.js'

export const RegistrationRowSchema = z.object({
  domain: z.string(),
  registered: z.boolean().describe('False where the registry knows no such registration'),
  expiresOn: z.string().nullable().describe('Day on which the registration runs out'),
  daysLeft: z.number().int().nullable(),
  createdOn: z.string().nullable().describe('Day of the present registration'),
  changedOn: z.string().nullable(),
  registrar: z.string().nullable(),
  registrarId: z.string().nullable().describe('Number that IANA gave the registrar'),
  statuses: z.array(z.string()),
  nameServers: z.array(z.string()),
  seenBy: z.string().describe('Who said so last'),
  seenAt: z.string().describe('When'),
})
export type RegistrationRow = z.infer<typeof RegistrationRowSchema>

/** A domain by the newest word about each thing: a list without dates does not take away those a registry told. */
export function registrationRow(history: readonly Registration[], now: string): RegistrationRow {
  const newest = history[0]!
  const told = (tells: (one: Registration) => boolean) => (newest.registered ? newestTelling(history.slice(0, endOf(history)), tells) : undefined)
  const expiresOn = told((one) => one.expiresOn !== null)?.expiresOn ?? null
  const through = told((one) => one.registrar !== null || one.registrarId !== null)
  return {
    domain: newest.domain, registered: newest.registered, expiresOn, daysLeft: expiresOn === null ? null : daysBetween(now, expiresOn),
    createdOn: told((one) => one.createdOn !== null)?.createdOn ?? null, changedOn: told((one) => one.changedOn !== null)?.changedOn ?? null,
    registrar: through?.registrar ?? null, registrarId: through?.registrarId ?? null,
    statuses: newest.statuses, nameServers: told((one) => one.nameServers.length > 0)?.nameServers ?? [], seenBy: newest.seenBy, seenAt: newest.seenAt,
  }
}

/** What was told before a registration ended says nothing of the one that came after it. */
function endOf(history: readonly Registration[]): number {
  const gone = history.findIndex(({ registered }) => !registered)
  return gone === -1 ? history.length : gone
}

/** The same in one line. */
export function registrationWords({ registered, expiresOn, daysLeft, createdOn, registrar, registrarId, statuses, nameServers, seenBy, seenAt }: RegistrationRow): string {
  const by = ` (${seenBy}, ${seenAt.slice(0, 10)})`
  if (!registered) return `not registered${by}`
  const through = registrar ?? (registrarId === null ? null : `registrar ${registrarId}`)
  return [
    createdOn === null ? 'registered' : `registered on ${createdOn}`, ...(through === null ? [] : [`through ${through}`]),
    ...(expiresOn === null ? [] : [`until ${expiresOn}${daysLeft === null ? '' : daysLeft < 0 ? ` (${countOf(-daysLeft, 'day')} ago)` : ` (${countOf(daysLeft, 'day')} left)`}`]),
    ...(nameServers.length === 0 ? [] : [`name servers ${nameServers.slice(0, 4).join(', ')}`]), ...(statuses.length === 0 ? [] : [statuses.join(', ')]),
  ].join('; ') + by
}
