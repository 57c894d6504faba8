import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyProfile } from '../model/profile.js'
import type { Desk } from '../model/outside.js'
import { migrate } from './database-desk.js'
import { openDesk } from './index.js'
import { latestVersion, migrations, versionStatements } from './migrations.js'
import { claimAfter, currentClaim, release } from './owner-file.js'
import { markOfThisProcess, stateOf } from '../lib/process-mark.js'
import { correctionStatements } from './statements/corrections.js'
import { decisionStatements } from './statements/decisions.js'
import { profileStatements } from './statements/profiles.js'

const root = mkdtempSync(join(tmpdir(), 'citewell-desk-'))
afterAll(() => rmSync(root, { recursive: true, force: true, maxRetries: 3 }))

const site = 'clinic.example'
const at = '2026-03-03T00:00:00.000Z'
const correction = {
  site, subject: 'link' as const, key: '00aa', referringPage: 'https://journal.example/a', target: null,
  field: 'type' as const, value: 'LT-01', was: 'LT-03', reason: 'It is an article', by: 'Ada', at,
}

describe('desk', () => {
  const home = join(root, 'plain')
  let owner: Desk
  let attached: Desk
  beforeAll(async () => {
    owner = await openDesk({ home })
    attached = await openDesk({ home })
  })
  afterAll(async () => {
    await attached?.close()
    await owner?.close()
  })

  it('is not made by reading', async () => {
    expect([await owner.corrections(site), await owner.profile(site), await owner.revision(site)]).toEqual([[], undefined, 0])
    expect(() => statSync(home)).toThrow()
  })

  it('keeps corrections, withdrawn ones too, the same for its owner and for others', async () => {
    const first = await owner.addCorrection(correction)
    const second = await attached.addCorrection({ ...correction, key: '00bb' })
    expect(first).toEqual({ ...correction, id: expect.any(String), withdrawnAt: null, withdrawnReason: null })
    expect(await attached.revision(site)).toBe(2)
    const withdrawn = await attached.withdrawCorrection(first.id, 'I was wrong', at)
    expect(withdrawn).toEqual({ ...first, withdrawnAt: at, withdrawnReason: 'I was wrong' })
    expect(await owner.corrections(site)).toEqual([withdrawn, second])
    expect(await attached.corrections(site)).toEqual([withdrawn, second])
    expect(await owner.revision(site)).toBe(3)
    // The same withdrawal sent again is the same; another one is refused.
    expect(await owner.withdrawCorrection(first.id, 'I was wrong', at)).toEqual(withdrawn)
    for (const desk of [owner, attached]) {
      await expect(desk.withdrawCorrection(first.id, 'again', at)).rejects.toMatchObject({ code: 'conflict' })
      await expect(desk.withdrawCorrection('none', 'x', at)).rejects.toMatchObject({ code: 'not_found' })
      await expect(desk.addCorrection({ ...correction, reason: '' })).rejects.toMatchObject({ code: 'invalid' })
    }
  })

  it('keeps decisions and profiles', async () => {
    const decision = { site, kind: 'do-nothing' as const, state: 'confirmed' as const, cause: null, reviewer: 'Ada', reason: 'No action taken', body: 'memo “é”', at }
    const saved = await attached.addDecision(decision)
    expect(await owner.decisions(site)).toEqual([saved])
    expect(saved).toEqual({ ...decision, id: expect.any(String) })
    const profile = { ...emptyProfile, names: ['Northgate Heart'], domains: ['northgate.example'] }
    await attached.saveProfile(site, profile, at)
    expect(await owner.profile(site)).toEqual(profile)
    expect(await attached.profile('rival.example')).toBeUndefined()
  })

  it('is private', () => {
    expect(statSync(join(home, 'desk')).mode & 0o077).toBe(0)
    for (const name of readdirSync(join(home, 'desk')).filter((name) => /sock$|^owner/.test(name))) expect(statSync(join(home, 'desk', name)).mode & 0o077).toBe(0)
  })

  it('goes on when the owner closes, with the next one who asks', async () => {
    await owner.close()
    expect(await attached.corrections(site)).toHaveLength(2)
    await attached.addCorrection({ ...correction, key: '00cc' })
    expect(await attached.revision(site)).toBe(5)
    expect(currentClaim(join(home, 'desk'))?.number).toBe(2)
  })
})

