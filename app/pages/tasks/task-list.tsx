import { Button, Checkbox, Select } from '@mantine/core'
import { useState } from 'react'
import { About } from '../../parts/about.js'
import { useAddress } from '../../parts/address.js'
import { useAction, useOperation } from '../../parts/api.js'
import { FindBox } from '../../parts/find-box.js'
import { FirstRows } from '../../parts/first-rows.js'
import { Inert } from '../../parts/inert.js'
import { LongText } from '../../parts/long-text.js'
import { useMay, useSession } from '../../parts/session.js'
import { Empty, StateView } from '../../parts/state-view.js'
import { Tag } from '../../parts/tag.js'
import { dateWords } from '../../words/format.js'
import { say } from '../../words/say.js'
import { TaskForm, type Draft, type Task } from './task-form.js'
import { byDue, taskGroups, todayHere, type TaskGroup } from './task-groups.js'
import classes from './tasks.module.css'

const blank: Draft = { title: '', why: '', about: '', assignee: '', dueOn: null }

/** Tasks by when they are due, found by words and by who has them; what has ended is folded. */
export function TaskList() {
  const query = useOperation('tasks.list', {})
  const mayWrite = useMay('write')
  const own = useSession()?.person?.name
  const [address, setAddress] = useAddress({ text: 'text', who: 'text' })
  const [draft, setDraft] = useState<Draft | null>(null)
  const add = mayWrite ? <Button size="xs" onClick={() => setDraft(blank)}>{say('tasks.add')}</Button> : undefined
  const all = query.data?.rows ?? []
  const names = [...new Set([...(own === undefined ? [] : [own]), ...all.map(({ assignee }) => assignee)])].filter((name) => name !== '').sort((a, b) => a.localeCompare(b))
  const words = (address.text ?? '').toLowerCase()
  const rows = all.filter((task) => (address.who === undefined || task.assignee === address.who) && (words === '' || `${task.title} ${task.why} ${task.about}`.toLowerCase().includes(words)))
  const groups = byDue(rows.filter(({ state }) => state === 'open'), todayHere(new Date()))
  const ended = rows.filter(({ state }) => state !== 'open')
  return (
    <>
      <StateView query={query} isEmpty={() => all.length === 0} empty={<Empty title={say('tasks.empty.title')} what={say('tasks.empty.what')} action={add} />}>
        {() => (
          <>
            <div className="filters no-print">
              <FindBox label={say('tasks.find')} text={address.text} onText={(text) => setAddress({ text })} />
              <Select size="xs" label={say('tasks.assignee')} clearable placeholder={say('tasks.everybody')} value={address.who ?? null} onChange={(next) => setAddress({ who: next ?? undefined })} data={names.map((name) => ({ value: name, label: name === own ? say('tasks.mine', { name }) : name }))} />
              {add}
            </div>
            {rows.length === 0 && <p className="soft" role="status">{say('tasks.found-none')}</p>}
            {taskGroups.map((group) => groups[group].length > 0 && <Group key={`${group} ${words} ${address.who}`} group={group} tasks={groups[group]} onEdit={mayWrite ? setDraft : undefined} />)}
            {ended.length > 0 && <Ended tasks={ended} mayWrite={mayWrite} />}
          </>
        )}
      </StateView>
      {draft !== null && <TaskForm draft={draft} names={names} onClose={() => setDraft(null)} />}
    </>
  )
}

function Group({ group, tasks, onEdit }: { group: TaskGroup; tasks: readonly Task[]; onEdit: ((task: Task) => void) | undefined }) {
  return (
    <section className={classes.group} aria-label={say(`tasks.group.${group}`, { count: tasks.length })}>
      <h2>{say(`tasks.group.${group}`, { count: tasks.length })}</h2>
      <FirstRows rows={tasks} step={25} narrowStep={group === 'overdue' || group === 'week' ? 8 : 4}>{(rows) => <ul className={classes.list}>{rows.map((task) => <OpenTask key={task.id} task={task} isLate={group === 'overdue'} onEdit={onEdit} />)}</ul>}</FirstRows>
    </section>
  )
}

function OpenTask({ task, isLate, onEdit }: { task: Task; isLate: boolean; onEdit: ((task: Task) => void) | undefined }) {
  const save = useAction('tasks.save', { refresh: ['tasks.list'] })
  const setState = (state: Task['state']) => save.mutate({ id: task.id, version: task.version, title: task.title, state })
  return (
    <li className={classes.task}>
      <Checkbox aria-label={say('tasks.mark-done', { title: task.title })} disabled={onEdit === undefined || save.isPending} checked={false} onChange={() => setState('done')} />
      <div>
        <p><strong><Inert text={task.title} /></strong></p>
        {task.why !== '' && <p className="soft small"><LongText text={task.why} /></p>}
        <p className={`${classes.facts} small soft`}>
          {task.dueOn !== null && (isLate ? <Tag tone="attention">{say('tasks.overdue', { when: dateWords(task.dueOn) })}</Tag> : <span>{say('tasks.due-on', { when: dateWords(task.dueOn) })}</span>)}
          {task.assignee !== '' && <Inert text={task.assignee} />}
          {task.about !== '' && <About text={task.about} />}
        </p>
      </div>
      {onEdit !== undefined && (
        <div className={`${classes.acts} no-print`}>
          <Button size="compact-xs" variant="subtle" color="gray" aria-label={say('tasks.edit.one', { title: task.title })} onClick={() => onEdit(task)}>{say('tasks.edit')}</Button>
          <Button size="compact-xs" variant="subtle" color="gray" aria-label={say('tasks.drop.one', { title: task.title })} disabled={save.isPending} onClick={() => setState('dropped')}>{say('tasks.drop')}</Button>
        </div>
      )}
    </li>
  )
}

function Ended({ tasks, mayWrite }: { tasks: readonly Task[]; mayWrite: boolean }) {
  const save = useAction('tasks.save', { refresh: ['tasks.list'] })
  const [isOpen, setOpen] = useState(false)
  return (
    <details className={classes.ended} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{say('tasks.ended', { count: tasks.length })}</summary>
      {isOpen && (
        <FirstRows rows={tasks}>
          {(rows) => (
            <ul className={classes.list}>
              {rows.map((task) => (
                <li key={task.id} className="row">
                  <Tag tone={task.state === 'done' ? 'good' : 'neutral'}>{say(task.state === 'done' ? 'tasks.state.done' : 'tasks.state.dropped')}</Tag>
                  <Inert text={task.title} />
                  {mayWrite && <Button size="compact-xs" variant="subtle" color="gray" className="no-print" disabled={save.isPending} aria-label={say('tasks.reopen.one', { title: task.title })} onClick={() => save.mutate({ id: task.id, version: task.version, title: task.title, state: 'open' })}>{say('tasks.reopen')}</Button>}
                </li>
              ))}
            </ul>
          )}
        </FirstRows>
      )}
    </details>
  )
}
