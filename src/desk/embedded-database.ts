import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Database, Unit } from '../model/database.js'
import { CitewellError } from '../model/error.js'
import { plainParams } from './cells.js'
import { reachOwner } from './owner.js'
import { deskExists } from './pglite-engine.js'
import { OwnerGone, rowsOf, type Answerer } from './requests.js'
import { runTransaction } from './transaction.js'
import { isSelect, outcomeUnknown } from './units.js'

/** How long a request waits for an owner that is there but does not answer yet (it may be making the database). */
const waitMsMax = 60_000

/**
 * The embedded database in `<home>/desk`.
 *
 * One process owns the folder at a time; every other reaches the database through that one, over a local socket. Nothing
 * is opened before it is needed, and a desk in which nothing was ever saved is not made for the sake of reading it: a
 * `SELECT` then gives no rows. When the owner ends, whoever asks next becomes the owner; but who may not own it waits for
 * another to, so that a process which belongs to a server never keeps the desk from the next server.
 */
export function openEmbeddedDatabase({ home, mayOwn = true }: { home: string; mayOwn?: boolean | undefined }): Database {
  const dir = join(home, 'desk')
  let held: Promise<Answerer> | undefined
  let closed = false

  /** Asks until there is an owner that answers; `again` says whether that is safe after an error. */
  async function ask<Answer>(again: (gone: OwnerGone) => boolean, request: (answerer: Answerer) => Promise<Answer>): Promise<Answer> {
    if (closed) throw new CitewellError('unavailable', 'The desk is closed.')
    const deadline = Date.now() + waitMsMax
    for (;;) {
      const attempt = (held ??= reachOwner(dir, deadline, { mayOwn, isGivenUp: () => closed }))
      try {
        return await request(await attempt)
      } catch (error) {
        if (held === attempt && (error instanceof OwnerGone || !(await settled(attempt)))) held = undefined
        if (!(error instanceof OwnerGone)) throw error
        if (!again(error)) throw outcomeUnknown(error)
        if (Date.now() > deadline) throw new CitewellError('unavailable', `The desk in ${dir} is in use by another Citewell that does not answer. Stop that one, or wait and run this again.`, { cause: error })
        // An owner that closes says so at once, again and again, until it has left.
        await sleep(5)
      }
    }
  }

  return {
    async query<Row>(sql: string, params: readonly unknown[] = [], unit: Unit = {}) {
      const select = isSelect(sql)
      // Nothing can have been saved: making the database ends with the file looked for here.
      if (select && !held && !closed && !deskExists(dir)) return { rows: [], count: 0 }
      return ask((gone) => select || unit.repeatable === true || !gone.underWay, (answerer) => rowsOf<Row>(answerer, { kind: 'query', sql, params: plainParams(params), lease: null }))
    },
    async script(sql) {
      await ask((gone) => !gone.underWay, (answerer) => answerer.ask({ kind: 'script', sql, lease: null }))
    },
    async transaction(work, unit = {}) {
      // Until its begin was answered nothing has happened; afterwards parts of `work` have, outside the database too.
      let begun = false
      return ask(() => unit.repeatable === true || !begun, async (answerer) => {
        const lease = (await answerer.ask({ kind: 'begin' })) as number
        begun = true
        return runTransaction({
          query: (sql, params) => rowsOf(answerer, { kind: 'query', sql, params: plainParams(params), lease }),
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
      })
    },
    async close() {
      closed = true
      const open = await held?.catch(() => undefined)
      held = undefined
      await open?.close()
    },
  }
}

function settled(attempt: Promise<unknown>): Promise<boolean> {
  return attempt.then(() => true, () => false)
}
