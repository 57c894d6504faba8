import { randomBytes } from 'node:crypto'
import { cpSync, existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { openDatabase, type JoiningDatabase } from '../src/desk/database.js'
import { once, postgresForTests, runFolder, testFolder } from './postgres.js'

/** A database of its own for one test file; each `open` is another way in, as another process would have it. */
export interface MadeDatabase {
  home: string
  /** What `DATABASE_URL` would be; undefined for the embedded one. */
  url: string | undefined
  open(): JoiningDatabase
  /** Closes what was opened, and takes it away. */
  remove(): Promise<void>
}

export interface DatabaseKind {
  kind: 'embedded' | 'server'
  /** For titles of tests; says why the server is skipped. */
  title: string
  skipped: boolean
  /** With the tables of the desk and nothing in it; `bare` without tables too. */
  make(options?: { bare?: boolean }): Promise<MadeDatabase>
}

/**
 * Both kinds of database:
 *
 *     for (const { title, skipped, make } of await databaseKinds()) describe.skipIf(skipped)(title, () => { … })
 */
export async function databaseKinds(): Promise<DatabaseKind[]> {
  const server = await postgresForTests()
  return [
    { kind: 'embedded', title: 'embedded', skipped: false, make: makeEmbedded },
    { kind: 'server', title: server.reason === null ? 'server' : `server (skipped: ${server.reason})`, skipped: server.reason !== null, make: () => makeOnServer(server.url!) },
  ]
}

/** Making an embedded database takes seconds, so it is made once in the run and copied. */
async function makeEmbedded({ bare = false } = {}): Promise<MadeDatabase> {
  const home = testFolder('desk')
  if (!bare) {
    const template = join(runFolder, 'template')
    await once('template', async () => {
      const database = openDatabase({ home: template })
      await database.transaction(async () => undefined)
      await database.close()
    })
    if (existsSync(template)) cpSync(template, home, { recursive: true, filter: (path) => !path.endsWith('.sock') && !/owner-\d+\.json/u.test(path) })
  }
  return made(home, undefined, async () => undefined)
}

async function makeOnServer(serverUrl: string): Promise<MadeDatabase> {
  const name = `citewell_test_${randomBytes(6).toString('hex')}`
  const ask = async (sql: string) => {
    const client = new Client({ connectionString: serverUrl })
    await client.connect()
    try {
      await client.query(sql)
    } finally {
      await client.end()
    }
  }
  await ask(`CREATE DATABASE ${name}`)
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return made(testFolder('desk'), url.href, () => ask(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))
}

function made(home: string, url: string | undefined, drop: () => Promise<void>): MadeDatabase {
  const opened: JoiningDatabase[] = []
  return {
    home,
    url,
    open() {
      const database = openDatabase({ home, url })
      opened.push(database)
      return database
    },
    async remove() {
      for (const database of opened) await database.close()
      await drop()
      rmSync(home, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}
