import { Tooltip } from '@mantine/core'
import { CircleHelp, Search as SearchIcon } from 'lucide-react'
import { say } from '../../words/say.js'
import { PageLink } from '../page-link.js'
import { ClientSwitcher } from './client-switcher.js'
import { JobsIndicator } from './jobs-indicator.js'
import { PersonMenu } from './person-menu.js'
import { hasPage } from './rail.js'

const isMac = /mac|iphone|ipad/iu.test(navigator.platform)

/** The line at the top: search, what is running, help, and who is here. */
export function Head({ openSearch }: { openSearch(): void }) {
  return (
    <header className="head no-print">
      <div className="head-client"><ClientSwitcher /></div>
      <button type="button" className="head-search" onClick={openSearch} aria-label={say('search.open')}>
        <SearchIcon size={15} aria-hidden /><span>{say('search.placeholder')}</span><kbd>{isMac ? '⌘K' : 'Ctrl K'}</kbd>
      </button>
      <div className="head-end">
        {hasPage('jobs') && <JobsIndicator />}
        {hasPage('help') && <Tooltip label={say('help.open')}><PageLink to="help" className="head-help" aria-label={say('help.open')}><CircleHelp size={18} aria-hidden /></PageLink></Tooltip>}
        <PersonMenu />
      </div>
    </header>
  )
}
