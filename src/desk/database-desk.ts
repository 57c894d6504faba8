import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite, types, type Transaction } from '@electric-sql/pglite'
import { CorrectionSchema, DecisionSchema, type Correction, type Decision } from '../model/correction.js'
import { CitewellError } from '../model/error.js'
import { ProviderProfileSchema } from '../model/profile.js'
import type { HeldDesk } from './desk-requests.js'
import { latestVersion, migrations, versionStatements, type Migration } from './migrations.js'
import { correctionStatements } from './statements/corrections.js'
import { decisionStatements } from './statements/decisions.js'
import { profileStatements } from './statements/profiles.js'

/** Major version of the Postgres inside the embedded database; its files can't be read by another. */
const postgresMajor = 18

/**
 * Opens the database in `dir`, makes it and brings its tables up to date. **Only the owner of the folder may call
 * this:** two processes that open it both succeed, and the rows of one vanish without an error.
 */
export async function openDatabaseDesk(dir: string): Promise<HeldDesk> {
  const database = await openDatabase(dir)

  return {
    async corrections(site) {
      return (await database.query<Correction>(correctionStatements.ofSite, [site])).rows
    },
    async addCorrection(given) {
      const one = parsed(CorrectionSchema, given)
      const values = [one.id, one.site, one.subject, one.key, one.referringPage, one.target, one.field, one.value, one.was, one.reason, one.by, one.at]
      return database.transaction(async (transaction) => {
        const added = (await transaction.query<Correction>(correctionStatements.add, values)).rows[0]
        if (added) await transaction.query(profileStatements.raiseRevision, [one.site])
        return added ?? (await correctionOf(transaction, one.id))
      })
    },
    async withdrawCorrection(id, reason, at) {
      return database.transaction(async (transaction) => {
        const withdrawn = (await transaction.query<Correction>(correctionStatements.withdraw, [id, at, reason])).rows[0]
        if (withdrawn) {
          await transaction.query(profileStatements.raiseRevision, [withdrawn.site])
          return withdrawn
        }
        const earlier = await correctionOf(transaction, id)
        if (earlier.withdrawnAt === at && earlier.withdrawnReason === reason) return earlier
        throw new CitewellError('conflict', `Correction ${id} was withdrawn on ${earlier.withdrawnAt} already: "${earlier.withdrawnReason}". Nothing was changed.`)
      })
    },
    async decisions(site) {
      return (await database.query<Decision>(decisionStatements.ofSite, [site])).rows
    },
    async addDecision(given) {
      const one = parsed(DecisionSchema, given)
      const values = [one.id, one.site, one.kind, one.state, one.cause, one.reviewer, one.reason, one.body, one.at]
      return database.transaction(async (transaction) => {
        const added = (await transaction.query<Decision>(decisionStatements.add, values)).rows[0]
        return added ?? (await transaction.query<Decision>(decisionStatements.one, [one.id])).rows[0]!
      })
    },
    async profile(site) {
      const row = (await database.query<{ profile: unknown }>(profileStatements.ofSite, [site])).rows[0]
      return row && ProviderProfileSchema.parse(row.profile)
    },
    async saveProfile(site, given, at) {
      const profile = parsed(ProviderProfileSchema, given)
      await database.transaction(async (transaction) => {
        await transaction.query(profileStatements.save, [site, JSON.stringify(profile), at])
        await transaction.query(profileStatements.raiseRevision, [site])
      })
    },
    async revision(site) {
      return (await database.query<{ revision: number }>(profileStatements.revision, [site])).rows[0]?.revision ?? 0
    },
    async close() {
      await database.close()
    },
  }
}

/** True once a desk was made here and can be read. */
export function deskExists(dir: string): boolean {
  return existsSync(engineFile(dir))
}

async function openDatabase(dir: string): Promise<PGlite> {
  const data = join(dir, 'data')
  if (deskExists(dir)) checkEngine(dir)
  // Without the engine file, making the database was broken off before anything could be saved in it; or somebody
  // removed that file. Nothing is deleted: what is there is set aside.
  else if (existsSync(data)) renameSync(data, `${data}-set-aside-${Date.now()}`)
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  // int8 comes as a number here and as text from a server; we cast in SQL and let neither be a bigint.
  const database = await PGlite.create({ dataDir: data, parsers: { [types.INT8]: Number } })
  try {
    await migrate(database, migrations)
    if (!deskExists(dir)) {
      const { major } = (await database.query<{ major: number }>(versionStatements.engine)).rows[0]!
      writeFileSync(`${engineFile(dir)}.new`, JSON.stringify({ postgres: major }))
      renameSync(`${engineFile(dir)}.new`, engineFile(dir))
    }
    return database
  } catch (error) {
    await database.close()
    throw error
  }
}

/** Applies what is missing, in order. A desk of a newer program is left alone. */
export async function migrate(database: PGlite, steps: readonly Migration[]): Promise<void> {
  await database.exec(versionStatements.make)
  const { version } = (await database.query<{ version: number }>(versionStatements.read)).rows[0]!
  if (version > latestVersion) {
    throw new CitewellError('conflict', `The desk was last used by a newer Citewell (its tables are version ${version}, this program knows ${latestVersion}). Update Citewell; nothing was changed.`)
  }
  for (const step of steps.filter((step) => step.version > version)) {
    await database.transaction(async (transaction) => {
      await transaction.exec(step.sql)
      await transaction.query(versionStatements.note, [step.version, step.name])
    })
  }
}

const engineFile = (dir: string) => join(dir, 'engine.json')

function checkEngine(dir: string): void {
  let postgres: number
  try {
    ;({ postgres } = JSON.parse(readFileSync(engineFile(dir), 'utf8')) as { postgres: number })
  } catch (cause) {
    throw new CitewellError('conflict', `${engineFile(dir)} is damaged, so it is not known which Postgres made the desk. Restore the file from a backup of the folder; nothing was changed.`, { cause })
  }
  if (postgres === postgresMajor) return
  throw new CitewellError('conflict', `The desk in ${dir} was made with Postgres ${postgres}, and this Citewell has ${postgresMajor}, which can't read it. Use the Citewell that made it; nothing was changed.`)
}

async function correctionOf(transaction: Transaction, id: string): Promise<Correction> {
  const found = (await transaction.query<Correction>(correctionStatements.one, [id])).rows[0]
  if (!found) throw new CitewellError('not_found', `There is no correction ${id}. List the corrections of the site to see their ids.`)
  return found
}

function parsed<Value>(schema: { safeParse(value: unknown): { success: true; data: Value } | { success: false; error: { issues: ReadonlyArray<{ path: PropertyKey[]; message: string }> } } }, value: unknown): Value {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const issue = result.error.issues[0]!
  throw new CitewellError('invalid', `${issue.path.join('.')}: ${issue.message}. Nothing was saved.`)
}
