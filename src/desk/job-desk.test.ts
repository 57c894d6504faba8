import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { databaseKinds, type MadeDatabase } from '../../test/databases.js'
import type { Desk, JobDesk } from '../model/desk.js'
import type { JoiningDatabase } from './database.js'
import { deskOver } from './desk.js'

const time = (minute: number) => new Date(Date.UTC(2026, 2, 3, 0, minute)).toISOString()
const ada = { by: 'Ada', at: time(0) }
const lease = 60_000
const progress = { stage: 'reading', done: 1, total: 10, unit: 'links', ratePerSecond: 2.5, secondsLeft: 3.6 }

for (const { title, skipped, make } of await databaseKinds()) {
  describe.skipIf(skipped)(`jobs, ${title}`, () => {
    let here: MadeDatabase
    let database: JoiningDatabase
    let desk: Desk
    let jobs: JobDesk
    beforeAll(async () => {
      here = await make()
      database = here.open()
      desk = deskOver(database)
      jobs = desk.jobs
      for (const id of ['north', 'south']) await desk.organisation('home').clients.save({ id, slug: id, name: id, organisationId: 'home', profileKind: 'clinic', site: null, archivedAt: null }, ada)
    })
    beforeEach(() => database.script('DELETE FROM job; DELETE FROM schedule'))
    afterAll(() => here?.remove())

    const add = (clientId: string | null, minute: number, more: object = {}) =>
      jobs.add({ id: randomUUID(), organisationId: clientId === null ? null : 'home', clientId, operation: 'sightings.import', title: 'Import', input: { files: [{ file: 'abc', name: 'a.csv', bytes: 3 }] }, actor: { id: 'local', name: 'Ada' }, attemptsMax: 3, createdAt: time(minute), scheduleId: null, ...more })

    it('are added once, claimed, reported on and finished', async () => {
      const added = await add('north', 0)
      expect(await add('north', 5, { id: added.id, title: 'Other' })).toEqual(added)
      expect(added).toMatchObject({ state: 'waiting', attempt: 0, log: [], output: null, error: null, actor: { id: 'local', name: 'Ada' }, scheduleId: null, notBefore: null })
      const claimed = await jobs.claim('w1', lease, time(1))
      expect(claimed).toMatchObject({ id: added.id, state: 'running', attempt: 1, startedAt: time(1) })
      expect(await jobs.claim('w2', lease, time(1))).toBeUndefined()
      expect(await jobs.report(added.id, 'w1', { ...progress, log: 'Began “now”' }, lease, time(1))).toBe('go-on')
      expect(await jobs.report(added.id, 'w2', progress, lease, time(1))).toBe('lost')
      expect(await jobs.get(added.id)).toMatchObject({ ...progress, log: [{ at: time(1), text: 'Began “now”' }] })
      expect(await jobs.finish(added.id, 'w2', { state: 'done', output: {} }, time(2))).toBeUndefined()
      const done = await jobs.finish(added.id, 'w1', { state: 'done', output: { rows: 3 } }, time(2))
      expect(done).toMatchObject({ state: 'done', output: { rows: 3 }, endedAt: time(2) })
      expect(await jobs.finish(added.id, 'w1', { state: 'done', output: { rows: 3 } }, time(2))).toEqual(done)
      expect(await jobs.report(added.id, 'w1', progress, lease, time(3))).toBe('lost')
    })

    it('run one at a time for each client, fairly, and each once however many claim', async () => {
      const ids = [await add('north', 0), await add('north', 1), await add('south', 2), await add(null, 3), await add('south', 4)].map(({ id }) => id)
      const other = deskOver(here.open()).jobs
      const claims = await Promise.all(Array.from({ length: 8 }, (_, index) => (index % 2 ? jobs : other).claim(`w${index}`, lease, time(5))))
      expect(claims.flatMap((job) => job?.id ?? []).sort()).toEqual([ids[0], ids[2], ids[3]].sort())
      for (const job of claims) if (job) await jobs.finish(job.id, `w${claims.indexOf(job)}`, { state: 'done', output: {} }, time(6))
      await database.query('UPDATE job SET started_at = $1 WHERE id = $2', [time(4), ids[2]])
      expect((await jobs.claim('w', lease, time(7)))?.id).toBe(ids[4])
      expect((await jobs.claim('w', lease, time(7)))?.id).toBe(ids[1])
    })

    it('wait until their time', async () => {
      const added = await add('north', 0, { notBefore: time(10) })
      expect(await jobs.claim('w', lease, time(9))).toBeUndefined()
      expect((await jobs.claim('w', lease, time(10)))?.id).toBe(added.id)
    })

    it('are taken again when their worker died, or are stopped if that was asked', async () => {
      const [first, second] = [await add('north', 0), await add('south', 1)]
      await jobs.claim('w1', lease, time(0))
      await jobs.claim('w1', lease, time(0))
      await jobs.askStop(second.id, time(0))
      expect(await jobs.claim('w2', lease, time(1))).toBeUndefined()
      expect(await jobs.claim('w2', lease, time(2))).toMatchObject({ id: first.id, attempt: 2 })
      expect(await jobs.get(second.id)).toMatchObject({ state: 'stopped', endedAt: time(2) })
      expect(await jobs.report(first.id, 'w1', progress, lease, time(2))).toBe('lost')
      expect(await jobs.finish(first.id, 'w1', { state: 'done', output: {} }, time(2))).toBeUndefined()
    })

    it('are recovered at once where the worker is known to be dead', async () => {
      const [first, second, third] = [await add('north', 0), await add('south', 1), await add(null, 2)]
      for (const worker of ['dead', 'dead', 'alive']) await jobs.claim(worker, lease, time(3))
      await jobs.askStop(second.id, time(3))
      expect(await jobs.recover(time(3), (worker) => worker === 'dead')).toBe(2)
      expect([(await jobs.get(first.id))?.state, (await jobs.get(second.id))?.state, (await jobs.get(third.id))?.state]).toEqual(['waiting', 'stopped', 'running'])
    })

    it('are stopped, resumed and tried again', async () => {
      const waiting = await add('north', 0)
      expect(await jobs.askStop(waiting.id, time(1))).toMatchObject({ state: 'stopped', endedAt: time(1) })
      expect(await jobs.resume(waiting.id, time(1))).toMatchObject({ state: 'waiting', endedAt: null, attempt: 0 })
      await jobs.claim('w', lease, time(2))
      expect(await jobs.askStop(waiting.id, time(2))).toMatchObject({ state: 'stopping' })
      expect(await jobs.report(waiting.id, 'w', progress, lease, time(2))).toBe('stop')
      expect(await jobs.finish(waiting.id, 'w', { state: 'stopped' }, time(3))).toMatchObject({ state: 'stopped', endedAt: time(3) })
      expect(await jobs.askStop(waiting.id, time(4))).toMatchObject({ state: 'stopped', endedAt: time(3) })
      await jobs.resume(waiting.id, time(4))
      await jobs.claim('w', lease, time(4))
      const error = { code: 'unavailable', message: 'The server slept' }
      expect(await jobs.finish(waiting.id, 'w', { state: 'failed', error, retryAt: time(8) }, time(5))).toMatchObject({ state: 'waiting', error, notBefore: time(8), endedAt: null, attempt: 1 })
      await jobs.claim('w', lease, time(8))
      expect(await jobs.finish(waiting.id, 'w', { state: 'failed', error, retryAt: null }, time(9))).toMatchObject({ state: 'failed', error, endedAt: time(9), attempt: 2 })
      expect([await jobs.resume('none', time(1)), await jobs.askStop('none', time(1))]).toEqual([undefined, undefined])
    })

    it('keep the latest 200 lines of their log', async () => {
      const { id } = await add('north', 0)
      await jobs.claim('w', lease, time(0))
      for (let number = 0; number < 205; number += 1) await jobs.report(id, 'w', { ...progress, log: `line ${number}` }, lease, time(0))
      const { log } = (await jobs.get(id))!
      expect([log.length, log[0]!.text, log.at(-1)!.text]).toEqual([200, 'line 5', 'line 204'])
    })

    it('are listed newest first, piece by piece, within the walls', async () => {
      const added: Awaited<ReturnType<typeof add>>[] = []
      for (let number = 0; number < 6; number += 1) added.push(await add(['north', 'south', null][number % 3]!, number))
      const list = async (query: Partial<Parameters<JobDesk['list']>[0]>) => (await jobs.list({ organisationIds: [], clientIds: [], machine: false, limit: 10, ...query })).map(({ id }) => added.findIndex((job) => job.id === id))
      expect(await list({ clientIds: ['north', 'south'] })).toEqual([4, 3, 1, 0])
      expect(await list({ machine: true })).toEqual([5, 2])
      expect(await list({})).toEqual([])
      expect(await list({ clientIds: ['north', 'south'], machine: true, limit: 3 })).toEqual([5, 4, 3])
      expect(await list({ clientIds: ['north', 'south'], machine: true, limit: 3, before: added[3]!.id })).toEqual([2, 1, 0])
      await jobs.claim('w', lease, time(9))
      expect(await list({ clientIds: ['north'], state: ['waiting'] })).toEqual([3])
    })

    it('name the files that are still needed', async () => {
      const [first, second] = [await add('north', 0), await add('south', 1, { input: { list: [{ file: 'def', name: 'b', bytes: 1 }], note: { file: 7 } } })]
      expect((await jobs.filesNeeded(time(0))).sort()).toEqual(['abc', 'def'])
      await jobs.claim('w', lease, time(1))
      await jobs.finish(first.id, 'w', { state: 'done', output: { files: [{ file: 'made', name: 'r.html', bytes: 1 }] } }, time(2))
      await jobs.askStop(second.id, time(2))
      expect((await jobs.filesNeeded(time(2))).sort()).toEqual(['def', 'made'])
      expect(await jobs.filesNeeded(time(3))).toEqual(['made'])
      expect([await jobs.forget(time(2)), await jobs.forget(time(3))]).toEqual([0, 2])
      expect(await jobs.filesNeeded(time(0))).toEqual([])
    })

    it('are made by schedules, each once', async () => {
      const given = { id: randomUUID(), clientId: 'north', organisationId: 'home', operation: 'audits.run', title: 'Audit', input: { target: 'clinic.example' }, cron: '0 6 * * *', timeZone: 'Europe/Berlin', paused: false, actor: { id: 'p', name: 'Ada' }, nextAt: time(10) }
      const saved = await jobs.schedules.save(given, ada)
      expect(saved).toEqual({ ...given, lastJobId: null, createdAt: time(0), version: 1 })
      await jobs.schedules.save({ ...given, id: randomUUID(), paused: true }, ada)
      const next = (cron: string, zone: string, after: string) => (cron === given.cron && zone === given.timeZone ? new Date(Date.parse(after) + 600_000).toISOString() : null)
      expect(await jobs.schedules.fire(time(9), next)).toEqual([])
      const fired = (await Promise.all([jobs, deskOver(here.open()).jobs].map((desk) => desk.schedules.fire(time(35), next)))).flat()
      expect(fired).toHaveLength(1)
      expect(fired[0]).toMatchObject({ clientId: 'north', operation: 'audits.run', input: given.input, scheduleId: given.id, attemptsMax: 5, state: 'waiting', actor: given.actor })
      const after = (await jobs.schedules.get(given.id))!
      expect(after).toMatchObject({ nextAt: time(45), lastJobId: fired[0]!.id, version: 1 })

      const changed = await jobs.schedules.save({ ...given, cron: '5 6 * * *', version: 1 }, { by: 'Bo', at: time(40) })
      expect(changed).toMatchObject({ cron: '5 6 * * *', version: 2, createdAt: time(0) })
      await expect(jobs.schedules.save({ ...given, version: 1 }, ada)).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('Bo') })
      await expect(jobs.schedules.save({ ...given, clientId: 'south', version: 2 }, ada)).rejects.toMatchObject({ code: 'not_found' })
      await expect(jobs.schedules.save({ ...given, id: randomUUID(), clientId: 'none' }, ada)).rejects.toMatchObject({ code: 'not_found' })
      expect((await jobs.schedules.list({ organisationIds: [], clientIds: ['south'], machine: true })).length).toBe(0)
      expect((await jobs.schedules.list({ organisationIds: [], clientIds: ['north'], machine: false })).length).toBe(2)
      expect([await jobs.schedules.remove(given.id), await jobs.schedules.remove(given.id)]).toEqual([true, false])
      expect((await jobs.get(fired[0]!.id))?.scheduleId).toBeNull()
    })
  })
}
