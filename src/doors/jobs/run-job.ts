import type { Actor } from '../../model/actor.js'
import type { JobDesk } from '../../model/desk.js'
import type { Job } from '../../model/desk-nouns.js'
import { asCitewellError, CitewellError } from '../../model/error.js'
import { limits } from '../../model/limits.js'
import type { Operation } from '../../model/operation.js'
import type { Outside } from '../../model/outside.js'
import { call, errorBody } from '../call.js'
import { openInput } from './kept-input.js'
import { keepOutput } from './kept-output.js'
import { nothingYet, paceMeter, type Paced } from './pace.js'
import { wallOf } from '../wall.js'

export interface JobWork {
  outside: Outside
  operations: readonly Operation[]
  now(): string
  version: string
  /** Ends all work, for now: what is under way waits again. */
  signal: AbortSignal
  /** Text of an `internal` error is logged, never shown. */
  log(error: Error): void
  onProgress?(job: Job, paced: Paced): void
}

export type Outcome = 'done' | 'failed' | 'stopped' | 'again' | 'lost'

type Report = Parameters<JobDesk['report']>[2]

/** How often the desk is asked, without progress to tell, whether somebody wants the job stopped. */
const lookMs = 1_000

/**
 * Carries out one claimed job through `call`, as the person who asked and by what they may do now: who lost the right
 * meanwhile gets a failed job. Once the lease is lost to another worker, this one writes nothing more about it.
 */
export async function runJob(job: Job, worker: string, work: JobWork): Promise<Outcome> {
  const { outside: { desk: { jobs }, shelf }, now } = work
  const told = telling(job, worker, work)
  let end: Parameters<JobDesk['finish']>[2]
  let outcome: Outcome
  try {
    const operation = operationOf(job, work.operations)
    if (job.attempt > job.attemptsMax + limits.jobBrokenOffMax) throw new CitewellError('refused', `The program ended ${job.attempt - 1} times before this job did. It may need more memory than there is. Look at the log of the server, then resume the job.`)
    const input = await openInput(operation, job.input, shelf)
    const output = await call(operation, { ...input, ...reservedOf(job, operation) }, {
      outside: async () => work.outside,
      actor: await actorOf(job, work.outside),
      operations: async () => work.operations,
      now: now(),
      version: work.version,
      signal: told.signal,
      // Whoever started the job gave it: without a yes there is none.
      yes: operation.effect === 'send',
      job: { judgedAfter: (isMeant) => judgedAfter(job, isMeant, work) },
      onProgress: told.progress,
      onTell: told.note,
    })
    end = { state: 'done', output: await keepOutput(operation, output, shelf) }
    outcome = 'done'
  } catch (error) {
    ;({ end, outcome } = endOf(error, job, told.why(), work))
  }
  await told.close()
  if (told.why() === 'lost') return 'lost'
  return (await settled(() => jobs.finish(job.id, worker, end, now()), work)) === undefined ? 'lost' : outcome
}

/** True if another job that is meant waits for the same client and judges at its end. One that failed and is tried again later is not waited for. */
async function judgedAfter({ clientId }: Job, isMeant: (site: string | null) => boolean, { outside: { desk: { jobs } }, operations, now }: JobWork): Promise<boolean> {
  const waiting = clientId === null ? [] : await jobs.list({ organisationIds: [], clientIds: [clientId], machine: false, state: ['waiting'], limit: limits.jobsWaitingMax })
  return waiting.some(({ operation, notBefore, input }) => (notBefore === null || notBefore <= now()) && operations.find(({ id }) => id === operation)?.judges === true && isMeant(typeof input.target === 'string' ? input.target : null))
}

/** What a failure makes of the job: what may pass by itself is tried again, later and later; what a person must mend is not. */
function endOf(error: unknown, job: Job, why: Why | null, { signal, now, log }: JobWork): { end: Parameters<JobDesk['finish']>[2]; outcome: Outcome } {
  const known = asCitewellError(error)
  if (why === 'stop') return { end: { state: 'stopped' }, outcome: 'stopped' }
  if (why === 'shutdown' || signal.aborted) return { end: { state: 'failed', error: { code: 'unavailable', message: 'The program was stopped; the job goes on when it runs again.' }, retryAt: now() }, outcome: 'again' }
  if (known.code === 'internal') log(known)
  const retry = known.code === 'unavailable' && job.attempt < job.attemptsMax
  const retryAt = retry ? new Date(Date.parse(now()) + pauseMs(job.attempt)).toISOString() : null
  return { end: { state: 'failed', error: errorBody(known).error, retryAt }, outcome: retry ? 'again' : 'failed' }
}

