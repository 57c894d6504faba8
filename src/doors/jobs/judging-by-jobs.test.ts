import { beforeEach, expect, it } from 'vitest'
import { z } from 'zod'
import { localActor, type Actor } from '../../model/actor.js'
import type { Desk, JobDesk } from '../../model/desk.js'
import { homeClient, homeOrganisation, type Job } from '../../model/desk-nouns.js'
import { defineOperation, type Operation } from '../../model/operation.js'
import type { Outside } from '../../model/outside.js'
import { judgingByJobs } from './judging-by-jobs.js'
import { memoryJobDesk } from './testing/memory-job-desk.js'

const now = '2026-11-02T10:00:00.000Z'
const operation = defineOperation({ id: 'links.judge', summary: 'Judges', effect: 'read', long: true, example: '', input: z.object({ target: z.string().optional() }), output: z.object({}), run: async () => ({}) }) as unknown as Operation
const mara: Actor = { id: 'mara', name: 'Mara', by: 'session', grants: [{ organisationId: 'home', clientId: 'home', role: 'read' }] } as Actor
const nobodyHere: Actor = { id: 'eve', name: 'Eve', by: 'session', grants: [] } as unknown as Actor

let jobs: JobDesk
let outside: Outside
beforeEach(() => {
  jobs = memoryJobDesk()
  outside = { desk: { organisations: async () => [homeOrganisation], clients: async () => [homeClient], client: () => ({}), organisation: () => ({}), jobs } as unknown as Desk, indexOf: () => ({}) } as unknown as Outside
})

const judging = (actor: Actor = localActor) => judgingByJobs(homeClient, operation, { outside, actor, waitMs: null, now })
/** Carries the job out, as far as its end goes. */
async function end(job: Job, state: 'done' | 'failed', code = 'internal'): Promise<void> {
  const claimed = await jobs.claim('worker', 30_000, now)
  expect(claimed?.id).toBe(job.id)
  await jobs.finish(job.id, 'worker', state === 'done' ? { state, output: {} } : { state, error: { code, message: 'It went wrong.' }, retryAt: null }, now)
}

it('is begun once, however many ask at the same time', async () => {
  const [first, second] = await Promise.all([judging().job('clinic.example', 'key'), judging(mara).job('clinic.example', 'key')])
  expect(second.id).toBe(first.id)
  expect(first).toMatchObject({ operation: 'links.judge', clientId: 'home', state: 'waiting', input: { target: 'clinic.example' } })
  expect((await judging(mara).job('clinic.example', 'a later state')).id).toBe(first.id)
  expect((await judging().job('rival.example', 'key')).id).not.toBe(first.id)
})

it('is begun anew where the table is gone again', async () => {
  const first = await judging().job('clinic.example', 'key')
  await end(first, 'done')
  const second = await judging().job('clinic.example', 'key')
  expect(second.id).not.toBe(first.id)
  expect(second.state).toBe('waiting')
})

it('stays failed until somebody lets it go on', async () => {
  const first = await judging().job('clinic.example', 'key')
  await end(first, 'failed')
  expect(await judging(mara).job('clinic.example', 'key')).toMatchObject({ id: first.id, state: 'failed' })
  await jobs.resume(first.id, now)
  expect(await judging(mara).job('clinic.example', 'key')).toMatchObject({ id: first.id, state: 'waiting' })
})

it('does not hang on the rights of who asked first', async () => {
  const first = await judging(mara).job('clinic.example', 'key')
  await end(first, 'failed', 'not_found')
  expect(await judging(mara).job('clinic.example', 'key')).toMatchObject({ id: first.id, state: 'failed' })
  expect(await judging().job('clinic.example', 'key')).toMatchObject({ state: 'waiting', actor: { id: 'local' } })
})

it('is begun for nobody who may not see the client', async () => {
  await expect(judging(nobodyHere).job('clinic.example', 'key')).rejects.toThrow(/no client/u)
})
