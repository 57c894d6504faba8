import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { z } from 'zod'
import { openFileShelf } from '../../files/file-shelf.js'
import { localActor, type Actor, type Grant } from '../../model/actor.js'
import type { Desk } from '../../model/desk.js'
import { homeClient, homeOrganisation, type Job } from '../../model/desk-nouns.js'
import { CitewellError } from '../../model/error.js'
import { fileOfBytes, readWhole } from '../../model/file-input.js'
import { limits } from '../../model/limits.js'
import { defineOperation, fileSchema, type Operation } from '../../model/operation.js'
import type { Outside } from '../../model/outside.js'
import jobsFile from '../../operations/jobs/file.js'
import jobsList from '../../operations/jobs/list.js'
import jobsResume from '../../operations/jobs/resume.js'
import jobsShow from '../../operations/jobs/show.js'
import jobsStart from '../../operations/jobs/start.js'
import jobsStop from '../../operations/jobs/stop.js'
import jobsWatch from '../../operations/jobs/watch.js'
import schedulesPause from '../../operations/schedules/pause.js'
import schedulesSave from '../../operations/schedules/save.js'
import { call } from '../call.js'
import { runJobs, type RunnerOptions } from './runner.js'
import { memoryJobDesk } from './testing/memory-job-desk.js'

const accounts = { actorOfPerson: async (id: string) => (id === localActor.id ? localActor : grants[id] && { id, name: 'Mara', by: 'job', grants: grants[id] }) }
const other = { ...homeClient, id: 'northgate', slug: 'northgate', name: 'Northgate' }
let dir: string
let outside: Outside
let grants: Record<string, Grant[]>
let log: string[]
let tries: string[]

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'citewell-runner-'))
  grants = {}
  log = []
  tries = []
  const desk = {
    organisations: async () => [homeOrganisation], clients: async () => [homeClient, other],
    client: () => ({}), organisation: () => ({}), jobs: memoryJobDesk(), together: (work: () => Promise<unknown>) => work(),
    log: { append: async (entry: { operation: string; actorName: string; by: string; outcome: string; clientId: string | null }) => void log.push(`${entry.actorName} (${entry.by}) ${entry.operation}${entry.operation.startsWith('jobs.') ? ` of ${entry.clientId}` : ''}: ${entry.outcome}`) },
  } as unknown as Desk
  outside = { desk, shelf: openFileShelf({ dir }), indexOf: () => ({}), accounts } as unknown as Outside
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const long = (id: string, run: Operation['run'], more: Partial<Operation> = {}) =>
  defineOperation({ id, summary: `Does ${id}`, effect: 'write', long: true, example: '', input: z.object({ text: z.string().default('') }), output: z.object({ said: z.string() }), run: run as never, ...more } as never) as unknown as Operation

const works: Operation[] = [
  long('work.echo', async (input) => ({ said: (input as { text: string }).text })),
  long('work.refused', async () => {
    tries.push('refused')
    throw new CitewellError('invalid', 'line 12: no column. Export it again.')
  }),
  long('work.flaky', async () => {
    tries.push('flaky')
    if (tries.length < 3) throw new CitewellError('unavailable', 'The web is away.')
    return { said: 'at last' }
  }),
  long('work.broken', async () => {
    throw new Error('secret text')
  }),
  long('work.slow', async (_, { signal, progress }) => {
    for (let done = 0; done < 1_000; done += 1) {
      progress({ stage: 'Working', done, total: 1_000, unit: 'rows' })
      await sleep(10, undefined, { signal })
    }
    return { said: 'never' }
  }),
  long('work.files', async (input) => {
    const texts = await Promise.all((input as unknown as { files: Parameters<typeof readWhole>[0][] }).files.map(async (file) => `${file.name}=${Buffer.from(await readWhole(file, 1_000)).toString()}`))
    return { said: texts.join(' '), files: [{ name: 'report.html', mediaType: 'text/html', text: '<p>ü</p>' }] }
  }, { input: z.object({ files: z.array(fileSchema()) }), output: z.object({ said: z.string(), files: z.array(z.object({ name: z.string(), mediaType: z.string(), text: z.string() })) }), jobTitle: (input) => `Read ${(input.files as unknown[]).length} files` }),
  long('work.large', async () => ({ said: 'x'.repeat(300_000) })),
  long('work.sends', async () => ({ said: 'sent' }), { effect: 'send' }),
  long('work.rows', async () => ({ said: '' }), { rows: z.object({ x: z.string() }) }),
  long('work.short', async () => ({ said: '' }), { long: false }),
  long('work.import', async () => ({ said: 'imported' }), { judges: true, input: z.object({ target: z.string().optional() }) }),
  long('work.judges', async (_, { job }) => ({ said: String(await job!.judgedAfter((site) => site === null || site === 'clinic.example')) })),
  long('work.machine', async () => ({ said: 'shared' }), { wall: 'machine' }),
]
const operations = [...works, ...([jobsStart, jobsList, jobsShow, jobsStop, jobsResume, jobsFile, jobsWatch, schedulesSave, schedulesPause] as unknown as Operation[])]

