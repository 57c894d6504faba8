import { z } from 'zod'
import { CitewellError } from '../../model/error.js'
import { defineOperation } from '../../model/operation.js'
import { steerable, wholeJob, WholeJobSchema } from './job-row.js'
import { jobInWords } from './job-words.js'
import { jobIdInput } from './show.js'

export default defineOperation({
  id: 'jobs.stop',
  summary: 'Stop a job: one that waits at once, one under way as soon as it can',
  description: 'What was done is kept, and jobs resume lets it go on. A job that ended stays as it is.',
  effect: 'write',
  wall: 'open',
  usesLists: false,
  input: z.object({ id: jobIdInput }),
  output: z.object({ job: WholeJobSchema }),
  positional: ['id'],
  example: 'citewell jobs stop 0c6a3f0e-7a43-4f2b-9f6e-2b1d7d0f9b11',
  words: ({ job }) => jobInWords(job),
  async run({ id }, context) {
    const { state } = await steerable(id, context)
    if (state === 'done' || state === 'failed' || state === 'stopped') throw new CitewellError('conflict', `The job has ended already (${state}). There is nothing to stop.`)
    const job = await context.wholeDesk.jobs.askStop(id, context.now)
    if (!job) throw new CitewellError('not_found', `There is no job ${id} any more.`)
    return { job: await wholeJob(job, context) }
  },
})
