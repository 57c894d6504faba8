import { z } from 'zod'
import { jobStates } from '../../model/desk-nouns.js'
import { CitewellError } from '../../model/error.js'
import { limits } from '../../model/limits.js'
import { defineOperation } from '../../model/operation.js'
import { jobOf, JobRowSchema, rowsOf, visibleJobs } from './job-row.js'
import { jobsInWords } from './job-words.js'

const groups = { open: ['waiting', 'running', 'stopping'], ended: ['stopped', 'done', 'failed'] } as const

export default defineOperation({
  id: 'jobs.list',
  summary: 'List jobs: what runs, how far it is, what waits and what ended',
  description: 'Jobs of the clients you may see, and those on what the machine shares (web graphs); newest first.',
  effect: 'read',
  wall: 'open',
  alias: 'jobs',
  usesLists: false,
  input: z.object({
    client: z.string().max(200).optional().describe('Only jobs of this client: short name or id'),
    state: z.array(z.enum([...jobStates, 'open', 'ended'])).default([]).describe('Only jobs in these states; open: waiting, running or stopping; ended: the others'),
    limit: z.number().int().min(1).max(limits.listRowsMax).default(50),
    before: z.string().max(64).optional().describe('Id of the last job of the page before'),
  }),
  output: z.object({ jobs: z.array(JobRowSchema) }),
  table: 'jobs',
  shown: ['title', 'clientName', 'state', 'percent', 'id'],
  example: 'citewell jobs --state open',
  words: ({ jobs }) => jobsInWords(jobs),
  async run({ client, state, limit, before }, context) {
    const seen = await visibleJobs(context)
    const within = client === undefined ? seen : { organisationIds: [], clientIds: [await clientIdOf(client, context)], machine: false }
    if (before !== undefined) await jobOf(before, context)
    const states = [...new Set(state.flatMap((one) => (one === 'open' || one === 'ended' ? groups[one] : [one])))]
    const jobs = await context.wholeDesk.jobs.list({ ...within, ...(states.length === 0 ? {} : { state: states }), ...(before === undefined ? {} : { before }), limit })
    return { jobs: await rowsOf(jobs, context) }
  },
})

async function clientIdOf(name: string, { visible }: Parameters<typeof visibleJobs>[0]): Promise<string> {
  const found = (await visible()).clients.find(({ id, slug }) => id === name || slug === name)
  if (found) return found.id
  throw new CitewellError('not_found', `There is no client "${name.slice(0, 64)}" that you may see.`)
}
