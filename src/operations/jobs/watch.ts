import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { Job } from '../../model/desk-nouns.js'
import { limits } from '../../model/limits.js'
import { defineOperation } from '../../model/operation.js'
import { jobOf, JobRowSchema, rowsOf, visibleJobs } from './job-row.js'

const lookMs = 500

export default defineOperation({
  id: 'jobs.watch',
  summary: 'Watch jobs: a row for each change, as it happens',
  description: 'Begins with every job that is open (or the one that is named) and gives a row whenever one changes. Ends with the job that is named, when the reader goes, and through a server after five minutes: ask again then.',
  effect: 'read',
  wall: 'open',
  usesLists: false,
  input: z.object({ id: z.string().max(64).optional().describe('Only this job; ends when it ends') }),
  rows: JobRowSchema,
  rowsOnRequest: true,
  output: z.object({ changes: z.number().int() }),
  positional: ['id'],
  example: 'citewell jobs watch',
  async run({ id }, context) {
    const { signal, emit, isHere, rowsWanted, tell, progress, wholeDesk: { jobs } } = context
    const until = isHere ? Infinity : Date.now() + limits.jobWatchMsMax
    const shown = new Map<string, string>()
    const states = new Map<string, Job['state']>()
    let changes = 0
    const show = async (job: Job) => {
      const [row] = await rowsOf([job], context)
      const text = JSON.stringify(row)
      if (shown.get(job.id) === text) return
      shown.set(job.id, text)
      changes += 1
      if (rowsWanted) return emit(row!)
      // At a terminal: a line for each new state, and the bar for what is under way.
      if (states.get(job.id) !== job.state) tell(`${job.title}: ${job.state}${job.error === null ? '' : `. ${job.error.message}`}`)
      states.set(job.id, job.state)
      if (job.state === 'running' && job.stage !== null && job.done !== null) progress({ stage: job.stage, done: job.done, total: job.total, unit: job.unit ?? '' })
    }
    for (;;) {
      const open = id === undefined ? await jobs.list({ ...(await visibleJobs(context)), state: ['waiting', 'running', 'stopping'], limit: limits.listRowsMax }) : [await jobOf(id, context)]
      for (const job of open) await show(job)
      // What ended since the last look is no longer open: its last row says how.
      for (const ended of [...shown.keys()].filter((one) => !open.some((job) => job.id === one))) {
        const job = await jobs.get(ended)
        if (job) await show(job)
        shown.delete(ended)
      }
      if (signal.aborted || Date.now() >= until || (id !== undefined && hasEnded(open[0]!))) return { changes }
      await sleep(lookMs, undefined, { signal }).catch(() => undefined)
    }
  },
})

const hasEnded = ({ state }: Job) => state === 'done' || state === 'failed' || state === 'stopped'
