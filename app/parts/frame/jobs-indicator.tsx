import { say } from '../../words/say.js'
import { useOperation, type Output } from '../api.js'
import { PageLink } from '../page-link.js'

const busyMs = 3_000
const quietMs = 15_000

/** How much long work is under way; asked often while there is some, else now and then. */
export function JobsIndicator() {
  const { data } = useOperation('jobs.list', { state: ['waiting', 'running', 'stopping'], limit: 50 }, { refetchInterval: ({ state }) => ((state.data as Output<'jobs.list'> | undefined)?.jobs.length ? busyMs : quietMs), retry: false })
  const count = data?.jobs.length ?? 0
  return <PageLink to="jobs" className={`jobs-indicator${count > 0 ? ' busy' : ''}`} aria-label={say('jobs.indicator-label', { count })}>{count > 0 && <span aria-hidden className="jobs-dot" />}{say('jobs.indicator', { count })}</PageLink>
}
