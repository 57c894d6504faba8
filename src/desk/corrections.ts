import { randomUUID } from 'node:crypto'
import { CorrectionSchema, type Correction } from '../model/correction.js'
import type { Database } from '../model/database.js'
import type { ClientDesk } from '../model/desk.js'
import { CitewellError } from '../model/error.js'
import { jsonText } from './cells.js'
import { checked } from './checked.js'
import { raiseRevision } from './revision.js'
import { correctionStatements } from './statements/corrections.js'

type Corrections = Pick<ClientDesk, 'corrections' | 'addCorrection' | 'addCorrections' | 'withdrawCorrection'>

export function correctionsOver(database: Database, clientId: string): Corrections {
  const whole = (given: Omit<Correction, 'id' | 'withdrawnAt' | 'withdrawnReason'>) => checked(CorrectionSchema, { ...given, id: randomUUID(), withdrawnAt: null, withdrawnReason: null })
  return {
    async corrections(site) {
      return (await database.query<Correction>(correctionStatements.ofSite, [clientId, site])).rows
    },
    async addCorrection(given) {
      const one = whole(given)
      const values = [clientId, one.id, one.site, one.subject, one.key, one.referringPage, one.target, one.field, one.value, one.was, one.reason, one.by, one.at]
      return database.transaction(async (inside) => {
        const added = (await inside.query<Correction>(correctionStatements.add, values)).rows[0]
        if (added) await raiseRevision(inside, clientId, one.site)
        return added ?? (await correctionOf(inside, clientId, one.id))
      }, { repeatable: true })
    },
    async addCorrections(given) {
      const all = given.map(whole)
      if (all.length === 0) return []
      return database.transaction(async (inside) => {
        const { rows } = await inside.query<{ site: string }>(correctionStatements.addMany, [clientId, jsonText(all)])
        for (const site of new Set(rows.map((row) => row.site))) await raiseRevision(inside, clientId, site)
        return all
      }, { repeatable: true })
    },
    async withdrawCorrection(id, reason, at) {
      return database.transaction(async (inside) => {
        const withdrawn = (await inside.query<Correction>(correctionStatements.withdraw, [clientId, id, at, reason])).rows[0]
        if (withdrawn) {
          await raiseRevision(inside, clientId, withdrawn.site)
          return withdrawn
        }
        const earlier = await correctionOf(inside, clientId, id)
        if (earlier.withdrawnAt === at && earlier.withdrawnReason === reason) return earlier
        throw new CitewellError('conflict', `Correction ${id} was withdrawn on ${earlier.withdrawnAt} already: "${earlier.withdrawnReason}". Nothing was changed.`)
      }, { repeatable: true })
    },
  }
}

async function correctionOf(inside: Database, clientId: string, id: string): Promise<Correction> {
  const found = (await inside.query<Correction>(correctionStatements.one, [clientId, id])).rows[0]
  if (!found) throw new CitewellError('not_found', `There is no correction ${id}. List the corrections of the site to see their ids.`)
  return found
}
