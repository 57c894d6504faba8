import { Navigate } from '@tanstack/react-router'
import { allPages } from '../../pages/all-pages.js'
import { say } from '../../words/say.js'
import { useClientSlug } from '../address.js'
import { useOperation } from '../api.js'
import { Loading } from '../loading.js'
import { pathOf } from '../page-link.js'
import { PageTitle } from '../page-title.js'
import { addressName } from '../session.js'
import { Failure } from '../state-view.js'
import { lastClient } from './last-client.js'

/** `/`: the client somebody looked at last, else the first; whoever is not signed in goes there first. */
export function Home() {
  const session = useOperation('sessions.current', {})
  const given = useClientSlug()
  if (session.isError) return <div className="page"><PageTitle title={say('app.name')} /><Failure error={session.error} retry={() => void session.refetch()} /></div>
  if (!session.data) return <div className="page"><Loading /></div>
  const { setUpNeeded, signInNeeded, signedIn, clients } = session.data
  const bare = (id: string) => allPages.some((page) => page.id === id)
  if (setUpNeeded && bare('set-up')) return <Navigate to={pathOf('set-up', undefined)} replace />
  if (signInNeeded && !signedIn && bare('sign-in')) return <Navigate to={pathOf('sign-in', undefined)} replace />
  const open = clients.filter(({ archivedAt }) => archivedAt === null)
  const last = open.find((one) => addressName(one, open) === lastClient.get()) ?? open[0]
  const client = given ?? (last && addressName(last, open))
  const first = allPages.find(({ id }) => id === 'overview') ?? allPages[0]!
  if (client === undefined) return <div className="page"><PageTitle title={say('client.none')} sub={say('client.none-what')} /></div>
  return <Navigate to={pathOf(first.id, client)} replace />
}
