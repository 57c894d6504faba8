import { z } from 'zod'
import { mayDo, mayDoSomewhere, runsInstallation, type Actor } from '../../model/actor.js'
import { JobSchema, type Client, type Job, type Organisation } from '../../model/desk-nouns.js'
import { CitewellError } from '../../model/error.js'
import type { Context } from '../../model/operation.js'

const extra = {
  client: z.string().nullable().describe('Short name of the client it is for; null for work on what the machine shares'),
  clientName: z.string().nullable(),
  percent: z.number().int().nullable().describe('Of the stage under way'),
  maySteer: z.boolean().describe('True if you may stop it or let it go on'),
}

/** A job in a list: without its answer, which may be long. */
export const JobRowSchema = JobSchema.omit({ output: true, log: true, input: true }).extend(extra)
export type JobRow = z.infer<typeof JobRowSchema>

export const WholeJobSchema = JobSchema.extend(extra).extend({
  files: z.array(z.object({ name: z.string(), mediaType: z.string(), bytes: z.number() })).describe('Files it made; jobs.file hands them out'),
})
export type WholeJob = z.infer<typeof WholeJobSchema>

export type JobContext = Pick<Context, 'actor' | 'visible' | 'wholeDesk' | 'declared' | 'concerns'>

/** What the asker may see of jobs: those of clients and organisations that are visible, and the machine's own. */
export async function visibleJobs({ actor, visible }: Pick<Context, 'actor' | 'visible'>): Promise<{ organisationIds: string[]; clientIds: string[]; machine: boolean }> {
  const { organisations, clients } = await visible()
  return {
    organisationIds: organisations.filter(({ id }) => mayDo(actor, 'read', id, null)).map(({ id }) => id),
    clientIds: clients.map(({ id }) => id),
    machine: mayDoSomewhere(actor, 'read'),
  }
}

/** The job of an id if the asker may see it; one of others and one that is not there give the same answer. */
export async function jobOf(id: string, context: JobContext): Promise<Job> {
  const job = await context.wholeDesk.jobs.get(id)
  if (job && isWithin(job, await visibleJobs(context))) return job
  throw new CitewellError('not_found', `There is no job "${id.slice(0, 64)}" that you may see. jobs list names them.`)
}

/** True if something of a client, an organisation or the machine is among what is visible. */
export function isWithin(one: { clientId: string | null; organisationId: string | null }, seen: Awaited<ReturnType<typeof visibleJobs>>): boolean {
  if (one.clientId !== null) return seen.clientIds.includes(one.clientId)
  return one.organisationId === null ? seen.machine : seen.organisationIds.includes(one.organisationId)
}

/** To stop, resume or schedule work takes the right to do that very work there. */
export async function maySteer(one: Pick<Job, 'operation' | 'clientId' | 'organisationId'>, { actor, declared }: Pick<Context, 'actor' | 'declared'>): Promise<boolean> {
  const effect = (await declared(one.operation))?.effect ?? 'administer'
  if (one.clientId === null && one.organisationId === null) return effect === 'read' ? mayDoSomewhere(actor, 'read') : runsInstallation(actor)
  return mayDo(actor, effect, one.organisationId ?? '', one.clientId)
}

export async function steerable(id: string, context: JobContext): Promise<Job> {
  const job = await jobOf(id, context)
  context.concerns(job)
  if (await maySteer(job, context)) return job
  throw new CitewellError('refused', `Your role does not allow ${job.operation} there, so you can't stop or resume "${job.title}". Nothing was changed.`)
}

/** Jobs as rows, for whoever asks. */
export async function rowsOf(jobs: readonly Job[], context: JobContext): Promise<JobRow[]> {
  const names = await context.visible()
  return Promise.all(jobs.map(async ({ output: _output, log: _log, input: _input, ...job }) => ({ ...job, ...(await about(job, names, context)) })))
}

/** A whole job. What the machine does for everybody shows its input only to whoever asked for it or runs the installation. */
export async function wholeJob(job: Job, context: JobContext): Promise<WholeJob> {
  const shown = job.clientId !== null || job.actor.id === context.actor.id || runsInstallation(context.actor)
  return { ...job, ...(await about(job, await context.visible(), context)), input: shown ? job.input : {}, files: filesOf(job).map(({ name, mediaType, bytes }) => ({ name, mediaType, bytes })) }
}

/** Files that a job made, as they stand on the shelf. */
export function filesOf({ output }: Pick<Job, 'output'>): Array<z.infer<typeof KeptFileSchema>> {
  return Array.isArray(output?.files) ? output.files.flatMap((file) => KeptFileSchema.safeParse(file).data ?? []) : []
}

const KeptFileSchema = z.object({ file: z.string(), name: z.string(), mediaType: z.string(), bytes: z.number() })

async function about(job: Omit<Job, 'output' | 'log' | 'input'>, { clients }: { clients: readonly Client[]; organisations: readonly Organisation[] }, context: JobContext): Promise<Pick<JobRow, 'client' | 'clientName' | 'percent' | 'maySteer' | 'actor'>> {
  const client = clients.find(({ id }) => id === job.clientId)
  return {
    client: client?.slug ?? null,
    clientName: client?.name ?? null,
    percent: percentOf(job),
    maySteer: job.state === 'done' ? false : await maySteer(job, context),
    actor: nameShown(job, context.actor) ? job.actor : { id: '', name: 'Somebody else' },
  }
}

/** What belongs to nobody alone must not tell the people of one organisation the names of another's. */
function nameShown(job: Pick<Job, 'clientId' | 'organisationId' | 'actor'>, actor: Actor): boolean {
  return job.clientId !== null || job.organisationId !== null || job.actor.id === actor.id || runsInstallation(actor)
}

function percentOf({ state, done, total }: Pick<Job, 'state' | 'done' | 'total'>): number | null {
  if (state === 'done') return 100
  return done === null || !total ? null : Math.min(100, Math.floor((100 * done) / total))
}
