import { describe, expect, it } from 'vitest'
import { keepingReads } from './kept-reads.js'
import type { Answerer, RequestBody } from './requests.js'

/** A database of one number, which answers when it is told to: `SELECT` gives it, anything else adds one. */
function slowEngine() {
  const waiting: Array<() => void> = []
  let value = 0
  let asked = 0
  const engine: Answerer = {
    ask: (request: RequestBody) => new Promise((resolve) => {
      asked += 1
      waiting.push(() => {
        const reads = request.kind === 'begin' || request.kind === 'rollback' || (request.kind === 'query' && (/^select/iu.test(request.sql) || request.lease !== null))
        if (!reads) value += 1
        resolve(request.kind === 'begin' ? 1 : { rows: [{ value, at: new Date(value) }], count: 1 })
      })
    }),
    close: async () => undefined,
  }
  return { engine, next: () => waiting.shift()!(), asked: () => asked }
}

const select = (sql = 'SELECT value FROM thing', params: unknown[] = []): RequestBody => ({ kind: 'query', sql, params, lease: null })
const update = { kind: 'query' as const, sql: 'UPDATE thing SET value = 1', params: [], lease: null }
const rows = (value: number) => ({ rows: [{ value, at: new Date(value) }], count: 1 })

describe('kept reads', () => {
  it('ask once until something is saved', async () => {
    const { engine, next, asked } = slowEngine()
    const reads = keepingReads(engine)
    const first = reads.ask(select())
    next()
    const answer = (await first) as ReturnType<typeof rows>
    expect(answer).toEqual(rows(0))
    // Whoever changes what they were given changes nobody else's answer.
    answer.rows[0]!.value = 99
    expect(await reads.ask(select())).toEqual(rows(0))
    expect(asked()).toBe(1)
    const other = reads.ask(select('SELECT value FROM thing', [1]))
    next()
    await other
    expect(asked()).toBe(2)
  })

  it.each([
    ['a statement', [update]],
    ['a WITH, which may write', [{ ...update, sql: 'WITH one AS (UPDATE thing SET value = 2 RETURNING value) SELECT value FROM one' }]],
    ['a script', [{ kind: 'script', sql: 'UPDATE thing SET value = 1', lease: null } as const]],
    ['a commit', [{ kind: 'begin' } as const, { ...update, lease: 1 }, { kind: 'commit', lease: 1 } as const]],
  ] as Array<[string, RequestBody[]]>)('forget all at %s', async (_, requests) => {
    const { engine, next } = slowEngine()
    const reads = keepingReads(engine)
    const ask = async (request: RequestBody) => {
      const answer = reads.ask(request)
      next()
      return answer
    }
    expect(await ask(select())).toEqual(rows(0))
    for (const request of requests) await ask(request)
    expect(await ask(select())).toEqual(rows(1))
  })

  it('keep nothing that was read while something was being saved', async () => {
    const { engine, next, asked } = slowEngine()
    const reads = keepingReads(engine)
    const before = reads.ask(select())
    next()
    await before
    const saving = reads.ask(update)
    // Already now the old answer is given no more: it goes behind the change.
    const during = reads.ask(select())
    expect(asked()).toBe(3)
    next()
    await saving
    next()
    expect(await during).toEqual(rows(1))
    const after = reads.ask(select())
    expect(asked()).toBe(4)
    next()
    expect(await after).toEqual(rows(1))
    expect(await reads.ask(select())).toEqual(rows(1))
    expect(asked()).toBe(4)
  })

  it('keep nothing whose question was on its way when a change set out', async () => {
    const { engine, next, asked } = slowEngine()
    const reads = keepingReads(engine)
    const early = reads.ask(select())
    const saving = reads.ask(update)
    next()
    expect(await early).toEqual(rows(0))
    next()
    await saving
    const late = reads.ask(select())
    expect(asked()).toBe(3)
    next()
    expect(await late).toEqual(rows(1))
  })

  it.each(['SELECT now()', 'SELECT id FROM thing FOR UPDATE', 'SELECT pg_try_advisory_xact_lock(1)', "SELECT set_config('timezone', 'UTC', true)"])('do not keep %s', async (sql) => {
    const { engine, next, asked } = slowEngine()
    const reads = keepingReads(engine)
    for (let time = 1; time <= 2; time += 1) {
      const answer = reads.ask(select(sql))
      next()
      await answer
      expect(asked()).toBe(time)
    }
  })
})
