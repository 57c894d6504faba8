import { z } from 'zod'
import { defineOperation } from '../../model/operation.js'
import { jobInWords } from './job-words.js'
import { jobOf, wholeJob, WholeJobSchema } from './job-row.js'

export const jobIdInput = z.string().min(1).max(64).describe('Id of the job')

export default defineOperation({
  id: 'jobs.show',
  summary: 'Show one job: its progress, its log, its answer or what went wrong',
  effect: 'read',
  wall: 'open',
  usesLists: false,
  input: z.object({ id: jobIdInput }),
  output: z.object({ job: WholeJobSchema }),
  positional: ['id'],
  example: 'citewell jobs show 0c6a3f0e-7a43-4f2b-9f6e-2b1d7d0f9b11',
  words: ({ job }) => jobInWords(job),
  async run({ id }, context) {
    return { job: await wholeJob(await jobOf(id, context), context) }
  },
})
