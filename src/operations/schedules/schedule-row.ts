import { z } from 'zod'
import { runsInstallation } from '../../model/actor.js'
import { ScheduleSchema, type Schedule } from '../../model/desk-nouns.js'
import { CitewellError } from '../../model/error.js'
import { isWithin, maySteer, visibleJobs, type JobContext } from '../jobs/job-row.js'

export const ScheduleRowSchema = ScheduleSchema.extend({ client: z.string().nullable().describe('Short name of the client it is for'), clientName: z.string().nullable(), maySteer: z.boolean().describe('True if you may change it') })
export type ScheduleRow = z.infer<typeof ScheduleRowSchema>

export async function scheduleRow(schedule: Schedule, context: JobContext): Promise<ScheduleRow> {
  const client = (await context.visible()).clients.find(({ id }) => id === schedule.clientId)
  const named = schedule.clientId !== null || schedule.actor.id === context.actor.id || runsInstallation(context.actor)
  return {
    ...schedule,
    client: client?.slug ?? null,
    clientName: client?.name ?? null,
    maySteer: await maySteer(schedule, context),
    ...(named ? {} : { actor: { id: '', name: 'Somebody else' }, input: {} }),
  }
}

/** The schedule of an id if the asker may see it and do what it does. */
export async function steerableSchedule(id: string, context: JobContext): Promise<Schedule> {
  const schedule = await context.wholeDesk.jobs.schedules.get(id)
  if (!schedule || !isWithin(schedule, await visibleJobs(context))) throw new CitewellError('not_found', `There is no schedule "${id.slice(0, 64)}" that you may see. schedules list names them.`)
  context.concerns(schedule)
  if (await maySteer(schedule, context)) return schedule
  throw new CitewellError('refused', `Your role does not allow ${schedule.operation} there, so you can't change this schedule. Nothing was changed.`)
}
