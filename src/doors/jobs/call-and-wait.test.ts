import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { openFileShelf } from '../../files/file-shelf.js'
import { localActor } from '../../model/actor.js'
import type { Desk } from '../../model/desk.js'
import { homeClient, homeOrganisation } from '../../model/desk-nouns.js'
import { CitewellError } from '../../model/error.js'
import { fileOfBytes, readWhole, type FileInput } from '../../model/file-input.js'
import { defineOperation, fileSchema, type Operation, type Progress } from '../../model/operation.js'
import type { Outside } from '../../model/outside.js'
import jobsStart from '../../operations/jobs/start.js'
import { callWhole, type CallOptions } from '../call.js'
import { callAndWait } from './call-and-wait.js'
import { runJobs } from './runner.js'
import { memoryJobDesk } from './testing/memory-job-desk.js'

let dir: string
let outside: Outside
let stop: AbortController
let running: Promise<void>
let tries = 0
/** Operations that were carried out by a job. */
let byJob: string[]

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'citewell-wait-'))
  tries = 0
  byJob = []
  const desk = {
    organisations: async () => [homeOrganisation], clients: async () => [homeClient], client: () => ({}), organisation: () => ({}), jobs: memoryJobDesk(), together: (work: () => Promise<unknown>) => work(),
    log: { append: async () => undefined },
  } as unknown as Desk
  outside = { desk, shelf: openFileShelf({ dir }), indexOf: () => ({}), accounts: { actorOfPerson: async () => localActor } } as unknown as Outside
  stop = new AbortController()
  running = runJobs({ outside, operations, now, version: '1', signal: stop.signal, log: () => undefined })
})
afterEach(async () => {
  stop.abort()
  await running
  rmSync(dir, { recursive: true, force: true })
})

const now = () => new Date().toISOString()
const made = z.array(z.object({ name: z.string(), mediaType: z.string(), text: z.string() }))
const long = (id: string, run: (input: Record<string, unknown>, context: { signal: AbortSignal; progress(progress: Progress): void; job?: unknown }) => Promise<Record<string, unknown>>, more: Partial<Operation> = {}) =>
  defineOperation({
    id, summary: `Does ${id}`, effect: 'write', long: true, example: '', input: z.object({ text: z.string().default('') }), output: z.object({ said: z.string() }), ...more,
    run: (async (input: Record<string, unknown>, context: Parameters<typeof run>[1]) => {
      if (context.job !== undefined) byJob.push(id)
      return run(input, context)
    }) as never,
  } as never) as unknown as Operation

const operations: Operation[] = [
  long('work.echo', async ({ text }) => ({ said: String(text) })),
  long('work.large', async () => ({ said: 'ü'.repeat(300_000) })),
  long('work.files', async ({ files }) => ({ said: Buffer.from(await readWhole((files as FileInput[])[0]!, 100)).toString(), files: [{ name: 'report.html', mediaType: 'text/html', text: '<p>ü</p>' }] }), { input: z.object({ files: z.array(fileSchema()) }), output: z.object({ said: z.string(), files: made }) }),
  long('work.large-files', async () => ({ said: 'ü'.repeat(300_000), files: [{ name: 'answer.json', mediaType: 'application/json', text: '{}' }] }), { output: z.object({ said: z.string(), files: made }) }),
  long('work.refused', async () => {
    throw new CitewellError('invalid', 'line 12: no column. Export it again.')
  }),
  long('work.away', async () => {
    tries += 1
    throw new CitewellError('unavailable', 'The web is away.')
  }),
  long('work.broken', async () => {
    throw new Error('secret text')
  }),
  long('work.slow', async (_, { signal, progress }) => {
    progress({ stage: 'Working', done: 1, total: 2, unit: 'rows' })
    await sleep(60_000, undefined, { signal })
    return { said: 'never' }
  }),
  long('work.read', async () => ({ said: 'read' }), { effect: 'read' }),
  long('work.short', async () => ({ said: 'short' }), { long: false }),
  long('links.judge', async () => ({ said: '' }), { effect: 'read' }),
  jobsStart as unknown as Operation,
]
const options = (more: Partial<CallOptions> = {}): CallOptions => ({ outside: async () => outside, actor: localActor, operations: async () => operations, now: now(), judgesByJobs: true, ...more })
const operationOf = (id: string) => operations.find((one) => one.id === id)!
const jobsNow = () => outside.desk.jobs.list({ organisationIds: [], clientIds: ['home'], machine: false, limit: 10 })

describe('long work that somebody waits for', () => {
  for (const [id, input, isByJob] of [
    ['work.echo', { text: 'hello' }, true], ['work.large', {}, true], ['work.files', { files: [fileOfBytes('a.csv', Buffer.from('one'))] }, true], ['work.large-files', {}, true], ['work.read', {}, false], ['work.short', {}, false],
  ] as const) {
    it(`${id}: has the same answer, ${isByJob ? 'made by a job' : 'made here and now'}`, async () => {
      expect(await callAndWait(operationOf(id), input, options())).toEqual(await callWhole(operationOf(id), input, options({ judgesByJobs: false })))
      expect(byJob).toEqual(isByJob ? [id] : [])
    })
  }

  for (const id of ['work.refused', 'work.away']) {
    it(`${id}: has the same error, at once`, async () => {
      const [known, found] = await Promise.all([callWhole(operationOf(id), {}, options({ judgesByJobs: false })), callAndWait(operationOf(id), {}, options())].map((asked) => asked.catch(({ code, message }: CitewellError) => ({ code, message }))))
      expect(found).toEqual(known)
      expect(byJob).toEqual([id])
      expect((await jobsNow())[0]!.state).toMatch(/failed|stopped/u)
    })
  }

  it('tells nobody what went wrong inside', async () => {
    const found = await callAndWait(operationOf('work.broken'), {}, options()).catch((error: CitewellError) => error)
    expect(found).toMatchObject({ code: 'internal' })
    expect((found as CitewellError).message).not.toContain('secret')
  })

  it('is refused before there is a job', async () => {
    await expect(callAndWait(operationOf('work.echo'), { text: 5 }, options())).rejects.toMatchObject({ code: 'invalid' })
    await expect(callAndWait(operationOf('work.echo'), { client: 'nobody' }, options())).rejects.toMatchObject({ code: 'not_found' })
    expect(await jobsNow()).toEqual([])
  })

  it('tells how far it is, and is stopped when the asker goes away', async () => {
    const gone = new AbortController()
    const seen: Progress[] = []
    await expect(callAndWait(operationOf('work.slow'), {}, options({ signal: gone.signal, onProgress: (progress) => {
      seen.push(progress)
      gone.abort()
    } }))).rejects.toMatchObject({ code: 'refused' })
    expect(seen[0]).toEqual({ stage: 'Working', done: 1, total: 2, unit: 'rows' })
    await expect.poll(async () => (await jobsNow())[0]!.state, { timeout: 5_000 }).toBe('stopped')
    expect(tries).toBe(0)
  })
})
