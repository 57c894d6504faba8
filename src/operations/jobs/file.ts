import { z } from 'zod'
import { CitewellError } from '../../model/error.js'
import { readWhole } from '../../model/file-input.js'
import { limits } from '../../model/limits.js'
import { defineOperation } from '../../model/operation.js'
import { MadeFileSchema } from '../schemas.js'
import { filesOf, jobOf } from './job-row.js'
import { jobIdInput } from './show.js'

export default defineOperation({
  id: 'jobs.file',
  summary: 'Get a file that a job made, such as a report',
  description: 'All its files without a name. A browser gets one at /jobs/<id>/files/<name>.',
  effect: 'read',
  wall: 'open',
  usesLists: false,
  input: z.object({ id: jobIdInput, name: z.string().max(255).optional().describe('Name of the file (default: all)') }),
  output: z.object({ files: z.array(MadeFileSchema) }),
  positional: ['id', 'name'],
  example: 'citewell jobs file 0c6a3f0e-7a43-4f2b-9f6e-2b1d7d0f9b11 report.html --out .',
  async run({ id, name }, context) {
    const job = await jobOf(id, context)
    const wanted = filesOf(job).filter((file) => name === undefined || file.name === name)
    if (wanted.length === 0) throw new CitewellError('not_found', job.state === 'done' ? `The job "${job.title}" made no such file. jobs show names those it made.` : `The job "${job.title}" is ${job.state} and has made no file.`)
    const files = []
    for (const { name: called, mediaType, ...kept } of wanted) {
      if (kept.bytes > limits.jobFileTextBytesMax) throw new CitewellError('invalid', `${called} has ${kept.bytes} bytes, too many to hand out as text. Get it from the server: /jobs/${id}/files/${called}`)
      const bytes = await readWhole(await context.shelf.open({ file: kept.file, name: called }), limits.jobFileTextBytesMax)
      files.push({ name: called, mediaType, text: Buffer.from(bytes).toString('utf8') })
    }
    return { files }
  },
})
