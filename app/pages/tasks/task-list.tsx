import { Button, Checkbox, Modal, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useAction, useOperation, type Output } from '../../parts/api.js'
import { Inert } from '../../parts/inert.js'
import { useMay } from '../../parts/session.js'
import { Empty, StateView } from '../../parts/state-view.js'
import { Tag } from '../../parts/tag.js'
import { dateWords } from '../../words/format.js'
import { say } from '../../words/say.js'
import classes from './tasks.module.css'

type Task = Output<'tasks.list'>['rows'][number]
type Draft = Pick<Task, 'title' | 'why' | 'about' | 'assignee' | 'dueOn'> & { id?: string; version?: number }

const blank: Draft = { title: '', why: '', about: '', assignee: '', dueOn: null }

export function TaskList() {
  const query = useOperation('tasks.list', {})
  const mayWrite = useMay('write')
  const save = useAction('tasks.save', { refresh: ['tasks.list'] })
  const [draft, setDraft] = useState<Draft | null>(null)
  const setState = (task: Task, state: Task['state']) => save.mutate({ id: task.id, version: task.version, title: task.title, state })
  const add = mayWrite ? <Button size="xs" onClick={() => setDraft(blank)}>{say('tasks.add')}</Button> : null
  return (
    <>
      <StateView query={query} isEmpty={({ rows }) => rows.length === 0} empty={<Empty title={say('tasks.empty.title')} what={say('tasks.empty.what')} action={add} />}>
        {({ rows }) => {
          const open = rows.filter((task) => task.state === 'open').sort((a, b) => (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999'))
          const ended = rows.filter((task) => task.state !== 'open')
          return (
            <>
              <div className="row no-print">{add}</div>
              <ul className={classes.list}>
                {open.map((task) => (
                  <li key={task.id}>
                    <div className={classes.task}>
                      <Checkbox aria-label={say('tasks.mark-done', { title: task.title })} disabled={!mayWrite || save.isPending} checked={false} onChange={() => setState(task, 'done')} />
                      <div>
                        <p><strong><Inert text={task.title} /></strong></p>
                        {task.why !== '' && <p className="soft small"><Inert text={task.why} /></p>}
                        <p className="row small soft">
                          {task.about !== '' && <Inert text={task.about} />}
                          {task.assignee !== '' && <Inert text={task.assignee} />}
                          {task.dueOn !== null && (isPast(task.dueOn) ? <Tag tone="attention">{say('tasks.overdue', { when: dateWords(task.dueOn) })}</Tag> : <span>{say('tasks.due-on', { when: dateWords(task.dueOn) })}</span>)}
                        </p>
                      </div>
                      {mayWrite && (
                        <div className="row no-print">
                          <Button size="compact-xs" variant="subtle" onClick={() => setDraft(task)}>{say('tasks.edit')}</Button>
                          <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setState(task, 'dropped')}>{say('tasks.drop')}</Button>
                        </div>
                      )}
                    </div>
                  </li>
                ))}
              </ul>
              {ended.length > 0 && (
                <details className={classes.ended}>
                  <summary>{say('tasks.ended')} ({ended.length})</summary>
                  <ul className={classes.list}>
                    {ended.map((task) => (
                      <li key={task.id} className="row">
                        <Inert text={task.title} />
                        <Tag tone={task.state === 'done' ? 'good' : 'neutral'}>{say(task.state === 'done' ? 'tasks.state.done' : 'tasks.state.dropped')}</Tag>
                        {mayWrite && <Button size="compact-xs" variant="subtle" onClick={() => setState(task, 'open')}>{say('tasks.reopen')}</Button>}
                      </li>
                    ))}
                  </ul>
                </details>
              )}
            </>
          )
        }}
      </StateView>
      {draft !== null && <TaskForm draft={draft} onClose={() => setDraft(null)} />}
    </>
  )
}

function TaskForm({ draft, onClose }: { draft: Draft; onClose(): void }) {
  const [task, setTask] = useState(draft)
  const save = useAction('tasks.save', { done: say('tasks.saved'), refresh: ['tasks.list'] })
  const { id, version, title, why, about, assignee, dueOn } = task
  return (
    <Modal opened onClose={onClose} title={say(id === undefined ? 'tasks.add' : 'tasks.edit')} closeButtonProps={{ 'aria-label': say('act.close') }}>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); save.mutate({ ...(id === undefined ? { id: crypto.randomUUID() } : { id, version }), title, why, about, assignee, dueOn }, { onSuccess: onClose }) }}>
        <TextInput label={say('tasks.what')} required maxLength={300} data-autofocus value={title} onChange={(event) => setTask({ ...task, title: event.currentTarget.value })} />
        <Textarea label={say('tasks.why')} autosize minRows={2} maxLength={2_000} value={why} onChange={(event) => setTask({ ...task, why: event.currentTarget.value })} />
        <TextInput label={say('tasks.about')} description={say('tasks.about.help')} maxLength={2_000} value={about} onChange={(event) => setTask({ ...task, about: event.currentTarget.value })} />
        <TextInput label={say('tasks.assignee')} maxLength={200} value={assignee} onChange={(event) => setTask({ ...task, assignee: event.currentTarget.value })} />
        <TextInput type="date" label={say('tasks.due')} value={dueOn ?? ''} onChange={(event) => setTask({ ...task, dueOn: event.currentTarget.value || null })} />
        <Button type="submit" loading={save.isPending}>{say('tasks.save')}</Button>
      </form>
    </Modal>
  )
}

const isPast = (day: string) => day < new Date().toISOString().slice(0, 10)
