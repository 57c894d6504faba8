import { Progress } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { dateWords, durationWords } from '../words/format.js'
import { say } from '../words/say.js'
import { asked, CitewellError, usePlace, type Output } from './api.js'
import { Inert } from './inert.js'
import { PageLink } from './page-link.js'
import { operationWalls } from '../../src/doors/operation-types.js'
import './judging-line.css'

type Judging = Output<'links.judging'>

/** How often it is asked how far the judging is, while there is judging and while there is none. */
const busyMs = 1_500
const quietMs = 20_000

/** How far the judging of the main site of the page's client is; undefined until it is known. */
export function useJudging(): Judging | undefined {
  const place = usePlace()
  return useQuery<Judging, CitewellError>({
    ...asked('links.judging', {}, place),
    enabled: place.client !== undefined,
    retry: false,
    refetchInterval: ({ state }) => (state.data === undefined || state.data.state === 'ready' ? quietMs : busyMs),
  }).data
}

/**
 * Above the pages of a client while its links are judged: what is shown meanwhile, how far it is and how long it takes.
 * When it is done, everything that is shown of the client is asked for again.
 */
export function JudgingLine() {
  const judging = useJudging()
  useFreshAnswers(judging)
  if (judging === undefined || judging.state === 'ready') return null
  const { done, total, secondsLeft, problem, job } = judging
  if (problem !== null) return <p className="judging-line" data-problem role="status"><Inert text={problem} /> <PageLink to="jobs" query={job === null ? {} : { job }}>{say('judging.look')}</PageLink></p>
  const percent = done === null || total === null || total === 0 ? null : Math.min(100, Math.floor((100 * done) / total))
  // A voice reads what is shown once, and not each percent.
  return (
    <div className="judging-line no-print">
      <p><span role="status">{what(judging)}</span><span className="number" aria-hidden>{percent === null ? say('judging.end') : say('judging.far', { far: [say('judging.percent', { percent }), ...(secondsLeft === null ? [] : [say('jobs.left', { time: durationWords(secondsLeft) })])].join(', ') })}</span></p>
      <Progress size="xs" value={percent ?? 100} striped={percent === null} animated={percent === null && judging.state === 'judging'} aria-label={say('judging.progress')} />
    </div>
  )
}

function what({ state, showing, judgedAt, total }: Judging): string {
  if (showing === 'older') return say(state === 'judging' ? 'judging.older' : 'judging.older-waiting', { when: dateWords(judgedAt) })
  if (state === 'waiting') return say('judging.waiting')
  return total === null ? say('judging.begun') : say('judging.links', { count: total })
}

/** Asks for everything about the client again once its links are judged, or were judged anew since the last look. */
function useFreshAnswers(judging: Judging | undefined): void {
  const cache = useQueryClient()
  const before = useRef<Judging>(undefined)
  useEffect(() => {
    const last = before.current
    before.current = judging
    if (last === undefined || judging === undefined || judging.state !== 'ready') return
    if (last.state === 'ready' && (last.judgedAt === judging.judgedAt || last.judgedAt === null)) return
    void cache.invalidateQueries({ predicate: ({ queryKey: [id] }) => id !== 'links.judging' && (operationWalls[String(id)] ?? 'client') === 'client' })
  }, [cache, judging])
}
