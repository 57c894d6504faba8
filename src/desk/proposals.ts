import type { Database } from '../model/database.js'
import type { ClientDesk } from '../model/desk.js'
import { ProposalSchema, type Proposal } from '../model/desk-nouns.js'
import { CitewellError } from '../model/error.js'
import { jsonText } from './cells.js'
import { checked } from './checked.js'
import { proposalStatements } from './statements/proposals.js'

export function proposalsOver(database: Database, clientId: string): ClientDesk['proposals'] {
  const one = async (from: Database, id: string) => (await from.query<Proposal>(proposalStatements.one, [clientId, id])).rows[0]
  return {
    async list({ state } = {}) {
      return (await database.query<Proposal>(proposalStatements.list, [clientId, state])).rows
    },
    get: (id) => one(database, id),
    async add(given) {
      const whole = checked(ProposalSchema, { ...given, state: 'proposed', decidedBy: null, decidedAt: null, outcome: null })
      return database.transaction(async (inside) => {
        const added = (await inside.query<Proposal>(proposalStatements.add, [clientId, whole.id, whole.operation, jsonText(whole.input), whole.by, whole.at])).rows[0]
        return added ?? (await one(inside, whole.id))!
      }, { repeatable: true })
    },
    async decide(id, { state, by, at }) {
      return database.transaction(async (inside) => {
        const decided = (await inside.query<Proposal>(proposalStatements.decide, [clientId, id, state, by, at])).rows[0]
        if (decided) return decided
        const there = await one(inside, id)
        if (!there) throw new CitewellError('not_found', `There is no proposal ${id}.`)
        throw new CitewellError('conflict', `${there.decidedBy} ${there.state === 'declined' ? 'declined' : 'confirmed'} this proposal on ${there.decidedAt} already. Nothing was changed.`)
        // Not repeatable: whoever asks again after a lost answer must not take a proposal twice.
      })
    },
    async settle(id, { failed, text }) {
      const { count } = await database.query(proposalStatements.settle, [clientId, id, failed, text.slice(0, 2_000)], { repeatable: true })
      if (count === 0) throw new CitewellError('not_found', `There is no confirmed proposal ${id}.`)
    },
  }
}
