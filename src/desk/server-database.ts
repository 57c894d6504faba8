import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool, PoolClient } from 'pg'
import type { Database, Rows, Unit } from '../model/database.js'
import { CitewellError } from '../model/error.js'
import { limits } from '../model/limits.js'
import { plainParams } from './cells.js'
import { migrate } from './migrate.js'
import { asDatabaseError, collided, isLost, isStarting, placeOf, rethrow, unreachable } from './server-errors.js'
import { runTransaction } from './transaction.js'
import { isSelect, outcomeUnknown } from './units.js'

/** Connections of one process to the server. */
const connectionsMax = 10
const connectMsMax = 10_000
/** How long a server that answered before, or says that it is starting, is waited for. */
const comebackMsMax = 20_000
const lookAgainMs = 200
/** Tries of a repeatable transaction that the server broke off because of another one. */
const collisionsMax = 5

/**
 * The desk's database on a Postgres server (15 or later), by its URL; TLS as the URL says (`sslmode=verify-full`).
 * Nothing is connected before it is needed; the first connection brings the tables up to date.
 */
export function openServerDatabase(url: string): Database {
  const place = placeOf(url)
  let pool: Promise<Pool> | undefined
  let ready: Promise<void> | undefined
  let reached = false
  let closed = false

  /** A connection for `work`, tried again as far as `again` says that is safe; those lost are not given back. */
  async function withClient<Answer>(again: () => boolean, work: (client: PoolClient) => Promise<Answer>): Promise<Answer> {
    const deadline = Date.now() + comebackMsMax
    let collisions = 0
    for (;;) {
      if (closed) throw new CitewellError('unavailable', 'The desk is closed.')
      let client: PoolClient
      try {
        client = await (await (pool ??= openPool(url))).connect()
        reached = true
      } catch (error) {
        if (Date.now() > deadline || !(reached || isStarting(error))) throw unreachable(place, error)
        await sleep(lookAgainMs)
        continue
      }
      try {
        const answer = await work(client)
        client.release()
        return answer
      } catch (error) {
        const lost = isLost(error)
        client.release(lost)
        if (lost) {
          if (!again()) throw outcomeUnknown(error as Error)
          if (Date.now() > deadline) throw unreachable(place, error)
          await sleep(lookAgainMs)
        } else if (collided(error) && again() && (collisions += 1) < collisionsMax) {
          await sleep(10 * collisions)
        } else {
          throw asDatabaseError(error)
        }
      }
    }
  }

  const query = <Row>(sql: string, params: readonly unknown[], unit: Unit) =>
    withClient(() => unit.repeatable === true || isSelect(sql), (client) => rowsOf<Row>(client, sql, params))

  async function transaction<Result>(work: (inside: Database) => Promise<Result>, unit: Unit): Promise<Result> {
    let begun = false
    return withClient(() => unit.repeatable === true || !begun, async (client) => {
      await client.query('BEGIN')
      begun = true
      return runTransaction({
        query: (sql, params) => rowsOf(client, sql, params),
        async script(sql) {
          await client.query(sql).catch(rethrow)
        },
        async commit() {
          await client.query('COMMIT').catch(rethrow)
        },
        async rollback() {
          await client.query('ROLLBACK')
        },
      }, work)
    })
  }

  const script = (sql: string) => withClient(() => false, async (client) => void (await client.query(sql)))
  const raw: Database = { query: (sql, params = [], unit = {}) => query(sql, params, unit), transaction: (work, unit = {}) => transaction(work, unit), script, close: async () => undefined }

  const upToDate = () => {
    ready ??= migrate(raw).catch((error: unknown) => {
      // Next time it is tried again: the server may have been away.
      ready = undefined
      throw error
    })
    return ready
  }

  return {
    async query<Row>(sql: string, params: readonly unknown[] = [], unit: Unit = {}) {
      await upToDate()
      return query<Row>(sql, params, unit)
    },
    async transaction(work, unit = {}) {
      await upToDate()
      return transaction(work, unit)
    },
    async script(sql) {
      await upToDate()
      await script(sql)
    },
    async close() {
      if (closed) return
      closed = true
      await (await pool?.catch(() => undefined))?.end()
    },
  }
}

async function openPool(url: string): Promise<Pool> {
  const { default: pg } = await import('pg')
  const { builtins, getTypeParser } = pg.types
  const text = (value: string) => value
  const parsers = new Map<number, (value: string) => unknown>([
    [builtins.INT8, Number],
    [1016, (value) => ((getTypeParser as (oid: number) => unknown)(1016) as (value: string) => Array<string | null>)(value).map((one) => (one === null ? null : Number(one)))],
    [builtins.DATE, text],
    [builtins.INTERVAL, text],
    [builtins.TIMESTAMP, (value) => new Date(`${value.replace(' ', 'T')}Z`)],
  ])
  const pool = new pg.Pool({
    connectionString: url,
    max: connectionsMax,
    connectionTimeoutMillis: connectMsMax,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    application_name: 'citewell',
    statement_timeout: limits.deskStatementMsMax,
    idle_in_transaction_session_timeout: limits.deskIdleMsMax,
    types: { getTypeParser: ((oid: number, format?: 'text' | 'binary') => (format === 'binary' ? undefined : parsers.get(oid)) ?? getTypeParser(oid, format as 'text')) as typeof getTypeParser },
  })
  // An idle connection that the server ends is opened again when it is needed.
  pool.on('error', () => undefined)
  // One in use that breaks between two statements tells it here as well as to the next statement, which is enough.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

async function rowsOf<Row>(client: PoolClient, sql: string, params: readonly unknown[]): Promise<Rows<Row>> {
  try {
    const { rows, rowCount } = await client.query(sql, plainParams(params))
    return { rows: rows as Row[], count: rowCount ?? rows.length }
  } catch (error) {
    return rethrow(error)
  }
}
