import { randomUUID } from 'node:crypto'
import { CorrectionSchema, type Correction, type CorrectionSet } from '../model/correction.js'
import type { Database } from '../model/database.js'
import type { ClientDesk } from '../model/desk.js'
import { CitewellError } from '../model/error.js'
import { jsonText } from './cells.js'
import { checked } from './checked.js'
import { raiseRevision } from './revision.js'
import { correctionStatements } from './statements/corrections.js'

type Corrections = Pick<ClientDesk, 'corrections' | 'addCorrection' | 'addCorrections' | 'correctionSets' | 'correctionSet' | 'withdrawCorrections' | 'withdrawCorrection'>

/** Corrections that go in one statement. */
const together = 5_000

/** Corrections of one answer of the database, which is bounded in bytes: a few large sets together are more than it takes. */
const readTogether = 4_000

export function correctionsOver(database: Database, clientId: string): Corrections {
  const whole = (given: Omit<Correction, 'id' | 'withdrawnAt' | 'withdrawnReason'>, id: string = randomUUID()) => checked(CorrectionSchema, { ...given, id, withdrawnAt: null, withdrawnReason: null })
  const setOf = async (inside: Database, set: string) => (await inside.query<CorrectionSet>(correctionStatements.oneSet, [clientId, set])).rows[0]
  return {
    async corrections(site) {
      const all: Correction[] = []
      for (let after: number | string = 0; ; ) {
        const { rows }: { rows: Array<Correction & { sequence: number | string }> } = await database.query<Correction & { sequence: number | string }>(correctionStatements.ofSite, [clientId, site, after, readTogether])
        for (const { sequence, ...correction } of rows) {
          all.push(correction)
          after = sequence
        }
        if (rows.length < readTogether) return all
      }
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
    async addCorrections(given, set = randomUUID()) {
      const all = given.map((one, number) => whole(one, `${set}-${number}`))
      if (all.length === 0) return []
      return database.transaction(async (inside) => {
        const sites = new Set<string>()
        for (let from = 0; from < all.length; from += together) {
          const { rows } = await inside.query<{ site: string }>(correctionStatements.addMany, [clientId, jsonText(all.slice(from, from + together))])
          for (const { site } of rows) sites.add(site)
        }
        for (const site of sites) await raiseRevision(inside, clientId, site)
        return all
      }, { repeatable: true })
    },
    async correctionSets(site, { limit, offset }) {
      const { rows } = await database.query<CorrectionSet & { total: number }>(correctionStatements.setsOfSite, [clientId, site, limit, offset])
      return { rows: rows.map(({ total: _total, ...set }) => set), total: rows[0]?.total ?? 0 }
    },
    correctionSet: (set) => setOf(database, set),
    async withdrawCorrections(set, reason, at) {
      return database.transaction(async (inside) => {
        const { rows } = await inside.query<{ site: string }>(correctionStatements.withdrawSet, [clientId, set, at, reason])
        for (const { site } of rows) await raiseRevision(inside, clientId, site)
        const now = await setOf(inside, set)
        if (!now) throw new CitewellError('not_found', `There are no corrections ${set}. List the sets of corrections of the site to see their ids.`)
        if (rows.length === 0 && (now.withdrawnAt !== at || now.withdrawnReason !== reason)) throw new CitewellError('conflict', `Corrections ${set} were withdrawn on ${now.withdrawnAt!} already: "${now.withdrawnReason!}". Nothing was changed.`)
        return now
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
