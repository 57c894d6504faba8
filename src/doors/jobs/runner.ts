import { setTimeout as sleep } from 'node:timers/promises'
import { limits } from '../../model/limits.js'
import { nextTime } from '../../operations/schedules/next-time.js'
import { runJob, type JobWork, type Outcome } from './run-job.js'
import type { Job } from '../../model/desk-nouns.js'
import { isDeadWorker, nameOfWorker } from './worker-mark.js'

export interface RunnerOptions extends JobWork {
  /** Jobs at once, each of another client. */
  concurrency?: number
  /** Ends when nothing is left to do. */
  untilIdle?: boolean
  onJob?(job: Job, outcome: Outcome | 'begun'): void
}

/** How often dead workers and schedules that are due are looked for, and files and jobs nobody needs any more. */
const lookAfterMs = 5_000
const tidyMs = 3_600_000
const dayMs = 86_400_000

/**
 * Carries out the jobs of the desk until the signal, or until there are none. Any number of runners may work on one desk,
 * in one process or several: the desk gives each job to one of them. Resolves when all work has ended or been put back.
 */
export async function runJobs(options: RunnerOptions): Promise<void> {
  const ended = new AbortController()
  const signal = AbortSignal.any([options.signal, ended.signal])
  await guarded(options, () => lookAfter(options))
  const caring = care(options, signal)
  await dispatch(options)
  ended.abort()
  await caring
}

/** Claims a job whenever there is room for one more; ends when all it began have ended. */
async function dispatch(options: RunnerOptions): Promise<void> {
  const { outside: { desk: { jobs } }, concurrency = 2, now, signal, untilIdle, onJob } = options
  const underWay = new Set<Promise<void>>()
  while (!signal.aborted) {
    const worker = nameOfWorker()
    const job = underWay.size < concurrency ? await guarded(options, () => jobs.claim(worker, limits.jobLeaseMs, now())) : undefined
    if (job) {
      onJob?.(job, 'begun')
      const work: Promise<void> = guarded(options, () => runJob(job, worker, options)).then((outcome) => {
        underWay.delete(work)
        if (outcome) onJob?.(job, outcome)
      })
      underWay.add(work)
    } else {
      if (untilIdle && underWay.size === 0 && !(await isBusy(options))) break
      // What ends makes room, and often lets another job of its client begin.
      await Promise.race([pause(limits.jobLookMs, signal), ...underWay])
    }
  }
  await Promise.all(underWay)
}

/** True while a job waits or is under way: one that is tried again later counts. */
async function isBusy({ outside: { desk } }: RunnerOptions): Promise<boolean> {
  const [organisations, clients] = await Promise.all([desk.organisations(), desk.clients()])
  const open = await desk.jobs.list({ organisationIds: organisations.map(({ id }) => id), clientIds: clients.map(({ id }) => id), machine: true, state: ['waiting', 'running', 'stopping'], limit: 1 })
  return open.length > 0
}

async function care(options: RunnerOptions, signal: AbortSignal): Promise<void> {
  let tidiedAt = 0
  while (!signal.aborted) {
    await guarded(options, () => lookAfter(options))
    if (Date.now() - tidiedAt >= tidyMs) {
      tidiedAt = Date.now()
      await guarded(options, () => tidy(options))
    }
    await pause(lookAfterMs, signal)
  }
}

/** Gives back the jobs of workers that died, and starts what is due. */
async function lookAfter({ outside: { desk: { jobs } }, now }: RunnerOptions): Promise<void> {
  await jobs.recover(now(), isDeadWorker)
  await jobs.schedules.fire(now(), nextTime)
}

async function tidy({ outside: { desk: { jobs }, shelf }, now }: RunnerOptions): Promise<void> {
  const daysAgo = (days: number) => new Date(Date.parse(now()) - days * dayMs).toISOString()
  await jobs.forget(daysAgo(limits.jobDaysMax))
  await shelf.sweep(new Set(await jobs.filesNeeded(daysAgo(limits.jobFilesDaysMax))))
}

/** A desk that is away for a while must not end the runner. */
async function guarded<Value>({ log, signal }: RunnerOptions, work: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await work()
  } catch (error) {
    if (!signal.aborted) {
      log(error instanceof Error ? error : new Error(String(error)))
      await pause(2_000, signal)
    }
    return undefined
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined)
}