const ask = async (id: string, input: Record<string, unknown>, actor: Actor = localActor) =>
  call(operations.find((one) => one.id === id)!, input, { outside: async () => outside, actor, operations: async () => operations, now: new Date().toISOString() }) as Promise<Record<string, unknown>>
const start = async (operation: string, input: Record<string, unknown> = {}, actor?: Actor) => ((await ask('jobs.start', { operation, input: { client: 'home', ...input } }, actor)).job as Job)
const show = async (id: string) => (await ask('jobs.show', { id })).job as Job & { files: unknown[] }
const runner = (more: Partial<RunnerOptions> = {}) => runJobs({ outside, operations, now: () => new Date().toISOString(), version: '1', signal: new AbortController().signal, log: (error) => void log.push(String(error.cause ?? error)), untilIdle: true, ...more })

it('does what was asked, as who asked, and keeps the answer', async () => {
  const job = await start('work.echo', { text: 'hello', client: 'northgate' })
  expect(job).toMatchObject({ state: 'waiting', title: 'Does work.echo for Northgate', clientId: 'northgate', client: 'northgate', percent: null, maySteer: true })
  await runner()
  expect(await show(job.id)).toMatchObject({ state: 'done', output: { said: 'hello' }, percent: 100, attempt: 1, error: null })
  expect(log).toEqual(['This machine (local) jobs.start of northgate: done', 'This machine (local) work.echo: done'])
})

it.each<[string, string, string, string | null, string, string?]>([
  ['an import of the client waits behind it', 'work.import', 'home', null, 'true'],
  ['an import about a site that is not meant waits', 'work.import', 'home', null, 'false', 'rival.example'],
  ['other work waits', 'work.echo', 'home', null, 'false'],
  ['an import of another client waits', 'work.import', 'northgate', null, 'false'],
  ['an import waits that failed and is tried again later', 'work.import', 'home', '2099-01-01T00:00:00.000Z', 'false'],
])('a job hears whether links are judged after it: %s', async (_title, operation, client, notBefore, said, target) => {
  const first = await start('work.judges')
  const { id, organisationId, clientId, title, input, actor, attemptsMax } = await start(operation, { client, ...(target === undefined ? {} : { target }) })
  if (notBefore !== null) {
    await ask('jobs.stop', { id })
    await outside.desk.jobs.add({ id: `${id} later`, organisationId, clientId, operation, title, input, actor, attemptsMax, createdAt: '2026-11-02T10:00:00.000Z', scheduleId: null, notBefore })
  }
  const ended = new AbortController()
  await runner({ concurrency: 1, untilIdle: false, signal: ended.signal, onJob: (job, outcome) => job.id === first.id && outcome === 'done' && ended.abort() })
  expect((await show(first.id)).output).toEqual({ said })
})

it('what reaches somebody outside needs a yes when it is started, and no second one', async () => {
  await expect(start('work.sends')).rejects.toMatchObject({ code: 'refused', message: expect.stringMatching(/explicit yes.*Nothing was sent/u) as string })
  const { job } = (await ask('jobs.start', { operation: 'work.sends', input: { client: 'home' }, confirm: true })) as { job: Job }
  await ask('jobs.stop', { id: job.id })
  await ask('jobs.resume', { id: job.id })
  await runner()
  expect(await show(job.id)).toMatchObject({ state: 'done', output: { said: 'sent' } })
  await expect(ask('schedules.save', { operation: 'work.sends', input: { client: 'home' }, cron: '0 6 * * 1' })).rejects.toMatchObject({ code: 'refused' })
})

it('keeps files handed in and files made', async () => {
  const job = await start('work.files', { files: [fileOfBytes('a.csv', Buffer.from('one')), { name: 'b.csv', text: 'two' }] })
  expect((await show(job.id)).input).toMatchObject({ files: [{ file: expect.stringMatching(/^[0-9a-f]{64}$/u), name: 'a.csv', bytes: 3 }, { name: 'b.csv' }] })
  await runner()
  expect(await show(job.id)).toMatchObject({ state: 'done', title: 'Read 2 files', output: { said: 'a.csv=one b.csv=two' }, files: [{ name: 'report.html', mediaType: 'text/html', bytes: 9 }] })
  expect(await ask('jobs.file', { id: job.id, name: 'report.html' })).toEqual({ files: [{ name: 'report.html', mediaType: 'text/html', text: '<p>ü</p>' }] })
  await expect(ask('jobs.file', { id: job.id, name: 'other' })).rejects.toMatchObject({ code: 'not_found' })
})

