import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deskOver } from '../src/desk/index.js'
import { memoryJobDesk } from '../src/doors/jobs/testing/memory-job-desk.js'
import type { JobDesk } from '../src/model/desk.js'
import type { Job } from '../src/model/desk-nouns.js'
import { databaseKinds } from './databases.js'

/** What every job desk must do: the one in memory, by which the runner is tested, and the statements on both databases. */

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1) + seconds * 1_000).toISOString()
const nothing = { stage: null, done: null, total: null, unit: null, ratePerSecond: null, secondsLeft: null }

type Opened = { jobs: JobDesk; organisationId: string; clientIds: [string, string]; close(): Promise<void> }

function jobDeskKeeps(title: string, skipped: boolean, open: () => Promise<Opened>): void {
  describe.skipIf(skipped)(`jobs: ${title}`, () => {
    let opened: Opened
    let jobs: JobDesk
    let a: string
    let b: string
    beforeAll(async () => {
      opened = await open()
      jobs = opened.jobs
      ;[a, b] = opened.clientIds
    }, 60_000)
    afterAll(() => opened?.close())

    const add = (clientId: string | null, seconds: number, more: Partial<Parameters<JobDesk['add']>[0]> = {}) =>
      jobs.add({ id: randomUUID(), organisationId: clientId === null ? null : opened.organisationId, clientId, operation: 'sightings.import', title: 'Import', input: { x: 1 }, actor: { id: 'local', name: 'This machine' }, attemptsMax: 5, createdAt: at(seconds), scheduleId: null, ...more })
    const everything = () => ({ organisationIds: [opened.organisationId], clientIds: [a, b], machine: true, limit: 100 })
    const finishAll = async () => {
      for (const job of await jobs.list({ ...everything(), state: ['waiting', 'running', 'stopping'] })) await jobs.askStop(job.id, at(0))
      await jobs.recover(at(0), () => true)
    }
    const stateOf = async (job: Job) => (await jobs.get(job.id))?.state

    it('adds a job once under one id, and gives it back as it was', async () => {
      const job = await add(a, 1, { input: { files: [{ file: 'f'.repeat(64), name: 'x.csv', bytes: 3 }] } })
      expect(job).toMatchObject({ state: 'waiting', attempt: 0, clientId: a, startedAt: null, endedAt: null, output: null, error: null, log: [], notBefore: null, createdAt: at(1) })
      expect(await add(a, 2, { id: job.id, title: 'Other' })).toEqual(job)
      expect(await jobs.get(job.id)).toEqual(job)
      expect(await jobs.get(randomUUID())).toBeUndefined()
      await finishAll()
    })

    it('is fair between clients, and gives one of a client at a time', async () => {
      const [first, second, third] = [await add(a, 10), await add(a, 11), await add(b, 12)]
      const machine = await add(null, 13)
      const got = [await jobs.claim('w1', 1_000, at(20)), await jobs.claim('w2', 1_000, at(20)), await jobs.claim('w3', 1_000, at(20)), await jobs.claim('w4', 1_000, at(20))]
      expect(got.slice(0, 3).map((job) => job?.id).sort()).toEqual([first.id, third.id, machine.id].sort())
      expect(got[3]).toBeUndefined()
      expect(got[0]).toMatchObject({ state: 'running', attempt: 1, startedAt: at(20) })
      await jobs.finish(first.id, workerOf(first, got), { state: 'done', output: { ok: true } }, at(20.5))
      expect((await jobs.claim('w4', 1_000, at(20.6)))?.id).toBe(second.id)
      await finishAll()
    })

    it('lets the client wait whose job began last', async () => {
      const one = await add(a, 30)
      await jobs.claim('w', 60_000, at(31))
      await jobs.finish(one.id, 'w', { state: 'done', output: {} }, at(32))
      await add(a, 33)
      const other = await add(b, 34)
      expect((await jobs.claim('w', 60_000, at(35)))?.id).toBe(other.id)
      await finishAll()
    })

    it('gives each job to one of many that ask at once', async () => {
      await add(a, 40)
      await add(b, 40)
      await add(a, 41)
      const got = (await Promise.all(Array.from({ length: 8 }, (_, worker) => jobs.claim(`w${worker}`, 60_000, at(42))))).filter((job) => job !== undefined)
      expect(got.map(({ clientId }) => clientId).sort()).toEqual([a, b].sort())
      await finishAll()
    })

    it('notes progress, renews the lease and tells of a wish to stop', async () => {
      const job = await add(a, 50)
      await jobs.claim('w', 1_000, at(50))
      const progress = { stage: 'Reading', done: 5, total: 10, unit: 'rows', ratePerSecond: 2.5, secondsLeft: 2 }
      expect(await jobs.report(job.id, 'w', { ...progress, log: 'Reading' }, 1_000, at(50.9))).toBe('go-on')
      expect(await jobs.get(job.id)).toMatchObject({ ...progress, log: [{ at: at(50.9), text: 'Reading' }] })
      expect(await jobs.claim('v', 1_000, at(51.5))).toBeUndefined()
      expect((await jobs.askStop(job.id, at(51.6)))?.state).toBe('stopping')
      expect(await jobs.report(job.id, 'w', progress, 1_000, at(51.7))).toBe('stop')
      expect(await jobs.report(job.id, 'v', progress, 1_000, at(51.7))).toBe('lost')
      expect(await jobs.finish(job.id, 'v', { state: 'done', output: {} }, at(51.8))).toBeUndefined()
      expect(await jobs.finish(job.id, 'w', { state: 'stopped' }, at(51.9))).toMatchObject({ state: 'stopped', endedAt: at(51.9) })
      expect(await jobs.report(job.id, 'w', progress, 1_000, at(52))).toBe('lost')
    })

    it('keeps the latest 200 lines of a log', async () => {
      const job = await add(a, 60)
      await jobs.claim('w', 60_000, at(60))
      for (let line = 0; line < 205; line += 1) await jobs.report(job.id, 'w', { ...nothing, log: `line ${line}` }, 60_000, at(61))
      const { log } = (await jobs.get(job.id))!
      expect([log.length, log[0]!.text, log.at(-1)!.text]).toEqual([200, 'line 5', 'line 204'])
      await finishAll()
    })

    it('gives the job of a dead worker to another, and its old worker learns that it lost it', async () => {
      const job = await add(a, 70)
      await jobs.claim('w', 1_000, at(70))
      expect((await jobs.claim('v', 1_000, at(71.5)))).toMatchObject({ id: job.id, attempt: 2 })
      expect(await jobs.report(job.id, 'w', nothing, 1_000, at(71.6))).toBe('lost')
      expect(await jobs.recover(at(71.7), (worker) => worker === 'w')).toBe(0)
      expect(await jobs.recover(at(71.7), (worker) => worker === 'v')).toBe(1)
      expect(await stateOf(job)).toBe('waiting')
      expect(await jobs.claim('w', 1_000, at(71.8))).toMatchObject({ id: job.id, attempt: 3 })
      await jobs.askStop(job.id, at(72))
      expect(await jobs.claim('v', 1_000, at(80))).toBeUndefined()
      expect(await stateOf(job)).toBe('stopped')
    })

    it('tries again later what may pass, and resumes what a person wants', async () => {
      const job = await add(a, 100)
      await jobs.claim('w', 1_000, at(100))
      const error = { code: 'unavailable', message: 'The web is away.' }
      expect(await jobs.finish(job.id, 'w', { state: 'failed', error, retryAt: at(110) }, at(101))).toMatchObject({ state: 'waiting', error, notBefore: at(110), endedAt: null })
      expect(await jobs.claim('w', 1_000, at(109))).toBeUndefined()
      expect(await jobs.claim('w', 1_000, at(110))).toMatchObject({ id: job.id, attempt: 2, error: null })
      expect(await jobs.finish(job.id, 'w', { state: 'failed', error, retryAt: null }, at(111))).toMatchObject({ state: 'failed', error, endedAt: at(111) })
      expect(await jobs.askStop(job.id, at(112))).toMatchObject({ state: 'failed' })
      expect(await jobs.resume(job.id, at(113))).toMatchObject({ state: 'waiting', attempt: 0, error: null, endedAt: null })
      expect(await jobs.claim('w', 1_000, at(114))).toMatchObject({ id: job.id, attempt: 1 })
      expect(await jobs.finish(job.id, 'w', { state: 'done', output: { rows: [1, { two: 'ü' }] } }, at(115))).toMatchObject({ state: 'done', output: { rows: [1, { two: 'ü' }] } })
      expect(await jobs.resume(job.id, at(116))).toMatchObject({ state: 'done' })
    })

    it('stops one that waits at once', async () => {
      const job = await add(a, 120)
      expect(await jobs.askStop(job.id, at(121))).toMatchObject({ state: 'stopped', endedAt: at(121) })
      expect(await jobs.claim('w', 1_000, at(122))).toBeUndefined()
    })

    it('lists what is asked for and nothing of others, newest first, page by page', async () => {
      const [one, two, three] = [await add(a, 200), await add(b, 201), await add(null, 202)]
      const ids = async (query: Partial<Parameters<JobDesk['list']>[0]>) => (await jobs.list({ organisationIds: [], clientIds: [], machine: false, state: ['waiting'], limit: 10, ...query })).map(({ id }) => id)
      expect(await ids({})).toEqual([])
      expect(await ids({ clientIds: [a] })).toEqual([one.id])
      expect(await ids({ organisationIds: [opened.organisationId] })).toEqual([])
      expect(await ids({ machine: true })).toEqual([three.id])
      expect(await ids({ clientIds: [a, b], machine: true })).toEqual([three.id, two.id, one.id])
      expect(await ids({ clientIds: [a, b], machine: true, limit: 1, before: three.id })).toEqual([two.id])
      await finishAll()
    })

    it('knows which files are needed still, and forgets old jobs', async () => {
      const file = (letter: string) => ({ file: letter.repeat(64), name: 'x', bytes: 1 })
      const waits = await add(a, 300, { input: { files: [file('a'), file('b')] } })
      await jobs.askStop(waits.id, at(301))
      const done = await add(a, 302, { input: { profile: file('c') } })
      await jobs.claim('w', 1_000, at(303))
      await jobs.finish(done.id, 'w', { state: 'done', output: { files: [{ ...file('d'), mediaType: 'text/csv' }] } }, at(304))
      const letters = async (since: string) => (await jobs.filesNeeded(since)).map((hash) => hash[0]).sort()
      expect(await letters(at(300))).toEqual(['a', 'b', 'd'])
      expect(await letters(at(400))).toEqual(['d'])
      expect(await jobs.forget(at(305))).toBeGreaterThan(1)
      expect(await jobs.get(done.id)).toBeUndefined()
      expect(await letters(at(300))).toEqual([])
    })

    it('starts what is due, once, and keeps the time of the next', async () => {
      const by = { by: 'x', at: at(400) }
      const given = { id: randomUUID(), organisationId: opened.organisationId, clientId: a, operation: 'audits.run', title: 'Audit', input: { site: 'clinic.example' }, cron: '0 6 * * *', timeZone: 'UTC', paused: false, actor: { id: 'local', name: 'This machine' }, nextAt: at(500) }
      const saved = await jobs.schedules.save(given, by)
      expect(saved).toMatchObject({ ...given, version: 1, lastJobId: null })
      const next = () => at(900)
      expect(await jobs.schedules.fire(at(499), next)).toEqual([])
      const fired = (await Promise.all([1, 2, 3].map(() => jobs.schedules.fire(at(800), next)))).flat()
      expect(fired).toHaveLength(1)
      expect(fired[0]).toMatchObject({ clientId: a, operation: 'audits.run', input: given.input, scheduleId: given.id, state: 'waiting', actor: given.actor })
      expect(await jobs.schedules.get(given.id)).toMatchObject({ nextAt: at(900), lastJobId: fired[0]!.id })
      // Due again while its job is still open: it is not begun beside itself.
      expect(await jobs.schedules.fire(at(950), () => at(1_000))).toEqual([])
      expect(await jobs.schedules.get(given.id)).toMatchObject({ nextAt: at(1_000), lastJobId: fired[0]!.id })
      await jobs.askStop(fired[0]!.id, at(960))
      expect(await jobs.schedules.fire(at(1_050), () => at(1_100))).toHaveLength(1)
      const { version } = (await jobs.schedules.get(given.id))!
      expect(await jobs.schedules.save({ ...given, version, paused: true, nextAt: null }, by)).toMatchObject({ paused: true, createdAt: saved.createdAt })
      expect(await jobs.schedules.fire(at(2_000), next)).toEqual([])
      expect(await jobs.schedules.list({ organisationIds: [], clientIds: [b], machine: true })).toEqual([])
      expect(await jobs.schedules.list({ organisationIds: [], clientIds: [a], machine: false })).toHaveLength(1)
      expect([await jobs.schedules.remove(given.id), await jobs.schedules.remove(given.id)]).toEqual([true, false])
      await finishAll()
    })
  })
}

const workerOf = (job: Job, got: Array<Job | undefined>) => `w${got.findIndex((one) => one?.id === job.id) + 1}`

jobDeskKeeps('in memory', false, async () => ({ jobs: memoryJobDesk(), organisationId: 'o', clientIds: ['a', 'b'], close: async () => undefined }))

for (const { title, skipped, make } of await databaseKinds()) {
  jobDeskKeeps(title, skipped, async () => {
    const made = await make()
    const desk = deskOver(made.open())
    const by = { by: 'test', at: at(0) }
    const { id: organisationId } = await desk.saveOrganisation({ slug: 'o', name: 'O', kind: 'agency' }, at(0))
    const clients = desk.organisation(organisationId).clients
    const client = (slug: string) => clients.save({ organisationId, slug, name: slug, profileKind: 'clinic', site: null, archivedAt: null }, by)
    return { jobs: desk.jobs, organisationId, clientIds: [(await client('a')).id, (await client('b')).id], close: () => made.remove() }
  })
}
