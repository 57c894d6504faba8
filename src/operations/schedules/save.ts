import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { CitewellError } from '../../model/error.js'
import { limits } from '../../model/limits.js'
import { defineOperation, type Context, type PreparedJob } from '../../model/operation.js'
import { checkSchedule } from './next-time.js'
import { scheduleRow, ScheduleRowSchema, steerableSchedule } from './schedule-row.js'

export default defineOperation({
  id: 'schedules.save',
  summary: 'Start a job at set times: say what, and when',
  description: 'Each time it starts the operation as a job of the person who saved the schedule, with the rights they have then. A time that passes while nothing runs is made up for once.',
  effect: 'write',
  wall: 'open',
  usesLists: false,
  input: z.object({
    operation: z.string().min(1).max(100).describe('Id of a long operation, such as audits.run'),
    input: z.record(z.string(), z.unknown()).default({}).describe('Its input as JSON, with `client` in it where it is about one; no files'),
    cron: z.string().trim().min(1).max(100).describe('Minute, hour, day of month, month, day of week: "0 6 * * 1" is Mondays at six'),
    timeZone: z.string().min(1).max(60).default('UTC').describe('Time zone, such as Europe/Berlin'),
    paused: z.boolean().default(false),
    id: z.string().min(1).max(64).optional().describe('Schedule to change (default: a new one)'),
    version: z.number().int().optional().describe('Version of it that was read'),
  }),
  output: z.object({ schedule: ScheduleRowSchema }),
  positional: ['operation', 'input'],
  example: 'citewell schedules save audits.run \'{"site": "clinic.example"}\' --cron "0 6 * * 1" --time-zone Europe/Berlin',
  async run({ operation, input, cron, timeZone, paused, id, version }, context) {
    const first = checkSchedule(cron, timeZone, context.now)
    const prepared = await context.prepare(operation, input)
    if (JSON.stringify(prepared.input).match(/"file":"[0-9a-f]{64}"/u)) throw new CitewellError('invalid', 'A schedule takes no files: what comes at set times reads what the index holds then.')
    if (id === undefined) await refuseTooMany(prepared, context)
    else await steerableSchedule(id, context)
    const { schedules } = context.wholeDesk.jobs
    const saved = await schedules.save(
      { ...prepared, id: id ?? randomUUID(), cron, timeZone, paused, nextAt: paused ? null : first, ...(version === undefined ? {} : { version }) },
      { by: context.actor.name, at: context.now },
    )
    return { schedule: await scheduleRow(saved, context) }
  },
})

async function refuseTooMany({ clientId, organisationId }: PreparedJob, { wholeDesk: { jobs } }: Pick<Context, 'wholeDesk'>): Promise<void> {
  const there = await jobs.schedules.list({ organisationIds: clientId === null && organisationId !== null ? [organisationId] : [], clientIds: clientId === null ? [] : [clientId], machine: clientId === null && organisationId === null })
  if (there.length >= limits.schedulesMax) throw new CitewellError('conflict', `There are ${there.length} schedules there already. Remove one first.`)
}
