import { TaskSchema } from '../../model/desk-nouns.js'
import { dayOf } from '../days.js'
import type { RecordNoun } from '../records.js'

export const taskNoun: RecordNoun<typeof TaskSchema> = {
  noun: 'tasks', one: 'a task', schema: TaskSchema, of: ({ tasks }) => tasks, shown: ['title', 'assignee', 'dueOn', 'state', 'about'],
  tidied: (record) => ({ ...record, dueOn: dayOf(record.dueOn, 'dueOn') }),
}