it('keeps an answer that is too long for the desk as a file', async () => {
  const job = await start('work.large')
  await runner()
  expect((await show(job.id)).files).toEqual([{ name: 'answer.json', mediaType: 'application/json', bytes: 300_012 }])
})

it.each([
  ['work.refused', { text: '' }, 'invalid', 'line 12: no column. Export it again.', 1],
  ['work.broken', { text: '' }, 'internal', 'Something went wrong inside Citewell. Nothing you did is lost; try again, and report it if it stays.', 1],
])('does not try again what a person must mend: %s', async (operation, input, code, message, attempt) => {
  const job = await start(operation, input)
  await runner()
  expect(await show(job.id)).toMatchObject({ state: 'failed', error: { code, message }, attempt })
})

it('tries again, later and later, what may pass', async () => {
  const job = await start('work.flaky')
  const clock = { shift: 0 }
  const stop = new AbortController()
  const running = runner({ untilIdle: false, signal: stop.signal, now: () => new Date(Date.now() + clock.shift).toISOString() })
  const pauses: number[] = []
  for (let state = ''; state !== 'done'; ) {
    await sleep(20)
    const { notBefore, attempt, ...now } = await show(job.id)
    state = now.state
    if (notBefore === null || state !== 'waiting' || pauses.length >= attempt) continue
    pauses.push(Math.round((Date.parse(notBefore) - Date.now() - clock.shift) / 1_000))
    clock.shift += Date.parse(notBefore) - Date.now() - clock.shift
  }
  stop.abort()
  await running
  expect(pauses).toEqual([5, 20])
  expect(await show(job.id)).toMatchObject({ state: 'done', output: { said: 'at last' }, attempt: 3 })
})

it('stops soon when asked, tells how far it is, and resumes', async () => {
  const job = await start('work.slow')
  const running = runner()
  while ((await show(job.id)).done === null) await sleep(20)
  const { ratePerSecond, secondsLeft, total, stage } = await (async () => {
    for (;;) {
      const seen = await show(job.id)
      if (seen.ratePerSecond !== null) return seen
      await sleep(50)
    }
  })()
  expect([total, stage]).toEqual([1_000, 'Working'])
  expect(ratePerSecond).toBeGreaterThan(20)
  expect(secondsLeft).toBeGreaterThan(3)
  const asked = Date.now()
  expect((await ask('jobs.stop', { id: job.id })).job).toMatchObject({ state: 'stopping' })
  await running
  expect(Date.now() - asked).toBeLessThan(2_500)
  expect(await show(job.id)).toMatchObject({ state: 'stopped' })
  expect((await ask('jobs.resume', { id: job.id })).job).toMatchObject({ state: 'waiting', attempt: 0 })
  expect(log).toContain('This machine (local) jobs.stop of home: done')
  expect((await ask('jobs.stop', { id: job.id })).job).toMatchObject({ state: 'stopped' })
  await expect(ask('jobs.stop', { id: job.id })).rejects.toMatchObject({ code: 'conflict' })
})

it('puts work back when the program stops, and goes on when it runs again', async () => {
  const job = await start('work.slow')
  const stop = new AbortController()
  const running = runner({ signal: stop.signal })
  while ((await show(job.id)).state !== 'running') await sleep(20)
  stop.abort()
  await running
  expect(await show(job.id)).toMatchObject({ state: 'waiting', error: { code: 'unavailable' } })
  await ask('jobs.stop', { id: job.id })
})

it('works with the rights a person has when it runs', async () => {
  const grant: Grant = { organisationId: 'home', clientId: 'home', role: 'write' }
  const mara: Actor = { id: 'mara', name: 'Mara', by: 'session', grants: [grant] }
  grants.mara = [grant]
  const kept = await start('work.echo', { text: 'mine' }, mara)
  await runner()
  expect(await show(kept.id)).toMatchObject({ state: 'done' })
  expect(log).toContain('Mara (job) work.echo: done')
  const lost = await start('work.echo', {}, mara)
  grants.mara = [{ ...grant, role: 'read' }]
  const gone = await start('work.echo', {}, { ...mara, id: 'gone' })
  await runner()
  for (const { id } of [lost, gone]) expect(await show(id)).toMatchObject({ state: 'failed', error: { code: 'refused' }, attempt: 1 })
})