/** A home whose desk is made already, which takes seconds, copied from the one above. */
function madeHome(name: string): string {
  const home = join(root, name)
  cpSync(join(root, 'plain'), home, { recursive: true, filter: (path) => !path.endsWith('.sock') && !/owner-\d+\.json/.test(path) })
  return home
}

describe('database', () => {
  let database: PGlite
  beforeAll(async () => {
    database = await PGlite.create(join(madeHome('statements'), 'desk', 'data'))
    await migrate(database, migrations)
  })
  afterAll(() => database.close())

  it('prepares every statement', async () => {
    const groups = { correctionStatements, decisionStatements, profileStatements, versionStatements }
    for (const [group, statements] of Object.entries(groups)) {
      for (const [name, sql] of Object.entries(statements)) {
        if (name === 'make') continue
        await expect(database.query(`PREPARE "${group}.${name}" AS ${sql}`), `${group}.${name}`).resolves.toBeDefined()
      }
    }
  })

  it('applies each migration once, whole or not at all, and leaves a newer desk alone', async () => {
    await migrate(database, migrations)
    const broken = [...migrations, { version: latestVersion + 1, name: 'broken', sql: 'CREATE TABLE half (id int); SELECT nothing FROM nowhere' }]
    await expect(migrate(database, broken)).rejects.toThrow()
    expect((await database.query("SELECT to_regclass('half') AS half")).rows).toEqual([{ half: null }])
    await database.query(versionStatements.note, [latestVersion + 1, 'of tomorrow'])
    await expect(migrate(database, migrations)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('refuses files of another Postgres', async () => {
    const home = join(root, 'other-engine')
    const claim = claimAfter(join(home, 'desk'), undefined, 'none', 'abc')!
    release(join(home, 'desk'), claim)
    writeFileSync(join(home, 'desk', 'engine.json'), JSON.stringify({ postgres: 15 }))
    const desk = await openDesk({ home })
    await expect(desk.corrections(site)).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('Postgres 15') })
    await desk.close()
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

describe('several processes', () => {
  const program = fileURLToPath(new URL('../../test/programs/desk-writer.mjs', import.meta.url))
  const write = (home: string, name: string, count: number) => {
    const child = spawn(process.execPath, [program, home, name, String(count)], { stdio: ['ignore', 'pipe', 'inherit'] })
    const acknowledged: string[] = []
    let text = ''
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
      acknowledged.splice(0, Infinity, ...text.split('\n').slice(0, -1))
    })
    return { child, acknowledged, ended: once(child, 'close') }
  }

  it('write at once, and every row is there', async () => {
    const home = join(root, 'four')
    const writers = ['a', 'b', 'c', 'd'].map((name) => write(home, name, 25))
    for (const { ended } of writers) expect((await ended)[0]).toBe(0)
    const desk = await openDesk({ home })
    const ids = new Set((await desk.corrections(site)).map(({ id }) => id))
    expect(ids.size).toBe(100)
    expect(new Set(writers.flatMap(({ acknowledged }) => acknowledged))).toEqual(ids)
    await desk.close()
  })

  it('go on when the owner is killed, and no acknowledged row is lost', async () => {
    const home = madeHome('killed')
    const writers = ['a', 'b', 'c'].map((name) => write(home, name, 150))
    const ownerPid = await new Promise<number>((resolve) => {
      const look = setInterval(() => {
        if (!writers.every(({ acknowledged }) => acknowledged.length >= 5)) return
        clearInterval(look)
        resolve(currentClaim(join(home, 'desk'))!.process.pid)
      }, 5)
    })
    process.kill(ownerPid, 'SIGKILL')
    for (const { child, ended } of writers) {
      const [code] = await ended
      expect(child.pid === ownerPid ? code : code === 0 ? null : code).toBeNull()
    }
    const desk = await openDesk({ home })
    const ids = new Set((await desk.corrections(site)).map(({ id }) => id))
    expect(writers.flatMap(({ acknowledged }) => acknowledged).filter((id) => !ids.has(id))).toEqual([])
    const survivors = writers.filter(({ child }) => child.pid !== ownerPid)
    expect(survivors.map(({ acknowledged }) => acknowledged.length)).toEqual([150, 150])
    expect(JSON.parse(readFileSync(join(home, 'desk', 'engine.json'), 'utf8'))).toEqual({ postgres: 18 })
    await desk.close()
  })
})
