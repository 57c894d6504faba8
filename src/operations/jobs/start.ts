import { createHash, randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { JobDesk } from '../../model/desk.js'
import type { Job } from '../../model/desk-nouns.js'
import { CitewellError } from '../../model/error.js'
import { limits } from '../../model/limits.js'
import { defineOperation, type PreparedJob } from '../../model/operation.js'
import { JobRowSchema, rowsOf } from './job-row.js'

export default defineOperation({
  id: 'jobs.start',
  summary: 'Start long work as a job, to be carried out in the background',
  description: 'Takes the id of a long operation and its input as JSON, with `client` in it where it is about one. The server carries it out; without one, citewell jobs run does. It needs the same role as the operation itself. Any door starts a job of a long operation by itself too: over HTTP with the header "prefer: respond-async".',
  effect: 'write',
  wall: 'open',
  usesLists: false,
  input: z.object({
    operation: z.string().min(1).max(100).describe('Id of the operation, such as sightings.import'),
    input: z.record(z.string(), z.unknown()).default({}).describe('Its input as JSON; a file as { name, text } or { name, base64 }'),
    confirm: z.boolean().default(false).describe('At the command line, an explicit yes to work that reaches somebody outside, such as registrations.fetch; over HTTP only the header "citewell-yes" with the id of that operation is one'),
    key: z.string().min(1).max(200).optional().describe('The same key starts the same job once, however often it is sent'),
  }),
  output: z.object({ job: JobRowSchema }),
  positional: ['operation', 'input'],
  example: 'citewell jobs start index.check \'{"client": "northgate"}\'',
  words: ({ job }) => `${job.title}: ${job.state}. See how far it is: citewell jobs show ${job.id}`,
  async run({ operation, input, confirm, key }, context) {
    const prepared = await context.prepare(operation, input, confirm)
    // What the key finds again is of the same client, whose wall was just passed.
    const id = key === undefined ? randomUUID() : idOfKey([context.actor.id, operation, prepared.clientId ?? '', prepared.organisationId ?? '', key].join('\n'))
    const job = (await context.wholeDesk.jobs.get(id)) ?? (await addJob(id, prepared, context))
    return { job: (await rowsOf([job], context))[0]! }
  },
})

/** Puts prepared work into the queue; under an id that is there already, that job is the answer. */
export async function addJob(id: string, prepared: PreparedJob, { wholeDesk: { jobs }, now }: { wholeDesk: { jobs: JobDesk }; now: string }): Promise<Job> {
  const { clientId, organisationId } = prepared
  const waiting = await jobs.list({ organisationIds: clientId === null && organisationId !== null ? [organisationId] : [], clientIds: clientId === null ? [] : [clientId], machine: clientId === null && organisationId === null, state: ['waiting'], limit: limits.jobsWaitingMax })
  if (waiting.length >= limits.jobsWaitingMax) throw new CitewellError('conflict', `${waiting.length} jobs wait there already. Let some of them end, or stop them, before starting more.`)
  return jobs.add({ ...prepared, id, attemptsMax: limits.jobAttemptsMax, createdAt: now, scheduleId: null })
}

/** A UUID made from the key, so that a request sent twice finds the job of the first. */
export function idOfKey(key: string): string {
  const hex = createHash('sha256').update(key).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