it('lets nobody start, see or stop what they may not', async () => {
  const reader: Actor = { id: 'rita', name: 'Rita', by: 'session', grants: [{ organisationId: 'home', clientId: 'home', role: 'read' }] }
  await expect(start('work.echo', {}, reader)).rejects.toMatchObject({ code: 'refused' })
  await expect(start('work.echo', { client: 'northgate' }, reader)).rejects.toMatchObject({ code: 'not_found' })
  await expect(start('work.machine', { client: undefined }, reader)).rejects.toMatchObject({ code: 'invalid' })
  await expect(ask('jobs.start', { operation: 'work.machine' }, reader)).rejects.toMatchObject({ code: 'refused' })
  for (const [operation, code] of [['work.sends', 'refused'], ['work.short', 'invalid'], ['work.rows', 'invalid'], ['work.none', 'not_found']] as const) await expect(start(operation)).rejects.toMatchObject({ code })
  const [mine, foreign] = [await start('work.echo'), await start('work.echo', { client: 'northgate' })]
  const machine = (await ask('jobs.start', { operation: 'work.machine' })).job as Job
  const { jobs } = (await ask('jobs.list', {}, reader)) as { jobs: Array<Job & { maySteer: boolean }> }
  expect(jobs.map(({ id }) => id).sort()).toEqual([mine.id, machine.id].sort())
  expect(jobs.find(({ id }) => id === machine.id)).toMatchObject({ actor: { id: '', name: 'Somebody else' }, maySteer: false })
  const answers = await Promise.all([foreign.id, 'none'].flatMap((id) => ['jobs.show', 'jobs.stop', 'jobs.resume', 'jobs.file', 'jobs.watch'].map((operation) => ask(operation, { id }, reader).then(() => 'answered', (error: CitewellError) => error.message.replace(id, '…')))))
  expect(new Set(answers)).toEqual(new Set(['There is no job "…" that you may see. jobs list names them.']))
  await expect(ask('jobs.stop', { id: mine.id }, reader)).rejects.toMatchObject({ code: 'refused' })
  await expect(ask('jobs.list', { client: 'northgate' }, reader)).rejects.toMatchObject({ code: 'not_found' })
})

it('starts a job once for one key', async () => {
  const twice = [await ask('jobs.start', { operation: 'work.echo', input: { client: 'home' }, key: 'k' }), await ask('jobs.start', { operation: 'work.echo', input: { client: 'home' }, key: 'k' })]
  expect(new Set(twice.map(({ job }) => (job as Job).id)).size).toBe(1)
})

it('gives up on a job that ends the program again and again', async () => {
  const job = await start('work.echo')
  for (let times = 0; times < limits.jobAttemptsMax + limits.jobBrokenOffMax; times += 1) {
    await outside.desk.jobs.claim('dead', 1_000, new Date().toISOString())
    await outside.desk.jobs.recover(new Date().toISOString(), () => true)
  }
  await runner()
  expect(await show(job.id)).toMatchObject({ state: 'failed', error: { code: 'refused', message: expect.stringContaining('ended 65 times') } })
})

it('starts what a schedule says', async () => {
  const { schedule } = (await ask('schedules.save', { operation: 'work.echo', input: { client: 'home', text: 'due' }, cron: '0 6 * * 1', timeZone: 'Europe/Berlin' })) as { schedule: { id: string; nextAt: string } }
  expect(new Date(schedule.nextAt).getUTCDay()).toBe(1)
  for (const [wrong, message] of [['* * * * *', 'more often'], ['0 6 * *', 'no schedule'], ['0 0 30 2 *', 'never|ever comes']] as const) await expect(ask('schedules.save', { operation: 'work.echo', input: { client: 'home' }, cron: wrong })).rejects.toThrow(new RegExp(message, 'u'))
  await expect(ask('schedules.save', { operation: 'work.echo', input: { client: 'home' }, cron: '0 6 * * 1', timeZone: 'Nowhere/City' })).rejects.toThrow('time zone')
  const later = new Date(Date.parse(schedule.nextAt) + 1_000).toISOString()
  await runner({ now: () => later })
  const { jobs } = (await ask('jobs.list', { state: ['done'] })) as { jobs: Job[] }
  expect(jobs).toMatchObject([{ scheduleId: schedule.id, operation: 'work.echo' }])
  expect((await ask('schedules.pause', { id: schedule.id })).schedule).toMatchObject({ paused: true, nextAt: null })
})

it('shows changes to whoever watches', async () => {
  const job = await start('work.echo')
  const rows: Job[] = []
  const watching = call(jobsWatch as unknown as Operation, { id: job.id }, { outside: async () => outside, actor: localActor, operations: async () => operations, now: new Date().toISOString(), onRow: (row) => void rows.push(row as unknown as Job) })
  await sleep(50)
  await runner()
  await watching
  expect(rows.map(({ state }) => state)).toEqual(['waiting', 'done'])
})
