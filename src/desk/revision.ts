import type { Database } from '../model/database.js'
import { profileStatements } from './statements/profiles.js'

/** Stands for every site of a client: what is told of the client itself changes the judgements of each. */
const everySite = ''

export async function raiseRevision(inside: Database, clientId: string, site: string = everySite): Promise<void> {
  await inside.query(profileStatements.raiseRevision, [clientId, site])
}
