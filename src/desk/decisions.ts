import { randomUUID } from 'node:crypto'
import { DecisionSchema, type Decision } from '../model/correction.js'
import type { Database } from '../model/database.js'
import type { ClientDesk } from '../model/desk.js'
import { CitewellError } from '../model/error.js'
import { checked } from './checked.js'
import { decisionStatements } from './statements/decisions.js'

type Decisions = Pick<ClientDesk, 'decisions' | 'addDecision' | 'withdrawDecision'>

export function decisionsOver(database: Database, clientId: string): Decisions {
  return {
    async decisions(site) {
      return (await database.query<Decision>(decisionStatements.ofSite, [clientId, site])).rows
    },
    async addDecision(given) {
      const one = checked(DecisionSchema, { ...given, id: randomUUID() })
      const values = [clientId, one.id, one.site, one.kind, one.state, one.cause, one.reviewer, one.reason, one.body, one.at]
      await database.query(decisionStatements.add, values, { repeatable: true })
      return one
    },
    async withdrawDecision(id, reason, at) {
      return database.transaction(async (inside) => {
        const withdrawn = (await inside.query<Decision>(decisionStatements.withdraw, [clientId, id, at, reason])).rows[0]
        const found = withdrawn ?? (await inside.query<Decision>(decisionStatements.one, [clientId, id])).rows[0]
        if (!found) throw new CitewellError('not_found', `There is no decision ${id}. List the decisions of the site to see their ids.`)
        return found
      }, { repeatable: true })
    },
  }
}
