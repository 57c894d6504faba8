import { Autocomplete, Button, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useAction, type Output } from '../../parts/api.js'
import { Dialog } from '../../parts/dialog.js'
import { newId } from '../../parts/new-id.js'
import { say } from '../../words/say.js'

export type Task = Output<'tasks.list'>['rows'][number]
export type Draft = Pick<Task, 'title' | 'why' | 'about' | 'assignee' | 'dueOn'> & { id?: string; version?: number }

/** One task, new or changed. Names given before are offered. */
export function TaskForm({ draft, names, onClose }: { draft: Draft; names: readonly string[]; onClose(): void }) {
  const [task, setTask] = useState(draft)
  const save = useAction('tasks.save', { done: say('tasks.saved'), refresh: ['tasks.list'] })
  const { id, version, title, why, about, assignee, dueOn } = task
  return (
    <Dialog onClose={onClose} title={say(id === undefined ? 'tasks.add' : 'tasks.edit')}>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); save.mutate({ ...(id === undefined ? { id: newId() } : { id, version }), title, why, about, assignee, dueOn }, { onSuccess: onClose }) }}>
        <TextInput label={say('tasks.what')} required maxLength={300} data-autofocus value={title} onChange={(event) => setTask({ ...task, title: event.currentTarget.value })} />
        <Textarea label={say('tasks.why')} autosize minRows={2} maxRows={10} maxLength={2_000} value={why} onChange={(event) => setTask({ ...task, why: event.currentTarget.value })} />
        <TextInput label={say('tasks.about')} description={say('tasks.about.help')} maxLength={2_000} value={about} onChange={(event) => setTask({ ...task, about: event.currentTarget.value })} />
        <Autocomplete label={say('tasks.assignee')} maxLength={200} data={[...names]} value={assignee} onChange={(next) => setTask({ ...task, assignee: next })} />
        <TextInput type="date" label={say('tasks.due')} value={dueOn ?? ''} onChange={(event) => setTask({ ...task, dueOn: event.currentTarget.value || null })} />
        <Button type="submit" loading={save.isPending}>{say('tasks.save')}</Button>
      </form>
    </Dialog>
  )
}
