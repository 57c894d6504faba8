import { z } from 'zod'
import { CitewellError } from '../../model/error.js'
import { defineOperation } from '../../model/operation.js'
import { steerable, wholeJob, WholeJobSchema } from './job-row.js'
import { jobInWords } from './job-words.js'
import { jobIdInput } from './show.js'

export default defineOperation({
  id: 'jobs.resume',
  summary: 'Let a job that was stopped or failed go on',
  description: 'It begins with the first attempt again, and goes on from what was done where its operation can.',
  effect: 'write',
  wall: 'open',
  usesLists: false,
  input: z.object({ id: jobIdInput }),
  output: z.object({ job: WholeJobSchema }),
  positional: ['id'],
  example: 'citewell jobs resume 0c6a3f0e-7a43-4f2b-9f6e-2b1d7d0f9b11',
  words: ({ job }) => jobInWords(job),
  async run({ id }, context) {
    const { state } = await steerable(id, context)
    if (state !== 'failed' && state !== 'stopped') throw new CitewellError('conflict', state === 'done' ? 'The job is done. Start it anew to do it again.' : `The job is ${state}; there is nothing to resume.`)
    const job = await context.wholeDesk.jobs.resume(id, context.now)
    if (!job) throw new CitewellError('not_found', `There is no job ${id} any more.`)
    return { job: await wholeJob(job, context) }
  },
})
