import type { PGlite } from '@electric-sql/pglite'
import { DatabaseError } from '../model/database.js'
import { CitewellError } from '../model/error.js'
import { limits } from '../model/limits.js'
import type { Answerer, RequestBody } from './requests.js'

/**
 * One conversation, taken in turns: a single statement is a turn, a transaction is one from its begin to its end. A
 * transaction whose holder says nothing for too long is rolled back, so that it can't keep everybody waiting for ever.
 */
export function takingTurns(pglite: PGlite): Answerer {
  const leases = new Map<number, { timer: NodeJS.Timeout; end(): void; statements: number }>()
  let lastLease = 0
  let lastTurn: Promise<void> = Promise.resolve()

  /** Resolves when it is our turn, with the function that ends it. */
  async function turn(): Promise<() => void> {
    const before = lastTurn
    let end = () => {}
    lastTurn = new Promise((resolve) => (end = resolve))
    await before
    return end
  }

  async function inTurn<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    const end = await turn()
    try {
      return await work()
    } finally {
      end()
    }
  }

  const held = (id: number) => {
    const lease = leases.get(id)
    if (!lease) throw new CitewellError('conflict', `A change to the desk was given up: nothing more came for ${limits.deskIdleMsMax / 1_000} seconds. Nothing of it was saved; do it again.`)
    return lease
  }

  async function begin(): Promise<number> {
    const end = await turn()
    try {
      await pglite.exec('BEGIN')
    } catch (error) {
      end()
      throw error
    }
    const id = (lastLease += 1)
    const timer = setTimeout(() => {
      if (leases.get(id)?.statements === 0) void finish(id, 'ROLLBACK').catch(() => undefined)
      else timer.refresh()
    }, limits.deskIdleMsMax)
    timer.unref()
    leases.set(id, { timer, end, statements: 0 })
    return id
  }

  async function finish(id: number, statement: 'COMMIT' | 'ROLLBACK'): Promise<void> {
    const { timer, end } = held(id)
    leases.delete(id)
    clearTimeout(timer)
    try {
      await pglite.exec(statement)
    } finally {
      end()
    }
  }

  async function inLease<Answer>(id: number, work: () => Promise<Answer>): Promise<Answer> {
    const lease = held(id)
    lease.statements += 1
    try {
      return await work()
    } finally {
      lease.statements -= 1
      if (leases.has(id)) lease.timer.refresh()
    }
  }

  function answer(request: RequestBody): Promise<unknown> {
    switch (request.kind) {
      case 'begin': return begin()
      case 'commit': return finish(request.lease, 'COMMIT')
      case 'rollback': return leases.has(request.lease) ? finish(request.lease, 'ROLLBACK') : Promise.resolve()
      case 'query': {
        const work = async () => {
          const { rows, rowCount } = await pglite.query(request.sql, request.params)
          return { rows, count: rowCount ?? rows.length }
        }
        return request.lease === null ? inTurn(work) : inLease(request.lease, work)
      }
      case 'script': {
        const work = async () => void (await pglite.exec(request.sql))
        return request.lease === null ? inTurn(work) : inLease(request.lease, work)
      }
    }
  }

  return {
    async ask(request) {
      try {
        return await answer(request)
      } catch (error) {
        throw asDatabaseError(error)
      }
    },
    async close() {
      for (const id of leases.keys()) await finish(id, 'ROLLBACK').catch(() => undefined)
      await inTurn(() => pglite.close())
    },
  }
}

/** Without the error of the driver as its cause: that holds the statement's values, which no log may show. */
function asDatabaseError(error: unknown): unknown {
  const { code, message, constraint } = error as { code?: unknown; message?: string; constraint?: string }
  if (error instanceof CitewellError || typeof code !== 'string' || !/^[0-9A-Z]{5}$/u.test(code)) return error
  return new DatabaseError(message ?? code, { sqlState: code, constraint: constraint ?? null })
}
