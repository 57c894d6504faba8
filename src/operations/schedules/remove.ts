import { z } from 'zod'
import { defineOperation } from '../../model/operation.js'
import { steerableSchedule } from './schedule-row.js'

export default defineOperation({
  id: 'schedules.remove',
  summary: 'Remove a schedule; the jobs it started stay',
  effect: 'write',
  wall: 'open',
  usesLists: false,
  input: z.object({ id: z.string().min(1).max(64).describe('Id of the schedule') }),
  output: z.object({ removed: z.boolean() }),
  positional: ['id'],
  example: 'citewell schedules remove 0c6a3f0e-7a43-4f2b-9f6e-2b1d7d0f9b11',
  async run({ id }, context) {
    await steerableSchedule(id, context)
    return { removed: await context.wholeDesk.jobs.schedules.remove(id) }
  },
})
