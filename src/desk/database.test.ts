import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databaseKinds, type MadeDatabase } from '../../test/databases.js'
import { DatabaseError, isDuplicate, isMissingReference, openDatabase, type Database } from './database.js'

for (const { kind, title, skipped, make } of await databaseKinds()) {
  describe.skipIf(skipped)(`database, ${title}`, () => {
    let here: MadeDatabase
    let one: Database
    let other: Database
    beforeAll(async () => {
      here = await make()
      one = here.open()
      other = here.open()
      await one.script('CREATE TABLE thing (id text PRIMARY KEY, number bigint, CHECK (number < 100)); CREATE TABLE part (thing text REFERENCES thing)')
    })
    afterAll(() => here?.remove())

    it('gives values of the same types, whoever holds it', async () => {
      const at = new Date('2026-03-03T04:05:06.789Z')
      const json = { $at: 'no date', list: [1, null, 'é'], deep: { $bytes: 'x' } }
      const sql = `SELECT 9007199254740991::int8 AS big, 12.340::numeric AS exact, 1.5::float8 AS float, 7::int AS small, $1::timestamptz AS at, date '2026-02-03' AS day, timestamp '2026-02-03 04:05:06' AS plain,
        $2::bytea AS bytes, $3::jsonb AS json, $4::boolean AS yes, $5::text AS nothing, $6::text[] AS words, count(*) AS count, ARRAY[1::int8, 2] AS bigs, interval '1 day' AS time, 'a'::name AS name, $7::jsonb AS text, ARRAY['x', NULL] AS holes FROM thing`
      const params = [at, new Uint8Array([0, 1, 255]), JSON.stringify(json), true, undefined, ['a"b', 'c,d\\', '{}', ''], '"{\\"a\\":1}"']
      for (const database of [one, other]) {
        const { rows, count } = await database.query(sql, params)
        expect(count).toBe(1)
        expect({ ...rows[0], bytes: [...(rows[0]!.bytes as Uint8Array)] }).toEqual({
          big: 9007199254740991, exact: '12.340', float: 1.5, small: 7, at, day: '2026-02-03', plain: new Date('2026-02-03T04:05:06Z'), bytes: [0, 1, 255], json, yes: true, nothing: null,
          words: ['a"b', 'c,d\\', '{}', ''], count: 0, bigs: [1, 2], time: expect.any(String), name: 'a', text: '{"a":1}', holes: ['x', null],
        })
      }
    })

    it('keeps texts that no database can hold, with a mark for what it can\'t', async () => {
      const { rows } = await other.query('SELECT $1::text AS plain, $2::jsonb AS json', ['a\0b\ud800c🩺', { text: 'x\0y\udc00', list: ['\0'] }])
      expect(rows).toEqual([{ plain: 'a\ufffdb\ufffdc🩺', json: { text: 'x\ufffdy\ufffd', list: ['\ufffd'] } }])
    })

    it('counts what a statement changed', async () => {
      expect(await one.query("INSERT INTO thing SELECT 'count ' || n FROM generate_series(1, 3) n")).toEqual({ rows: [], count: 3 })
      expect((await other.query('SELECT 1 FROM thing WHERE id LIKE $1', ['count%'])).count).toBe(3)
      expect((await other.query('DELETE FROM thing WHERE id LIKE $1 RETURNING id', ['count%'])).count).toBe(3)
      expect((await other.query('DELETE FROM thing WHERE id = $1', ['count 1'])).count).toBe(0)
    })

    it('tells what it refused', async () => {
      for (const database of [one, other]) {
        await one.query('INSERT INTO thing VALUES ($1) ON CONFLICT DO NOTHING', ['there'])
        const duplicate = await database.query('INSERT INTO thing VALUES ($1)', ['there']).catch((error: unknown) => error)
        expect(duplicate).toBeInstanceOf(DatabaseError)
        expect([isDuplicate(duplicate), isDuplicate(duplicate, 'thing_pkey'), isDuplicate(duplicate, 'other'), isMissingReference(duplicate)]).toEqual([true, true, false, false])
        expect(isMissingReference(await database.query('INSERT INTO part VALUES ($1)', ['none']).catch((error: unknown) => error))).toBe(true)
        await expect(database.query('SELEC')).rejects.toMatchObject({ sqlState: '42601' })
        await expect(database.query('INSERT INTO thing VALUES ($1, $2)', ['many', 100])).rejects.toMatchObject({ sqlState: '23514', constraint: 'thing_number_check' })
      }
    })

    it('keeps a transaction whole, and others out of it', async () => {
      for (const [name, database, looker] of [['a', one, other], ['b', other, one]] as const) {
        const done = await database.transaction(async (inside) => {
          await inside.query('INSERT INTO thing VALUES ($1, 1)', [name])
          await inside.script(`UPDATE thing SET number = 2 WHERE id = '${name}'`)
          return (await inside.query<{ number: number }>('SELECT number FROM thing WHERE id = $1', [name])).rows[0]!.number
        })
        expect(done).toBe(2)
        await expect(database.transaction(async (inside) => {
          await inside.query('DELETE FROM thing WHERE id = $1', [name])
          throw new Error('no')
        })).rejects.toThrow('no')
        expect((await looker.query('SELECT number FROM thing WHERE id = $1', [name])).rows).toEqual([{ number: 2 }])
      }
    })

    it('has no half of a transaction after a statement in it failed, even if the work went on', async () => {
      await expect(one.transaction(async (inside) => {
        await inside.query('INSERT INTO thing VALUES ($1)', ['half'])
        await inside.query('SELECT nothing').catch(() => undefined)
      })).rejects.toMatchObject({ sqlState: '25P02' })
      expect((await one.query('SELECT 1 FROM thing WHERE id = $1', ['half'])).rows).toEqual([])
    })

    it('goes on after a failed transaction inside a transaction', async () => {
      await one.transaction(async (inside) => {
        await inside.query('INSERT INTO thing VALUES ($1)', ['outer'])
        await expect(inside.transaction(async (deeper) => {
          await deeper.query('INSERT INTO thing VALUES ($1)', ['inner'])
          await deeper.query('INSERT INTO thing VALUES ($1)', ['outer'])
        })).rejects.toSatisfy((error) => isDuplicate(error))
        await inside.transaction((deeper) => deeper.query('INSERT INTO thing VALUES ($1)', ['second']))
      })
      expect((await other.query("SELECT id FROM thing WHERE id IN ('outer', 'inner', 'second') ORDER BY id")).rows).toEqual([{ id: 'outer' }, { id: 'second' }])
    })

    it('refuses a transaction used after its end', async () => {
      const kept = await one.transaction(async (inside) => inside)
      await expect(kept.query('SELECT 1')).rejects.toMatchObject({ code: 'internal' })
    })

    it('lets many add to one number at once', async () => {
      await one.query('INSERT INTO thing VALUES ($1, 0)', ['sum'])
      const add = (database: Database) => database.transaction(async (inside) => {
        const { rows } = await inside.query<{ number: number }>("SELECT number FROM thing WHERE id = 'sum' FOR UPDATE")
        await sleep(1)
        await inside.query("UPDATE thing SET number = $1 WHERE id = 'sum'", [rows[0]!.number + 1])
      })
      await Promise.all(Array.from({ length: 40 }, (_, number) => add(number % 2 === 0 ? one : other)))
      expect((await one.query("SELECT number FROM thing WHERE id = 'sum'")).rows).toEqual([{ number: 40 }])
    })

    it.skipIf(kind === 'server')('rolls back what its holder left open by going away', async () => {
      const third = here.open()
      await expect(third.transaction(async (inside) => {
        await inside.query('INSERT INTO thing VALUES ($1)', ['left'])
        await third.close()
        await inside.query('SELECT 1')
      })).rejects.toThrow()
      expect((await one.query('SELECT 1 FROM thing WHERE id = $1', ['left'])).rows).toEqual([])
    })
  })
}

describe('a server that is not there', () => {
  it.each([
    ['postgres://ada:secret@127.0.0.1:1/desk', 'unavailable', '127.0.0.1:1/desk'],
    ['postgres://ada:secret@nowhere.invalid/desk', 'unavailable', 'nowhere.invalid:5432/desk'],
    ['mysql://ada:secret@db.example/desk', 'invalid', 'postgres://'],
    ['secret', 'invalid', 'postgres://'],
  ])('%s is said to be, without the password', async (url, code, words) => {
    const asked = async () => {
      const database = openDatabase({ home: '/nowhere', url })
      try {
        await database.query('SELECT 1')
      } finally {
        await database.close()
      }
    }
    const error = await asked().then(() => undefined, (error: unknown) => error as Error)
    expect(error).toMatchObject({ code, message: expect.stringContaining(words) })
    expect(error!.message).not.toContain('secret')
  })

  it('is not made on the disk by asking', () => expect(existsSync(join('/nowhere', 'desk'))).toBe(false))
})
