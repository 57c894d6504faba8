import { z } from 'zod'
import { TaskSchema } from '../../model/desk-nouns.js'
import { defineOperation } from '../../model/operation.js'

export default defineOperation({
  id: 'tasks.list',
  summary: 'List the tasks of a client: open ones first, the most urgent at the top',
  effect: 'read',
  usesLists: false,
  input: z.object({ state: TaskSchema.shape.state.unwrap().optional().describe('Only tasks in this state') }),
  output: z.object({ rows: z.array(TaskSchema) }),
  table: 'rows',
  shown: ['title', 'assignee', 'dueOn', 'state', 'about', 'id'],
  example: 'citewell tasks list --state open',
  async run({ state }, { desk }) {
    const urgency = ({ state: now, dueOn }: z.infer<typeof TaskSchema>) => `${now === 'open' ? 0 : 1} ${dueOn ?? '9999'}`
    const rows = (await desk.tasks.list()).filter((task) => state === undefined || task.state === state)
    return { rows: rows.sort((a, b) => (urgency(a) < urgency(b) ? -1 : urgency(a) > urgency(b) ? 1 : 0)) }
  },
})
