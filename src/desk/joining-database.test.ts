import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { databaseKinds, type MadeDatabase } from '../../test/databases.js'
import type { JoiningDatabase } from './joining-database.js'

for (const { title, skipped, make } of await databaseKinds()) {
  describe.skipIf(skipped)(`what is saved together, ${title}`, () => {
    let here: MadeDatabase
    let database: JoiningDatabase
    let other: JoiningDatabase
    beforeAll(async () => {
      here = await make()
      database = here.open()
      other = here.open()
      await database.script('CREATE TABLE kept (name text PRIMARY KEY)')
    })
    beforeEach(async () => void (await database.query('DELETE FROM kept')))
    afterAll(() => here.remove())

    const keep = (name: string) => database.query('INSERT INTO kept VALUES ($1)', [name])
    const seenBy = async (one: JoiningDatabase) => (await one.query<{ name: string }>('SELECT name FROM kept ORDER BY name COLLATE "C"')).rows.map(({ name }) => name)

    it('is there at the end, whoever of those it calls saved it', async () => {
      const answer = await database.together(async () => {
        await keep('a')
        await Promise.all([keep('b'), database.transaction(async (inside) => void (await inside.query(`INSERT INTO kept VALUES ('c')`))), keep('d')])
        expect(await seenBy(database)).toEqual(['a', 'b', 'c', 'd'])
        return 'done'
      })
      expect([answer, await seenBy(other)]).toEqual(['done', ['a', 'b', 'c', 'd']])
    })

    it('is not there at all if the work fails, also after its last save', async () => {
      await expect(database.together(async () => {
        await keep('a')
        await database.transaction(async (inside) => void (await inside.query(`INSERT INTO kept VALUES ('b')`)))
        throw new Error('no more')
      })).rejects.toThrow('no more')
      expect(await seenBy(other)).toEqual([])
      await keep('after')
      expect(await seenBy(other)).toEqual(['after'])
    })

    it('outlives a part of it that failed and was caught: that part alone is undone', async () => {
      await database.together(async () => {
        await keep('a')
        await keep('a').catch(() => undefined)
        await database.transaction(async (inside) => {
          await inside.query(`INSERT INTO kept VALUES ('lost')`)
          throw new Error('a part')
        }).catch(() => undefined)
        await database.together(async () => {
          await keep('lost too')
          throw new Error('a part')
        }).catch(() => undefined)
        await database.together(() => keep('b'))
      })
      expect(await seenBy(other)).toEqual(['a', 'b'])
    })

    it('holds nobody up before the first save', async () => {
      const held: string[] = []
      await database.together(async () => {
        await seenBy(database)
        // Somebody else writes while this one still works something out.
        await other.query(`INSERT INTO kept VALUES ('other')`)
        held.push(...(await seenBy(database)))
        await keep('mine')
      })
      expect([held, await seenBy(other)]).toEqual([['other'], ['mine', 'other']])
    })

    it('keeps apart what two do at once', async () => {
      const failed = database.together(async () => {
        await keep('one')
        await sleep(20)
        throw new Error('one fails')
      })
      const done = database.together(async () => {
        await keep('two')
        await sleep(5)
        await keep('three')
      })
      await Promise.all([expect(failed).rejects.toThrow('one fails'), done])
      expect(await seenBy(other)).toEqual(['three', 'two'])
    })

    it('is not joined by what was left running when it ended', async () => {
      let late: Promise<unknown> = Promise.resolve()
      await database.together(async () => {
        await keep('a')
        late = sleep(30).then(() => keep('late'))
      })
      await late
      expect(await seenBy(other)).toEqual(['a', 'late'])
    })
  })
}
