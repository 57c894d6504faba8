import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databaseKinds, type MadeDatabase } from '../../test/databases.js'
import { markOfThisProcess, stateOf } from '../lib/process-mark.js'
import type { Database } from '../model/database.js'
import { openDatabase } from './database.js'
import { claimAfter, currentClaim, release } from './owner-file.js'

const root = mkdtempSync(join(tmpdir(), 'citewell-owner-'))
afterAll(() => rmSync(root, { recursive: true, force: true, maxRetries: 3 }))
const embedded = (await databaseKinds()).find(({ kind }) => kind === 'embedded')!

describe('an embedded database', () => {
  let here: MadeDatabase
  let owner: Database
  let attached: Database
  beforeAll(async () => {
    here = await embedded.make({ bare: true })
    owner = here.open()
    attached = here.open()
  })
  afterAll(() => here?.remove())

  it('is not made by reading', async () => {
    expect(await owner.query('SELECT * FROM correction')).toEqual({ rows: [], count: 0 })
    expect(() => statSync(join(here.home, 'desk'))).toThrow()
  })

  it('is private', async () => {
    await owner.script('CREATE TABLE thing (id text PRIMARY KEY)')
    expect(statSync(join(here.home, 'desk')).mode & 0o077).toBe(0)
    const shared = readdirSync(join(here.home, 'desk')).filter((name) => /sock$|^owner/u.test(name))
    expect(shared).toHaveLength(2)
    for (const name of shared) expect(statSync(join(here.home, 'desk', name)).mode & 0o077).toBe(0)
  })

  it('lets what is under way end when the owner closes, and goes on with the next who asks', async () => {
    const insert = (inside: Database, id: string) => inside.query('INSERT INTO thing VALUES ($1)', [id])
    const begun = signal()
    const closing = signal()
    const underWay = attached.transaction(async (inside) => {
      await insert(inside, 'first half')
      begun.resolve()
      await closing.promise
      await insert(inside, 'second half')
    })
    await begun.promise
    const closed = owner.close()
    closing.resolve()
    await underWay
    await closed
    // Not repeatable, and not lost: the owner that closed had not taken it.
    await insert(attached, 'with the next')
    expect((await attached.query('SELECT id FROM thing ORDER BY id')).rows).toEqual([{ id: 'first half' }, { id: 'second half' }, { id: 'with the next' }])
    expect(currentClaim(join(here.home, 'desk'))?.number).toBe(2)
    await expect(owner.query('SELECT 1')).rejects.toMatchObject({ code: 'unavailable' })
  })

  it('refuses files of another Postgres', async () => {
    const home = join(root, 'other-engine')
    release(join(home, 'desk'), claimAfter(join(home, 'desk'), undefined, 'none', 'abc')!)
    writeFileSync(join(home, 'desk', 'engine.json'), JSON.stringify({ postgres: 15 }))
    const database = openDatabase({ home })
    await expect(database.query('SELECT 1')).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('Postgres 15') })
    await database.close()
  })
})

describe('owner', () => {
  it('is one of those who claim, and a released or dead one is followed', () => {
    const dir = join(root, 'claims')
    const first = claimAfter(dir, undefined, 's', 'one')!
    expect(first.number).toBe(1)
    expect(claimAfter(dir, undefined, 's', 'two')).toBeUndefined()
    release(dir, first)
    expect(currentClaim(dir)).toEqual({ ...first, released: true })
    expect(claimAfter(dir, first, 's', 'three')?.number).toBe(2)
    expect(claimAfter(dir, first, 's', 'four')).toBeUndefined()
    // Somebody who looked long ago does not take a number that was tidied away.
    expect(claimAfter(dir, undefined, 's', 'five')).toBeUndefined()
    expect(readdirSync(dir)).toEqual(['owner-2.json'])
  })

  it('is told from another process with its number', () => {
    const mark = markOfThisProcess()
    expect(stateOf(mark)).toBe('alive')
    expect(stateOf({ ...mark, pid: 2 ** 22 + 1 })).toBe('dead')
    if (mark.startedAt !== null) expect(stateOf({ ...mark, startedAt: '1' })).toBe('dead')
    expect(stateOf({ ...mark, place: 'elsewhere' })).toBe('unknown')
  })
})

function signal(): { promise: Promise<void>; resolve(): void } {
  let resolve = () => {}
  const promise = new Promise<void>((done) => (resolve = done))
  return { promise, resolve }
}
