import { z } from 'zod'
import type { Accounts, Person } from '../../model/accounts.js'
import type { OrganisationDesk } from '../../model/desk.js'
import type { Member } from '../../model/desk-nouns.js'
import { CitewellError } from '../../model/error.js'

export const personInput = z.string().min(1).max(254).describe('Id or address of the person')

/** A person of this organisation: one of another is, from here, none. */
export async function memberOf(desk: OrganisationDesk, person: string): Promise<Member> {
  const found = (await desk.members()).find(({ id, email }) => id === person || email === person.toLowerCase())
  if (found) return found
  throw new CitewellError('not_found', `There is nobody "${person.slice(0, 64)}" in this organisation. Invite them first: people.invite`)
}

/** Anybody who has an account here, in whichever organisation: for who runs the installation. */
export async function accountOf(accounts: Accounts, person: string): Promise<Person> {
  const found = person.includes('@') ? await accounts.personOfEmail(person) : await accounts.person(person)
  if (found) return found
  throw new CitewellError('not_found', `Nobody here is "${person.slice(0, 64)}". Make an account first: citewell people add`)
}
