import { Button, Code, Progress } from '@mantine/core'
import { Ban, Check, ChevronDown, ChevronRight, Clock, Loader, Pause, X } from 'lucide-react'
import { useAction, useOperation } from '../../parts/api.js'
import { Inert } from '../../parts/inert.js'
import { StateView } from '../../parts/state-view.js'
import { agoWords, bytesWords, countWords, dateTimeWords, durationWords } from '../../words/format.js'
import { say } from '../../words/say.js'
import { isOpen as isJobOpen, type Job } from './jobs-page.js'
import { jobName } from '../../parts/job-name.js'
import { jobFileAddress, madeFiles } from '../../parts/made-files.js'
import classes from './jobs.module.css'

const marks = { waiting: Clock, running: Loader, stopping: Pause, stopped: Ban, done: Check, failed: X }
const stateWords = { waiting: 'jobs.state.waiting', running: 'jobs.state.running', stopping: 'jobs.state.stopping', stopped: 'jobs.state.stopped', done: 'jobs.state.done', failed: 'jobs.state.failed' } as const

/** One job: a line with its bar, which opens to the log, what was asked and what came of it. */
export function JobRow({ job, isOpen, onOpen }: { job: Job; isOpen: boolean; onOpen(opened: boolean): void }) {
  const stop = useAction('jobs.stop', { done: say('jobs.stopped.done'), refresh: ['jobs.list', 'jobs.show'] })
  const resume = useAction('jobs.resume', { done: say(job.state === 'failed' ? 'jobs.retried.done' : 'jobs.resumed.done'), refresh: ['jobs.list', 'jobs.show'] })
  const Mark = marks[job.state]
  return (
    <li className={classes.job} data-state={job.state}>
      <div className={classes.head}>
        <button type="button" className={classes.title} aria-expanded={isOpen} aria-label={say('jobs.open', { title: job.title })} onClick={() => onOpen(!isOpen)}>
          {isOpen ? <ChevronDown size={16} aria-hidden /> : <ChevronRight size={16} aria-hidden />}
          <Inert text={jobName(job)} />
        </button>
        <span className={classes.state}><Mark size={14} aria-hidden />{say(stateWords[job.state])}</span>
      </div>
      <p className="soft small">
        {[job.clientName === null ? say('jobs.machine') : say('jobs.for', { client: job.clientName }), say('jobs.by', { name: job.actor.name, when: agoWords(job.createdAt) }), ...took(job)].join(' · ')}
      </p>
      {isJobOpen(job) && (
        <div className={classes.progress}>
          <Progress value={job.percent ?? (job.state === 'running' ? 100 : 0)} striped={job.percent === null} animated={job.percent === null && job.state === 'running'} aria-label={say('jobs.progress', { title: job.title })} />
          <p className="small number">{progressWords(job).join(' · ')}</p>
        </div>
      )}
      {job.error !== null && <p className={classes.error}><strong>{say('jobs.failed')}:</strong> {job.error.message}{job.notBefore !== null && job.state === 'waiting' ? ` ${say('jobs.again', { when: agoWords(job.notBefore) })}` : ''}</p>}
      {job.maySteer && (
        <div className="row no-print">
          {(job.state === 'waiting' || job.state === 'running') && <Button size="compact-sm" variant="default" loading={stop.isPending} onClick={() => stop.mutate({ id: job.id })}>{say('jobs.stop')}</Button>}
          {(job.state === 'stopped' || job.state === 'failed') && <Button size="compact-sm" variant="default" loading={resume.isPending} onClick={() => resume.mutate({ id: job.id })}>{say(job.state === 'failed' ? 'jobs.retry' : 'jobs.resume')}</Button>}
        </div>
      )}
      {isOpen && <JobDetails id={job.id} isRunning={isJobOpen(job)} />}
    </li>
  )
}

function JobDetails({ id, isRunning }: { id: string; isRunning: boolean }) {
  const query = useOperation('jobs.show', { id }, { keep: true, refetchInterval: isRunning ? 1_500 : false })
  return (
    <StateView query={query}>
      {({ job }) => (
        <div className={classes.details}>
          <section>
            <h3>{say('jobs.log')}</h3>
            {job.log.length === 0 ? <p className="soft small">{say(isRunning ? 'jobs.log.empty' : 'jobs.log.none')}</p> : <ol className={classes.log} tabIndex={0} aria-label={say('jobs.log')}>{job.log.map((line, index) => <li key={index}><time dateTime={line.at}>{dateTimeWords(line.at)}</time> <Inert text={line.text} /></li>)}</ol>}
          </section>
          {madeFiles(job.output).length > 0 && (
            <section>
              <h3>{say('jobs.files')}</h3>
              <ul className={classes.files}>
                {madeFiles(job.output).map((name) => <li key={name}><a href={jobFileAddress(id, name)} download={name}>{name}</a></li>)}
              </ul>
            </section>
          )}
          <details>
            <summary>{say('jobs.input')}</summary>
            <Code block>{`${job.operation} ${JSON.stringify(job.input, null, 2)}`}</Code>
          </details>
          {job.output !== null && (
            <details>
              <summary>{say('jobs.output')}</summary>
              <Code block mah={320} style={{ overflow: 'auto' }} tabIndex={0}>{JSON.stringify(job.output, null, 2).slice(0, 20_000)}</Code>
            </details>
          )}
        </div>
      )}
    </StateView>
  )
}

/** "42 % · 420 of 1,000 links · 35 links a second · about 2 min left", as far as it is known. */
export function progressWords({ stage, done, total, unit, ratePerSecond, secondsLeft, attempt, attemptsMax }: Pick<Job, 'stage' | 'done' | 'total' | 'unit' | 'ratePerSecond' | 'secondsLeft' | 'attempt' | 'attemptsMax'>): string[] {
  const percent = percentOf({ done, total })
  const what = unit === null || unit === 'bytes' ? say('jobs.unit.none') : unit
  const amount = unit === 'bytes' ? bytesWords : countWords
  return [
    ...(stage === null ? [] : [stage]),
    ...(percent === null ? [] : [say('jobs.percent', { percent })]),
    ...(done === null ? [] : [(total === null ? say('jobs.amount.open', { done: amount(done), unit: what }) : say('jobs.amount', { done: amount(done), total: amount(total), unit: what })).replaceAll(/ +(?=,|$)/gu, '')]),
    ...(ratePerSecond === null ? [] : [say('jobs.rate', { rate: amount(ratePerSecond < 10 ? Math.round(ratePerSecond * 10) / 10 : Math.round(ratePerSecond)), unit: what }).replaceAll('  ', ' ')]),
    ...(secondsLeft === null ? [] : [say('jobs.left', { time: durationWords(secondsLeft) })]),
    ...(attempt > 1 ? [say('jobs.attempt', { attempt, max: attemptsMax })] : []),
  ]
}

/** Whole percents of what is under way; null while the end is not known. */
export function percentOf({ done, total }: { done: number | null; total: number | null }): number | null {
  return done === null || total === null || total <= 0 ? null : Math.min(100, Math.floor((done / total) * 100))
}

function took({ startedAt, endedAt }: Pick<Job, 'startedAt' | 'endedAt'>): string[] {
  if (startedAt === null || endedAt === null) return []
  const seconds = (Date.parse(endedAt) - Date.parse(startedAt)) / 1000
  return [seconds < 1 ? say('jobs.took.instant') : say('jobs.took', { time: durationWords(seconds) })]
}
