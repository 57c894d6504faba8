import { z } from 'zod'
import { defineOperation } from '../../model/operation.js'
import { nextTime } from './next-time.js'
import { scheduleRow, ScheduleRowSchema, steerableSchedule } from './schedule-row.js'

export default defineOperation({
  id: 'schedules.pause',
  summary: 'Pause a schedule, or let it go on',
  effect: 'write',
  wall: 'open',
  usesLists: false,
  input: z.object({ id: z.string().min(1).max(64).describe('Id of the schedule'), paused: z.boolean().default(true).describe('False to let it go on') }),
  output: z.object({ schedule: ScheduleRowSchema }),
  positional: ['id'],
  example: 'citewell schedules pause 0c6a3f0e-7a43-4f2b-9f6e-2b1d7d0f9b11',
  async run({ id, paused }, context) {
    const { lastJobId: _, createdAt: __, ...known } = await steerableSchedule(id, context)
    const nextAt = paused ? null : nextTime(known.cron, known.timeZone, context.now)
    const saved = await context.wholeDesk.jobs.schedules.save({ ...known, paused, nextAt }, { by: context.actor.name, at: context.now })
    return { schedule: await scheduleRow(saved, context) }
  },
})
