import { Button, SegmentedControl } from '@mantine/core'
import { useAddress } from '../../parts/address.js'
import { useOperation, type Output } from '../../parts/api.js'
import { PageLink } from '../../parts/page-link.js'
import { PageTitle } from '../../parts/page-title.js'
import { Empty, StateView } from '../../parts/state-view.js'
import { useIsNarrow } from '../../parts/use-is-narrow.js'
import { say } from '../../words/say.js'
import { JobRow } from './job-row.js'
import { Schedules } from './schedules.js'
import classes from './jobs.module.css'

export type Job = Output<'jobs.list'>['jobs'][number]

/** Jobs of one portion; on a phone each is a card. */
const shownSteps = { wide: 50, narrow: 10 }

/** One list of all long work: what, for whom, how far, and what came of it. */
export function Page() {
  const [address, setAddress] = useAddress({ only: 'text', shown: 'number', job: 'text' })
  const only = address.only === 'open' || address.only === 'ended' ? address.only : 'all'
  const shownStep = shownSteps[useIsNarrow() ? 'narrow' : 'wide']
  const limit = Math.min(500, address.shown ?? shownStep)
  const query = useOperation('jobs.list', { ...(only === 'all' ? {} : { state: [only] }), limit }, { keep: true, refetchInterval: 1_500 })
  const open = query.data?.jobs.filter((job) => isOpen(job)).length ?? 0
  return (
    <>
      <PageTitle title={query.data === undefined || only === 'ended' ? say('page.jobs') : open === 0 ? say('jobs.title.none') : say('jobs.title.open', { count: open })} sub={say('jobs.sub')} />
      <SegmentedControl aria-label={say('jobs.only')} size="xs" mb="md" className="no-print" value={only} onChange={(next) => setAddress({ only: next === 'all' ? undefined : next })} data={[{ value: 'all', label: say('jobs.only.all') }, { value: 'open', label: say('jobs.only.open') }, { value: 'ended', label: say('jobs.only.ended') }]} />
      <StateView
        query={query}
        isEmpty={({ jobs }) => jobs.length === 0}
        empty={<Empty title={say('jobs.empty.title')} what={say('jobs.empty.what')} action={<Button component={PageLink} to="imports">{say('jobs.empty.action')}</Button>} />}
      >
        {({ jobs }) => (
          <>
            <ul className={classes.list} aria-label={say('jobs.list')}>{jobs.map((job) => <JobRow key={job.id} job={job} isOpen={address.job === job.id} onOpen={(opened) => setAddress({ job: opened ? job.id : undefined })} />)}</ul>
            {jobs.length >= limit && limit < 500 && <Button variant="default" size="xs" mt="md" onClick={() => setAddress({ shown: limit + shownStep })}>{say('jobs.more')}</Button>}
          </>
        )}
      </StateView>
      {/* Below the list, so it comes with it. */}
      {!query.isPending && <Schedules />}
    </>
  )
}

export const isOpen = ({ state }: Pick<Job, 'state'>) => state === 'waiting' || state === 'running' || state === 'stopping'
