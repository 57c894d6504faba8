import { Drawer } from '@mantine/core'
import { Ellipsis } from 'lucide-react'
import { useState } from 'react'
import { say } from '../../words/say.js'
import { PageEntry } from './page-entry.js'
import { usePagesHere } from './pages-here.js'

/** On a phone: four pages and the rest. */
export function BottomBar() {
  const pages = usePagesHere().filter(({ rail }) => rail !== undefined)
  const [isOpen, setOpen] = useState(false)
  const first = ['overview', 'links', 'domains', 'risk'].flatMap((id) => pages.filter((page) => page.id === id))
  return (
    <nav className="bottom-bar no-print" aria-label={say('rail.label')}>
      {first.map((page) => <PageEntry key={page.id} page={page} />)}
      {pages.length > 0 && <button type="button" className="page-entry" onClick={() => setOpen(true)} aria-haspopup="dialog"><Ellipsis size={17} aria-hidden /><span>{say('rail.more')}</span></button>}
      <Drawer opened={isOpen} onClose={() => setOpen(false)} position="bottom" size="auto" title={say('rail.label')} closeButtonProps={{ 'aria-label': say('act.close') }}>
        <div className="bottom-more">{pages.map((page) => <PageEntry key={page.id} page={page} onClick={() => setOpen(false)} />)}</div>
      </Drawer>
    </nav>
  )
}
