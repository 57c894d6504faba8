import { randomUUID } from 'node:crypto'
import type { Desk } from '../model/desk.js'
import { homeClient, homeOrganisation, OrganisationSchema, type Client, type Organisation } from '../model/desk-nouns.js'
import { accessDesk } from './access-desk.js'
import { checked } from './checked.js'
import { clientDesk } from './client-desk.js'
import { deskCopies, type LinksOf } from './copies/desk-copies.js'
import { jobDesk } from './job-desk.js'
import type { JoiningDatabase } from './joining-database.js'
import { logDesk } from './log-desk.js'
import { organisationDesk, saveOrganisation } from './organisation-desk.js'
import { clientStatements } from './statements/clients.js'
import { organisationStatements } from './statements/organisations.js'

/**
 * The desk in a database. Who opened the database may go on using it for its own tables; closing the desk closes it. `home` is
 * where the rest of the installation is, for telling what a copy of the desk does not hold; `linksOf` counts what it has of links.
 */
export function deskOver(database: JoiningDatabase, { home, linksOf }: { home?: string; linksOf?: LinksOf } = {}): Desk {
  const clients = new Map<string, ReturnType<typeof clientDesk>>()
  // A desk that was never made holds what it will hold.
  const everyClient = async () => {
    const { rows } = await database.query<Client>(clientStatements.all)
    return rows.length === 0 ? [homeClient] : rows
  }
  return {
    client(clientId) {
      const known = clients.get(clientId) ?? clientDesk(database, clientId)
      clients.set(clientId, known)
      return known
    },
    organisation: (organisationId) => organisationDesk(database, organisationId),
    // A desk that was never made holds what it will hold.
    async organisations() {
      const { rows } = await database.query<Organisation>(organisationStatements.all)
      return rows.length === 0 ? [homeOrganisation] : rows
    },
    clients: everyClient,
    async saveOrganisation(given, at) {
      const whole = checked(OrganisationSchema, { ...given, id: given.id ?? randomUUID(), createdAt: at, version: given.version ?? 1 })
      return saveOrganisation(database, whole, given.version === undefined, at)
    },
    access: accessDesk(database),
    jobs: jobDesk(database),
    log: logDesk(database),
    copies: deskCopies(database, { home, clients: everyClient, linksOf }),
    together: (work) => database.together(work),
    close: () => database.close(),
  }
}
