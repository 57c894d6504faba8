import type { Database } from '../model/database.js'
import { CitewellError } from '../model/error.js'
import { migrations, type Migration } from './migrations/index.js'

export const versionStatements = {
  /** One at a time, whoever starts: held to the end of the transaction. The number is any, but always the same. */
  lock: `SELECT pg_advisory_xact_lock(7240515)`,
  /** A large table may take long to change, and another server may be at it. */
  patience: `SELECT set_config('statement_timeout', '0', true)`,
  /** Made outside the migrations, because they are counted in it. */
  make: `CREATE TABLE IF NOT EXISTS schema_version (version integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`,
  /** Each that was applied, not only the highest: one that was written later under a lower number is not left out. */
  read: `SELECT version FROM schema_version ORDER BY version`,
  /** Noted in the transaction of the migration itself, so that both or neither are there. */
  note: `INSERT INTO schema_version (version, name) VALUES ($1, $2)`,
  /** Which Postgres wrote these files: its major version must match, the files of another cannot be read. */
  engine: `SELECT current_setting('server_version_num')::int / 10000 AS major`,
} as const

/** Applies what is missing, in order. A desk of a newer program is left alone; two that start at once take turns. */
export async function migrate(database: Database, steps: readonly Migration[] = migrations): Promise<void> {
  const latest = Math.max(...steps.map(({ version }) => version))
  await database.transaction(async (inside) => {
    await inside.query(versionStatements.patience)
    await inside.query(versionStatements.lock)
    await inside.script(versionStatements.make)
    const version = Math.max(0, ...(await applied(inside)))
    if (version > latest) {
      throw new CitewellError('conflict', `The desk was last used by a newer Citewell (its tables are version ${version}, this program knows ${latest}). Update Citewell; nothing was changed.`)
    }
  })
  const done = await applied(database)
  for (const step of steps.filter(({ version }) => !done.has(version))) {
    await database.transaction(async (inside) => {
      await inside.query(versionStatements.patience)
      await inside.query(versionStatements.lock)
      if ((await applied(inside)).has(step.version)) return
      await inside.script(step.sql)
      await inside.query(versionStatements.note, [step.version, step.name])
    })
  }
}

async function applied(database: Database): Promise<Set<number>> {
  return new Set((await database.query<{ version: number }>(versionStatements.read)).rows.map(({ version }) => version))
}
