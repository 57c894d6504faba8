import { createHash } from 'node:crypto'
import { z } from 'zod'
import { effects, mayDo, type Actor, type Effect } from '../model/actor.js'
import { ClientSchema, homeClient, OrganisationSchema, type Client, type Organisation } from '../model/desk-nouns.js'
import type { Visitor } from '../model/accounts.js'
import { CitewellError } from '../model/error.js'
import type { OrganisationDesk } from '../model/desk.js'

const effectsSchema = z.array(z.enum(effects)).describe('What you may do there')

export const SeenOrganisationSchema = OrganisationSchema.extend({ effects: effectsSchema })
export const SeenClientSchema = ClientSchema.extend({ organisation: z.string().describe('Short name of its organisation'), organisationName: z.string(), effects: effectsSchema })

export const effectsOf = (actor: Actor, organisationId: string, clientId: string | null): Effect[] => effects.filter((effect) => mayDo(actor, effect, organisationId, clientId))

export const seenOrganisation = (actor: Actor, organisation: Organisation) => ({ ...organisation, effects: effectsOf(actor, organisation.id, null) })

/** A client with what one may do there. The one that is there from the beginning, and was never named, goes by its site. */
export function seenClient(actor: Actor, client: Client, organisations: readonly Organisation[]) {
  const organisation = organisations.find(({ id }) => id === client.organisationId)
  const unnamed = client.id === homeClient.id && client.name === homeClient.name
  return { ...client, name: unnamed ? (client.site ?? client.name) : client.name, organisation: organisation?.slug ?? '', organisationName: organisation?.name ?? '', effects: effectsOf(actor, client.organisationId, client.id) }
}

export const clientWithin = z.string().max(200).optional().describe('Short name or id of one client of the organisation (default: all of them)')

/** The client of this organisation that is meant; null if none was named, for the organisation as a whole. */
export async function namedWithin(desk: OrganisationDesk, name: string | undefined): Promise<Client | null> {
  if (name === undefined || name === '') return null
  const clients = await desk.clients.list()
  const found = clients.find(({ id }) => id === name) ?? clients.find(({ slug }) => slug === name)
  if (found) return found
  throw new CitewellError('not_found', `There is no client "${name.slice(0, 64)}" in this organisation.`)
}

/** The browser that asks: what signs in and out has no meaning anywhere else. */
export function browserOf({ visitor }: { visitor: Visitor | null }): Visitor {
  if (visitor) return visitor
  throw new CitewellError('refused', 'This is for the browser. At the terminal of this machine nobody has to sign in.')
}

/**
 * The person themselves, in the browser they signed in with: a token must not make or keep further ones, nor change how
 * its person signs in.
 */
export function personOf({ actor }: { actor: Actor }): string {
  if (actor.by === 'session' && actor.id !== 'nobody') return actor.id
  throw new CitewellError('refused', actor.by === 'local' ? 'Whoever sits at this machine has no account. Make one first: citewell people add' : 'This is for a person who signed in themselves.')
}

/**
 * A short name made of a longer one: small letters, digits and hyphens. A name in other letters gives way to what else is
 * known of it, such as the site; without that it gets a mark of its own, so that nobody is asked for a short name.
 */
export function slugOf(name: string, ...others: readonly string[]): string {
  for (const text of [name, ...others]) {
    const slug = text.normalize('NFKD').toLowerCase().replaceAll(/\p{M}+/gu, '').replaceAll('ß', 'ss').replaceAll(/[^a-z0-9]+/gu, '-').replaceAll(/^-+|-+$/gu, '').slice(0, 60).replace(/-+$/u, '')
    if (slug !== '') return slug
  }
  return `name-${createHash('sha256').update(name).digest('hex').slice(0, 8)}`
}
