import { z } from 'zod'
import { defineOperation } from '../../model/operation.js'
import { visibleJobs } from '../jobs/job-row.js'
import { scheduleRow, ScheduleRowSchema } from './schedule-row.js'

export default defineOperation({
  id: 'schedules.list',
  summary: 'List schedules: which jobs start by themselves, and when next',
  effect: 'read',
  wall: 'open',
  usesLists: false,
  input: z.object({}),
  output: z.object({ schedules: z.array(ScheduleRowSchema) }),
  table: 'schedules',
  shown: ['title', 'clientName', 'cron', 'timeZone', 'paused', 'nextAt', 'id'],
  example: 'citewell schedules list',
  async run(_, context) {
    const schedules = await context.wholeDesk.jobs.schedules.list(await visibleJobs(context))
    return { schedules: await Promise.all(schedules.map((one) => scheduleRow(one, context))) }
  },
})
