import { useInViewport } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { asked } from '../../parts/api.js'
import { PageLink } from '../../parts/page-link.js'
import { agoWords, countWords } from '../../words/format.js'
import { say } from '../../words/say.js'
import type { ClientRow } from './clients-page.js'
import classes from './clients.module.css'

const weeksShown = 4

/** State of one client in four cells. It is asked for only once the row is on the screen: an agency may have a hundred. */
export function ClientState({ row }: { row: ClientRow }) {
  const { ref, inViewport } = useInViewport<HTMLTableCellElement>()
  const place = { client: row.id, organisation: undefined }
  const options = { enabled: inViewport, staleTime: 60_000, retry: false }
  const overview = useQuery({ ...asked('overview.show', {}, place), ...options, enabled: inViewport && row.site !== null })
  const tasks = useQuery({ ...asked('tasks.list', { state: 'open' }, place), ...options })
  const imports = useQuery({ ...asked('imports.history', { limit: 1 }, place), ...options })
  // Where no link was ever shown to us, nought would be a claim.
  const hasLinks = row.site !== null && overview.data?.totals.links !== 0
  const recognisable = hasLinks ? overview.data?.totals.recognisable : undefined
  const weeks = hasLinks ? overview.data?.weeks.slice(-weeksShown) : undefined
  const last = imports.data?.rows[0]
  return (
    <>
      <td ref={ref} data-label={say('clients.column.recognise')}>
        {recognisable === undefined ? <Pending is={overview} isKnown={hasLinks} /> : <PageLink to="links" client={row.slug} query={{ tier: '1,2,3' }} aria-label={say('clients.recognisable.words', { count: recognisable })}><strong className="number">{countWords(recognisable)}</strong> {say('clients.recognisable')}</PageLink>}
      </td>
      <td data-label={say('clients.column.moves')} className="number">
        {weeks === undefined ? <Pending is={overview} isKnown={hasLinks} /> : movesWords(sum(weeks, 'newDomains'), sum(weeks, 'lostDomains'))}
      </td>
      <td data-label={say('clients.column.tasks')}>{tasks.data === undefined ? <Pending is={tasks} isKnown /> : <PageLink to="tasks" client={row.slug}>{say('clients.tasks', { count: tasks.data.rows.length })}</PageLink>}</td>
      <td data-label={say('clients.column.import')}>{imports.data === undefined ? <Pending is={imports} isKnown /> : last === undefined ? say('clients.import.none') : <><span className={classes.label}>{say('clients.import.short')} </span>{agoWords(last.at)}</>}</td>
    </>
  )
}

/** Not read is shown as not read, never as nought. */
function Pending({ is, isKnown }: { is: { isError: boolean }; isKnown: boolean }) {
  if (!isKnown) return <span className="soft">–</span>
  return <span className={`hatched ${classes.pending}`} role="img" aria-label={say(is.isError ? 'clients.unread' : 'loading')} title={is.isError ? say('clients.unread') : undefined} />
}

const movesWords = (gained: number, gone: number) => (gained + gone === 0 ? say('clients.moves.none') : say('clients.moves', { gained, gone }))
const sum = (weeks: ReadonlyArray<{ newDomains: number; lostDomains: number }>, key: 'newDomains' | 'lostDomains') => weeks.reduce((total, week) => total + week[key], 0)
