import type { Database } from '../model/database.js'
import type { AccessDesk } from '../model/desk.js'
import { CitewellError } from '../model/error.js'
import { accessStatements } from './statements/access.js'

/** Who runs the installation as a whole. */
export function installationDesk(database: Database): AccessDesk['installation'] {
  return {
    async list() {
      return (await database.query<{ personId: string; by: string; at: string }>(accessStatements.installationGrants)).rows
    },
    async grant(personId, { by, at }) {
      await database.query(accessStatements.grantInstallation, [personId, by, at], { repeatable: true })
    },
    async revoke(personId) {
      return database.transaction(async (inside) => {
        const { rows } = await inside.query<{ personId: string }>(accessStatements.holdInstallation)
        if (!rows.some((one) => one.personId === personId)) return false
        if (rows.length === 1) throw new CitewellError('conflict', 'Nobody else runs this installation, so this right stays. Give it to somebody else first.')
        return (await inside.query(accessStatements.revokeInstallation, [personId])).count > 0
      })
    },
  }
}
