import { SegmentedControl } from '@mantine/core'
import { useAddress } from '../../parts/address.js'
import { useOperation } from '../../parts/api.js'
import { PageTitle } from '../../parts/page-title.js'
import { say } from '../../words/say.js'
import { NoteList } from './note-list.js'
import { byDue, todayHere } from './task-groups.js'
import { TaskList } from './task-list.js'

const tabs = ['tasks', 'notes'] as const

/** What people keep beside the links: tasks and notes. */
export function Page() {
  const [address, setAddress] = useAddress({ tab: 'text' })
  const tab = tabs.find((one) => one === address.tab) ?? 'tasks'
  return (
    <>
      {tab === 'tasks' ? <TasksTitle /> : <NotesTitle />}
      <SegmentedControl aria-label={say('tasks.tabs')} mb="md" className="no-print" value={tab} onChange={(next) => setAddress({ tab: next === 'tasks' ? undefined : next, text: undefined, who: undefined } as never)} data={tabs.map((one) => ({ value: one, label: say(`tasks.tab.${one}`) }))} />
      {tab === 'tasks' ? <TaskList /> : <NoteList />}
    </>
  )
}

function TasksTitle() {
  const { data } = useOperation('tasks.list', {})
  const open = data?.rows.filter(({ state }) => state === 'open') ?? []
  const late = byDue(open, todayHere(new Date())).overdue.length
  return <PageTitle title={data === undefined ? say('page.tasks') : open.length === 0 ? say('tasks.title.none') : say(late === 0 ? 'tasks.title.open' : 'tasks.title.late', { count: open.length, late })} sub={say('tasks.sub')} />
}

function NotesTitle() {
  const { data } = useOperation('notes.list', {})
  return <PageTitle title={data === undefined ? say('tasks.tab.notes') : say('notes.title', { count: data.rows.length })} sub={say('notes.sub')} />
}
