import { SegmentedControl } from '@mantine/core'
import { useAddress } from '../../parts/address.js'
import { useOperation } from '../../parts/api.js'
import { PageTitle } from '../../parts/page-title.js'
import { say } from '../../words/say.js'
import { NoteList } from './note-list.js'
import { TaskList } from './task-list.js'

const tabs = ['tasks', 'notes'] as const

/** What people keep beside the links: tasks and notes. */
export function Page() {
  const [address, setAddress] = useAddress({ tab: 'text' })
  const tab = tabs.find((one) => one === address.tab) ?? 'tasks'
  const open = useOperation('tasks.list', { state: 'open' })
  const count = open.data?.rows.length ?? 0
  return (
    <>
      <PageTitle title={count === 0 ? say('tasks.title.none') : say('tasks.title.open', { count })} sub={say('tasks.sub')} />
      <SegmentedControl aria-label={say('tasks.tabs')} mb="md" className="no-print" value={tab} onChange={(next) => setAddress({ tab: next === 'tasks' ? undefined : next })} data={tabs.map((one) => ({ value: one, label: say(`tasks.tab.${one}`) }))} />
      {tab === 'tasks' ? <TaskList /> : <NoteList />}
    </>
  )
}
