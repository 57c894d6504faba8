import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { isDuplicate, isMissingReference, type Database } from '../model/database.js'
import type { OrganisationDesk } from '../model/desk.js'
import { ClientSchema, homeClient, homeOrganisation, InvitationSchema, type Invitation, type Member, type Organisation } from '../model/desk-nouns.js'
import { CitewellError } from '../model/error.js'
import { jsonText } from './cells.js'
import { checked } from './checked.js'
import { recordsOver } from './records.js'
import { raiseRevision } from './revision.js'
import { accessStatements } from './statements/access.js'
import { clientRecords } from './statements/clients.js'
import { organisationStatements } from './statements/organisations.js'

/** What belongs to one organisation. Every statement behind it carries the organisation's id. */
export function organisationDesk(database: Database, organisationId: string): OrganisationDesk {
  const clients = recordsOver(database, organisationId, clientRecords, {
    called: 'client',
    schema: ClientSchema,
    twice: ({ slug }) => `Another client has the short name "${slug}"`,
    made: ({ at }) => ({ organisationId, createdAt: at }),
    mayRemove(id) {
      if (id === homeClient.id) throw new CitewellError('conflict', 'The first client of this installation stays. Archive it if it is not needed.')
    },
    async with(inside, saved) {
      // Its kind and site are part of what judgements read. A new one has nothing to judge yet.
      if (saved && saved.version > 1) await raiseRevision(inside, saved.id)
    },
  })
  return {
    organisationId,
    async organisation() {
      return (await database.query<Organisation>(organisationStatements.one, [organisationId])).rows[0] ?? (organisationId === homeOrganisation.id ? homeOrganisation : undefined)
    },
    clients: {
      ...clients,
      // A desk that was never made holds the client that it will hold.
      async list() {
        const rows = await clients.list()
        return rows.length === 0 && organisationId === homeOrganisation.id ? [homeClient] : rows
      },
      async get(id) {
        return (await clients.get(id)) ?? (id === homeClient.id && organisationId === homeOrganisation.id ? homeClient : undefined)
      },
      save: (given, by) => clients.save({ ...given, organisationId }, by),
    },
    async members() {
      const { rows } = await database.query<{ id: string; name: string; email: string; twoFactor: boolean; createdAt: Date; grantId: string; clientId: string | null; role: Member['grants'][number]['role'] }>(accessStatements.members, [organisationId])
      const members = new Map<string, Member>()
      for (const { grantId, clientId, role, createdAt, ...person } of rows) {
        const member = members.get(person.id) ?? { ...person, createdAt: createdAt.toISOString(), grants: [] }
        member.grants.push({ id: grantId, clientId, role })
        members.set(person.id, member)
      }
      return [...members.values()]
    },
    async invitations() {
      return (await database.query<Invitation>(accessStatements.invitations, [organisationId])).rows
    },
    async invite(given) {
      const invitation = checked(InvitationSchema, { ...given, id: randomUUID(), organisationId, acceptedAt: null, withdrawnAt: null })
      const secret = randomBytes(32).toString('base64url')
      const { id, email, clientId, role, invitedBy, createdAt, expiresAt } = invitation
      await inClient(database.query(accessStatements.invite, [organisationId, id, email, clientId, role, hashOfSecret(secret), invitedBy, createdAt, expiresAt], { repeatable: true }), clientId)
      return { invitation, secret }
    },
    async withdrawInvitation(id, at) {
      return database.transaction(async (inside) => {
        if ((await inside.query(accessStatements.withdrawInvitation, [organisationId, id, at])).count > 0) return true
        // The same withdrawal, sent again after a lost answer.
        return (await inside.query<Invitation>(accessStatements.invitation, [organisationId, id])).rows[0]?.withdrawnAt === at
      }, { repeatable: true })
    },
    async grant(personId, clientId, role, { by, at }) {
      await inClient(database.query(accessStatements.grant, [randomUUID(), personId, organisationId, clientId, role, by, at], { repeatable: true }), clientId)
    },
    async revoke(grantId) {
      return database.transaction(async (inside) => {
        await inside.query(organisationStatements.hold, [organisationId])
        const given = (await inside.query<{ role: string; clientId: string | null }>(accessStatements.grantToRevoke, [organisationId, grantId])).rows[0]
        if (!given) return false
        if (given.role === 'administer' && given.clientId === null) {
          const { rows } = await inside.query<{ count: number }>(accessStatements.otherAdministrators, [organisationId, grantId])
          if (rows[0]!.count === 0) throw new CitewellError('conflict', 'Nobody else administers this organisation, so this right stays. Give it to somebody else first.')
        }
        return (await inside.query(accessStatements.revoke, [organisationId, grantId])).count > 0
      })
    },
    async settings() {
      return (await database.query<{ settings: Record<string, unknown> }>(organisationStatements.settings, [organisationId])).rows[0]?.settings ?? {}
    },
    async saveSettings(settings, { by, at }) {
      const { count } = await database.query(organisationStatements.saveSettings, [organisationId, jsonText(settings), by, at], { repeatable: true })
      if (count === 0) throw new CitewellError('not_found', `There is no organisation ${organisationId}.`)
    },
  }
}

/** Only a hash of a secret is kept: who reads the database, or a backup of it, can't accept an invitation. */
export function hashOfSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** A client of another organisation is, from here, none. */
async function inClient<Answer>(asked: Promise<Answer>, clientId: string | null): Promise<Answer> {
  return asked.catch((error: unknown) => {
    if (isMissingReference(error)) throw new CitewellError('not_found', clientId === null ? 'There is no such organisation.' : `There is no client ${clientId}.`, { cause: error })
    throw error
  })
}

/** Organisations themselves, over every wall: for who keeps the walls. */
export async function saveOrganisation(database: Database, whole: Organisation, isNew: boolean, at: string): Promise<Organisation> {
  const { id, slug, name, kind, version } = whole
  try {
    return await database.transaction(async (inside) => {
      const saved = isNew
        ? (await inside.query<Organisation>(organisationStatements.add, [id, slug, name, kind, at])).rows[0]
        : (await inside.query<Organisation>(organisationStatements.change, [id, slug, name, kind, at, version])).rows[0]
      if (saved) return saved
      const there = (await inside.query<Organisation>(organisationStatements.one, [id])).rows[0]
      if (!there) throw new CitewellError('not_found', `There is no organisation ${id}.`)
      const changedAt = (await inside.query<{ at: string }>(organisationStatements.changedAt, [id])).rows[0]!.at
      // What was asked for, sent again after a lost answer.
      if (there.slug === slug && there.name === name && there.kind === kind && changedAt === at) return there
      throw new CitewellError('conflict', isNew ? `There is an organisation ${id} already.` : `Somebody changed this organisation on ${changedAt} (version ${there.version}, yours is ${version}). Look at it again; nothing was changed.`)
    }, { repeatable: true })
  } catch (error) {
    if (isDuplicate(error)) throw new CitewellError('conflict', `Another organisation has the short name "${slug}". Nothing was saved.`, { cause: error })
    throw error
  }
}
