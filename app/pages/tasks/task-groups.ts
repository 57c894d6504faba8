export interface Due {
  dueOn: string | null
}

export const taskGroups = ['overdue', 'week', 'later', 'undated'] as const
export type TaskGroup = (typeof taskGroups)[number]

/** Open tasks by when they are due, the earliest first; `today` as a date of the reader. */
export function byDue<Task extends Due>(tasks: readonly Task[], today: string): Record<TaskGroup, Task[]> {
  const inAWeek = new Date(Date.parse(today) + 7 * 86_400_000).toISOString().slice(0, 10)
  const groups: Record<TaskGroup, Task[]> = { overdue: [], week: [], later: [], undated: [] }
  for (const task of [...tasks].sort((a, b) => (a.dueOn ?? '').localeCompare(b.dueOn ?? ''))) groups[groupOf(task.dueOn, today, inAWeek)].push(task)
  return groups
}

function groupOf(dueOn: string | null, today: string, inAWeek: string): TaskGroup {
  if (dueOn === null) return 'undated'
  if (dueOn < today) return 'overdue'
  return dueOn <= inAWeek ? 'week' : 'later'
}

/** The day it is where the reader is, as tasks write it. */
export function todayHere(now: Date): string {
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`
}
