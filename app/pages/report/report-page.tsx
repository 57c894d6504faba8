import { Button, Progress, SegmentedControl, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useAddress } from '../../parts/address.js'
import { useJob, useOperation } from '../../parts/api.js'
import { useClient, useMay } from '../../parts/session.js'
import { FirstRows } from '../../parts/first-rows.js'
import { jobName } from '../../parts/job-name.js'
import { PageLink } from '../../parts/page-link.js'
import { PageTitle } from '../../parts/page-title.js'
import { Empty } from '../../parts/state-view.js'
import { agoWords } from '../../words/format.js'
import { say } from '../../words/say.js'
import { percentOf, progressWords } from '../jobs/job-row.js'
import { periodOf, periods, type Period } from './period.js'
import { Preview } from './preview.js'
import { WhiteLabel } from './white-label.js'
import classes from './report.module.css'

/** The client report: choose the period and whose name it bears, look at it as it will be read, hand it on. */
export function Page() {
  const client = useClient()
  const mayWrite = useMay('write')
  const [address, setAddress] = useAddress({ report: 'text' })
  const [chosen, setPeriod] = useState<Period | 'own'>()
  const [own, setOwn] = useState({ from: '', until: '' })
  const made = useOperation('jobs.list', { client: client.slug, state: ['done'], limit: 100 })
  const making = useJob('reports.client')
  const rows = (made.data?.jobs ?? []).filter((job) => job.operation === 'reports.client')
  const shown = making.job?.state === 'done' ? making.job.id : address.report ?? rows[0]?.id
  // The first report is of everything: what was imported today would be missing from last quarter's.
  const period = chosen ?? (rows.length === 0 ? 'all' : 'quarter')
  const range = period === 'own' ? own : periodOf(period, new Date())
  const isMaking = making.isBusy
  const percent = making.job === undefined ? null : percentOf(making.job)
  return (
    <>
      <PageTitle title={shown === undefined ? say('report.title', { client: client.name }) : say('report.title.ready', { client: client.name })} sub={client.site === null ? say('report.nosite') : say('report.sub', { site: client.site })} />
      <div className={classes.columns}>
        <div className={`${classes.choices} no-print`}>
          {mayWrite ? (
            <form className="panel stack" onSubmit={(event) => { event.preventDefault(); setAddress({ report: undefined }); void making.start({ ...(range.from === '' ? {} : { from: range.from }), ...(range.until === '' ? {} : { until: range.until }) }) }}>
              <SegmentedControl orientation="vertical" fullWidth aria-label={say('report.period')} value={period} onChange={(next) => setPeriod(next as Period | 'own')} data={[...periods.map((value) => ({ value, label: say(`report.period.${value}`) })), { value: 'own', label: say('report.period.own') }]} />
              {period === 'own' && (
                <div className={classes.dates}>
                  <TextInput type="date" label={say('report.from')} max={own.until || undefined} value={own.from} onChange={(event) => setOwn({ ...own, from: event.currentTarget.value })} />
                  <TextInput type="date" label={say('report.until')} min={own.from || undefined} value={own.until} onChange={(event) => setOwn({ ...own, until: event.currentTarget.value })} />
                </div>
              )}
              <Button type="submit" disabled={client.site === null} loading={isMaking}>{say(shown === undefined ? 'report.make' : 'report.again')}</Button>
              {isMaking && (
                <div role="status">
                  <Progress value={percent ?? 100} striped={percent === null} animated={percent === null} aria-label={say('report.making')} />
                  <p className="small soft">{(making.job === undefined ? '' : progressWords(making.job).join(' · ')) || say('report.making')}</p>
                  <Button size="compact-xs" variant="subtle" onClick={() => void making.stop()}>{say('report.stop')}</Button>
                </div>
              )}
            </form>
          ) : <p className="soft small">{say('report.cannot')}</p>}
          <div className={classes.label}><WhiteLabel mayWrite={mayWrite} /></div>
          <section className="panel">
            <header><h2>{say('report.past')}</h2></header>
            {rows.length === 0 ? <p className="soft small">{say('report.past.none')}</p> : (
              <FirstRows rows={rows} step={6}>{(some) => <ul className={classes.past}>
                {some.map((job) => (
                  <li key={job.id}>
                    <button type="button" aria-current={job.id === shown} onClick={() => setAddress({ report: job.id })}>{jobName(job)}<span className="soft">{say('report.past.row', { when: agoWords(job.endedAt ?? job.createdAt), name: job.actor.name })}</span></button>
                  </li>
                ))}
              </ul>}</FirstRows>
            )}
          </section>
        </div>
        {shown === undefined ? (
          <Empty title={say('report.empty.title')} what={say('report.empty.what')} action={client.site === null ? <Button component={PageLink} to="setup">{say('decide.nosite.action')}</Button> : null} />
        ) : <Preview key={shown} id={shown} />}
      </div>
    </>
  )
}
