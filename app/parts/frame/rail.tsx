import { allPages } from '../../pages/all-pages.js'
import { say } from '../../words/say.js'
import { useSession } from '../session.js'
import { ClientSwitcher } from './client-switcher.js'
import { Mark } from './mark.js'
import { PageEntry } from './page-entry.js'
import { usePagesHere } from './pages-here.js'

const groups = ['profile', 'work', 'manage'] as const

/** The pages there are for this client and this person. */
export function Rail() {
  const pages = usePagesHere()
  const session = useSession()
  return (
    <nav className="rail no-print" aria-label={say('rail.label')}>
      <a className="rail-mark" href="/"><Mark /> <span>{say('app.name')}</span></a>
      <ClientSwitcher />
      {session !== undefined && groups.map((group) => {
        const here = pages.filter(({ rail }) => rail === group)
        return here.length > 0 && <ul key={group} aria-label={say(`rail.${group}`)}>{here.map((page) => <li key={page.id}><PageEntry page={page} /></li>)}</ul>
      })}
    </nav>
  )
}

export const hasPage = (id: string) => allPages.some((page) => page.id === id)
