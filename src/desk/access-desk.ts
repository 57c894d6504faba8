import { randomUUID } from 'node:crypto'
import type { Grant } from '../model/actor.js'
import type { Database } from '../model/database.js'
import type { AccessDesk } from '../model/desk.js'
import type { Invitation } from '../model/desk-nouns.js'
import { installationDesk } from './installation-desk.js'
import { hashOfSecret } from './organisation-desk.js'
import { accessStatements } from './statements/access.js'

/** Who may do what, as far as it is asked before anybody is inside a wall. */
export function accessDesk(database: Database): AccessDesk {
  return {
    installation: installationDesk(database),
    async hasAccounts() {
      return (await database.query<{ has: boolean }>(accessStatements.hasAccounts)).rows[0]?.has ?? false
    },
    async grantsOf(personId) {
      return (await database.query<Grant>(accessStatements.grantsOf, [personId])).rows
    },
    async invitationOf(secret, at) {
      return (await database.query<Invitation>(accessStatements.open, [hashOfSecret(secret), at])).rows[0]
    },
    async acceptInvitation(secret, person, at) {
      return database.transaction(async (inside) => {
        const accepted = (await inside.query<Invitation>(accessStatements.accept, [hashOfSecret(secret), at, person.id, person.email])).rows[0]
        if (!accepted) return undefined
        await inside.query(accessStatements.grant, [randomUUID(), person.id, accepted.organisationId, accepted.clientId, accepted.role, accepted.invitedBy, at])
        return accepted
      }, { repeatable: true })
    },
  }
}
