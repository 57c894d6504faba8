import { z } from 'zod'

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/u)

/**
 * What a registry or a list of a registrar says of the registration of one domain, as it was told at one time.
 *
 * Deliberately without whom it is registered to: no name, address, mail or telephone of anybody is read or kept. The
 * registrar is the company through which it was registered.
 */
export const RegistrationSchema = z.object({
  domain: z.string().describe('Registrable domain'),
  seenBy: z.string().describe('Who said so: rdap:SERVER, rdap-file:NAME or list:NAME'),
  seenAt: z.string().describe('When it was said'),
  registered: z.boolean().describe('False where the registry knows no such registration'),
  registrar: z.string().nullable(),
  registrarId: z.string().nullable().describe('Number that IANA gave the registrar'),
  createdOn: day.nullable().describe('Day of the present registration'),
  changedOn: day.nullable(),
  expiresOn: day.nullable().describe('Day on which it runs out, by the registry or the registrar, whichever is earlier'),
  statuses: z.array(z.string()).describe('Status words of the registry: active, client hold, redemption period'),
  nameServers: z.array(z.string()).describe('Hosts, in order of name'),
})
export type Registration = z.infer<typeof RegistrationSchema>

/** Everything that was ever told of the registration of each domain, newest first. Never empty for a domain that is in it. */
export type Registrations = ReadonlyMap<string, readonly Registration[]>

/** The newest that tells something: a later list without a day does not take away the day an earlier answer gave. */
export function newestTelling(history: readonly Registration[] | undefined, tells: (registration: Registration) => boolean): Registration | undefined {
  return history?.find(tells)
}

/** Whole days from one day to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / 86_400_000)
}