/** 5 s, 20 s, 80 s, … at most an hour. */
const pauseMs = (attempt: number) => Math.min(3_600_000, 5_000 * 4 ** (attempt - 1))

function operationOf(job: Job, operations: readonly Operation[]): Operation {
  const operation = operations.find(({ id, long }) => id === job.operation && long === true)
  if (operation) return operation
  throw new CitewellError('not_found', `There is no ${job.operation} in this version of the program. Start the job anew.`)
}

function reservedOf(job: Job, operation: Operation): Record<string, string> {
  const wall = wallOf(operation)
  return { ...(wall === 'client' ? { client: job.clientId! } : {}), ...(wall === 'organisation' ? { organisation: job.organisationId! } : {}) }
}

async function actorOf({ actor }: Job, { accounts }: Outside): Promise<Actor> {
  const found = await accounts.actorOfPerson(actor.id)
  if (found) return found
  throw new CitewellError('refused', `${actor.name}, who asked for this, has no account here any more. Somebody who has may start it anew.`)
}

type Why = 'stop' | 'lost' | 'shutdown'

/**
 * Tells the desk how far the job is, at most twice a second, and renews the lease with it; hears from it that somebody
 * asked to stop, or that the job is another's by now.
 */
function telling(job: Job, worker: string, { outside: { desk }, now, signal, onProgress }: JobWork): { signal: AbortSignal; why(): Why | null; progress: Parameters<typeof call>[2]['onProgress']; note(text: string): void; close(): Promise<void> } {
  const stopping = new AbortController()
  const meter = paceMeter(Date.now)
  let paced: Paced = nothingYet
  let stage: string | null = null
  const notes: string[] = []
  let fresh = false
  let toldAt = Date.now()
  let leaseUntil = Date.now() + limits.jobLeaseMs
  let why: Why | null = null
  const abort = (reason: Why) => {
    why ??= reason
    stopping.abort()
  }
  const onShutdown = () => abort('shutdown')
  if (signal.aborted) onShutdown()
  signal.addEventListener('abort', onShutdown, { once: true })

  async function report(): Promise<void> {
    const text = notes.splice(0).join('\n')
    const given: Report = { ...paced, ...(text === '' ? {} : { log: text }) }
    fresh = false
    toldAt = Date.now()
    try {
      const answer = await desk.jobs.report(job.id, worker, given, limits.jobLeaseMs, now())
      leaseUntil = toldAt + limits.jobLeaseMs
      if (answer !== 'go-on') abort(answer)
    } catch {
      // The desk may be away for a moment. Once the lease may have run out, the job is no longer ours.
      if (text !== '') notes.unshift(text)
      if (Date.now() > leaseUntil) abort('lost')
    }
  }

  let asking: Promise<void> | undefined
  const timer = setInterval(() => {
    if (asking || !(fresh || Date.now() - toldAt >= lookMs)) return
    asking = report().finally(() => (asking = undefined))
  }, limits.jobReportMs)
  return {
    signal: stopping.signal,
    why: () => why,
    progress(progress) {
      paced = meter(progress)
      fresh = true
      const name = progress.stage.split(', ')[0]!
      if (name !== stage) notes.push((stage = name))
      onProgress?.(job, paced)
    },
    note(text) {
      notes.push(text)
      fresh = true
    },
    async close() {
      clearInterval(timer)
      signal.removeEventListener('abort', onShutdown)
      await asking
      if (why !== 'lost' && (fresh || notes.length > 0)) await report()
    },
  }
}

/** The desk may be away just when a job ends; if it stays away, the job is done once more when the lease has run out, which changes nothing. */
async function settled<Value>(ask: () => Promise<Value>, { log }: JobWork): Promise<Value | undefined> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask()
    } catch (error) {
      if (tries === 5) {
        log(error instanceof Error ? error : new Error(String(error)))
        return undefined
      }
      await new Promise((resolve) => setTimeout(resolve, 200 * 2 ** tries))
    }
  }
}
