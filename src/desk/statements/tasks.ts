import type { Task } from '../../model/desk-nouns.js'
import { recordStatements } from './records.js'

export const taskRecords = recordStatements<Task>({
  table: 'task',
  wall: 'client_id',
  columns: { title: 'title', why: 'why', about: 'about', assignee: 'assignee', dueOn: 'due_on', state: 'state' },
  order: 'sequence',
})
