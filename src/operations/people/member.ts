import { z } from 'zod'
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
