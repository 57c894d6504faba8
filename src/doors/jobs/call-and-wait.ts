import { setTimeout as sleep } from 'node:timers/promises'
import { CitewellError } from '../../model/error.js'
import type { Job } from '../../model/desk-nouns.js'
import { limits } from '../../model/limits.js'
import type { Operation } from '../../model/operation.js'
import { call, callWhole, type CallOptions, type Output } from '../call.js'
import { openOutput } from './kept-output.js'
import { wallOf } from '../wall.js'
import { canBeJob } from './prepare-job.js'

/**
 * True for long work that writes for a client, where another process carries out jobs: there it holds nobody up, and never
 * meets a job of the same client. What only reads is done here and now, for it would wait behind whatever is written
 * meanwhile, and so is work on graphs, which has threads of its own and may ask for no more than a plan. Rows are given as
 * they come, and a job keeps none.
 */
function isDoneElsewhere(operation: Operation, { judgesByJobs }: Pick<CallOptions, 'judgesByJobs'>): boolean {
  return judgesByJobs === true && operation.effect === 'write' && wallOf(operation) === 'client' && operation.rows === undefined && canBeJob(operation)
}

/**
 * The whole answer for somebody who waits for it, as `callWhole` gives it: where it takes long, it is carried out as a job and
 * the answer and the errors are the job's. Nobody keeps a job that was only waited for: whoever goes away has it stopped.
 */
export async function callAndWait(operation: Operation, input: unknown, options: CallOptions): Promise<Output> {
  if (!isDoneElsewhere(operation, options)) return callWhole(operation, input, options)
  const start = (await options.operations!()).find(({ id }) => id === 'jobs.start')!
  const { job } = (await call(start, { operation: operation.id, input: input ?? {} }, options)) as { job: { id: string } }
  const outside = await options.outside()
  const { jobs } = outside.desk
  let isOver = false
  try {
    const ended = await endOf(job.id, () => jobs.get(job.id), options)
    isOver = true
    return await openOutput(operation, ended.output!, outside.shelf)
  } finally {
    if (!isOver) await jobs.askStop(job.id, options.now).catch(() => undefined)
  }
}

/** Short work is over between the first looks. */
const lookMsMin = 50

async function endOf(id: string, look: () => Promise<Job | undefined>, { signal = new AbortController().signal, onProgress }: CallOptions): Promise<Job> {
  for (let pauseMs = lookMsMin; ; pauseMs = Math.min(limits.jobLookMs, 2 * pauseMs)) {
    await sleep(pauseMs, undefined, { signal }).catch(() => undefined)
    if (signal.aborted) throw signal.reason instanceof CitewellError ? signal.reason : new CitewellError('refused', 'Stopped before the end, as asked.', { cause: signal.reason })
    const job = await look()
    if (job === undefined) throw new CitewellError('unavailable', `The job ${id} that did this was forgotten before it ended. Ask again.`)
    if (job.stage !== null) onProgress?.({ stage: job.stage, done: job.done ?? 0, total: job.total, unit: job.unit ?? '' })
    if (job.state === 'done') return job
    if (job.state === 'stopped') throw new CitewellError('refused', 'Somebody stopped it before the end. jobs resume lets it go on.')
    // What may pass by itself would be tried again in a while: who waits hears of it now, as of any failure.
    if (job.error !== null && (job.state === 'failed' || job.state === 'waiting')) throw new CitewellError(job.error.code as CitewellError['code'], job.error.message)
  }
}
