import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite, types } from '@electric-sql/pglite'
import type { Database, Rows } from '../model/database.js'
import { CitewellError } from '../model/error.js'
import { shippedTemplate, unpackTemplate } from './desk-template.js'
import { migrate, versionStatements } from './migrate.js'
import type { Answerer } from './requests.js'
import { runTransaction } from './transaction.js'
import { takingTurns } from './turns.js'

/** Major version of the Postgres inside the embedded database; its files can't be read by another. */
const postgresMajor = 18

/**
 * Opens the database in `dir`, makes it and brings its tables up to date. **Only the owner of the folder may call
 * this:** two processes that open it both succeed, and the rows of one vanish without an error.
 */
export async function openEngine(dir: string, template: string | null = shippedTemplate): Promise<Answerer> {
  const data = join(dir, 'data')
  if (deskExists(dir)) checkEngine(dir)
  // Without the engine file, making the database was broken off before anything could be saved in it; or somebody
  // removed that file. Nothing is deleted: what is there is set aside.
  else if (existsSync(data)) renameSync(data, `${data}-set-aside-${Date.now()}`)
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  if (template !== null && !existsSync(data)) unpackTemplate(data, template)
  const pglite = await PGlite.create({
    dataDir: data,
    parsers: { [types.INT8]: Number, [types.DATE]: (text) => text, [types.TIMESTAMP]: (text) => new Date(`${text.replace(' ', 'T')}Z`) },
  })
  const engine = takingTurns(pglite)
  try {
    const database = databaseOver(engine)
    await migrate(database)
    if (!deskExists(dir)) {
      const { major } = (await database.query<{ major: number }>(versionStatements.engine)).rows[0]!
      writeFileSync(`${engineFile(dir)}.new`, JSON.stringify({ postgres: major }))
      renameSync(`${engineFile(dir)}.new`, engineFile(dir))
    }
    return engine
  } catch (error) {
    await engine.close()
    throw error
  }
}

/** True once a desk was made here and can be read. */
export function deskExists(dir: string): boolean {
  return existsSync(engineFile(dir))
}

/** The database of an answerer that does not go away. */
export function databaseOver(answerer: Answerer): Database {
  return {
    query: <Row>(sql: string, params: readonly unknown[] = []) => answerer.ask({ kind: 'query', sql, params: [...params], lease: null }) as Promise<Rows<Row>>,
    async script(sql) {
      await answerer.ask({ kind: 'script', sql, lease: null })
    },
    async transaction(work) {
      const lease = (await answerer.ask({ kind: 'begin' })) as number
      return runTransaction({
        query: <Row>(sql: string, params: readonly unknown[]) => answerer.ask({ kind: 'query', sql, params: [...params], lease }) as Promise<Rows<Row>>,
        async script(sql) {
          await answerer.ask({ kind: 'script', sql, lease })
        },
        async commit() {
          await answerer.ask({ kind: 'commit', lease })
        },
        async rollback() {
          await answerer.ask({ kind: 'rollback', lease })
        },
      }, work)
    },
    close: () => answerer.close(),
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
