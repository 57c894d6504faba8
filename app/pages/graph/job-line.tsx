import { Button, Progress } from '@mantine/core'
import type { JobHandle, OperationId } from '../../parts/api.js'
import { PageLink } from '../../parts/page-link.js'
import { messageOf } from '../../parts/tell.js'
import { bytesWords, countWords, durationWords } from '../../words/format.js'
import { say } from '../../words/say.js'

/** Long work in one line: what it does, how far it is, how long it still takes, and a way to stop it. It goes on when the page is left. */
export function JobLine<Id extends OperationId>({ handle }: { handle: JobHandle<Id> }) {
  const { job, error, isBusy, sending } = handle
  if (error && !isBusy) return <p role="alert" style={{ color: 'var(--cw-stop)' }}>{messageOf(error)}</p>
  if (!isBusy) return null
  const far = sending ?? (job && job.done !== null && job.total ? { sent: job.done, total: job.total } : null)
  const percent = far === null ? null : Math.min(100, Math.floor((100 * far.sent) / far.total))
  const amount = (value: number) => (job?.unit === 'bytes' || job?.unit === 'B' ? bytesWords(value) : countWords(value))
  return (
    <div aria-live="polite" style={{ marginBlockStart: 12 }}>
      <Progress value={percent ?? 100} striped={percent === null} animated={percent === null} aria-label={job?.title ?? say('job-line.begins')} />
      <div className="row small" style={{ marginBlockStart: 6 }}>
        <span>{sending === null ? (job?.stage ?? say(job?.state === 'waiting' ? 'job-line.waits' : 'job-line.begins')) : say('job-line.sends')}</span>
        {percent !== null && <span className="number">{say('jobs.percent', { percent })}</span>}
        {sending !== null && <span className="soft number">{say('job-line.of', { done: bytesWords(sending.sent), total: bytesWords(sending.total) })}</span>}
        {job && job.done !== null && <span className="soft number">{job.total === null ? amount(job.done) : say('job-line.of', { done: amount(job.done), total: amount(job.total) })}{job.unit && job.unit !== 'bytes' && job.unit !== 'B' ? ` ${job.unit}` : ''}</span>}
        {job?.secondsLeft != null && <span className="soft">{say('job-line.left', { time: durationWords(job.secondsLeft) })}</span>}
        <Button size="compact-xs" variant="subtle" onClick={() => void handle.stop()}>{say('job-line.stop')}</Button>
        <PageLink to="jobs">{say('job-line.jobs')}</PageLink>
      </div>
    </div>
  )
}
