import { Button, Select } from '@mantine/core'
import { useState } from 'react'
import { useAction, useOperation } from '../../parts/api.js'
import { Dialog } from '../../parts/dialog.js'
import { Inert } from '../../parts/inert.js'
import { useMay, useSession } from '../../parts/session.js'
import { jobName } from '../../parts/job-name.js'
import { lastClient } from '../../parts/frame/last-client.js'
import { confirm } from '../../parts/confirm.js'
import { StateView } from '../../parts/state-view.js'
import { Tag } from '../../parts/tag.js'
import { dateTimeWords } from '../../words/format.js'
import { say } from '../../words/say.js'
import classes from './jobs.module.css'

/** What is repeated by itself, and when it is next due. */
export function Schedules() {
  const query = useOperation('schedules.list', {})
  const mayWrite = useMay('write')
  const pause = useAction('schedules.pause', { refresh: ['schedules.list'] })
  const remove = useAction('schedules.remove', { refresh: ['schedules.list'] })
  const [isAdding, setAdding] = useState(false)
  return (
    <section className="panel" style={{ marginBlockStart: 24 }}>
      <header>
        <h2>{say('schedules.title')}</h2>
        {mayWrite && <Button size="compact-sm" variant="default" className="no-print" onClick={() => setAdding(true)}>{say('schedules.add')}</Button>}
      </header>
      <StateView query={query} isEmpty={({ schedules }) => schedules.length === 0} empty={<p className="soft">{say('schedules.empty')}</p>}>
        {({ schedules }) => (
          <ul className={classes.files}>
            {schedules.map((row) => (
              <li key={row.id} className="row">
                <strong><Inert text={jobName(row)} /></strong>
                {row.clientName !== null && <span className="soft small">{say('jobs.for', { client: row.clientName })}</span>}
                {timeWords(row.cron)}
                <span className="soft small">{row.timeZone}</span>
                {row.paused ? <Tag tone="neutral">{say('schedules.paused')}</Tag> : row.nextAt !== null && <span className="soft small">{say('schedules.next', { when: dateTimeWords(row.nextAt) })}</span>}
                {mayWrite && (
                  <>
                    <Button size="compact-sm" variant="subtle" onClick={() => pause.mutate({ id: row.id, paused: !row.paused })}>{say(row.paused ? 'schedules.unpause' : 'schedules.pause')}</Button>
                    <Button size="compact-sm" variant="subtle" color="gray" onClick={() => void confirm({ title: say('schedules.remove.title'), text: say('schedules.remove.text', { title: row.title }), action: say('schedules.remove') }).then((yes) => yes && remove.mutate({ id: row.id }))}>{say('schedules.remove')}</Button>
                  </>
                )}
              </li>
            ))}
          </ul>
        )}
      </StateView>
      {isAdding && <AddSchedule onClose={() => setAdding(false)} />}
    </section>
  )
}

/** The times that the form offers are said in words; any other stands as it was written on the command line. */
function timeWords(cron: string) {
  const known = (Object.keys(times) as Array<keyof typeof times>).find((name) => times[name] === cron)
  return known === undefined ? <code>{cron}</code> : <span className="small">{say(`schedules.when.${known}`)}</span>
}

const times = { day: '0 6 * * *', week: '0 6 * * 1', month: '0 6 1 * *', quarter: '0 6 1 1,4,7,10 *' }

function AddSchedule({ onClose }: { onClose(): void }) {
  const clients = useSession()?.clients ?? []
  const [chosen, setChosen] = useState((clients.find(({ slug }) => slug === lastClient.get()) ?? clients[0])?.id ?? '')
  const client = clients.find(({ id }) => id === chosen)
  const [what, setWhat] = useState<'audits.run' | 'reports.client'>('reports.client')
  const [when, setWhen] = useState<keyof typeof times>('quarter')
  const [timeZone, setTimeZone] = useState(Intl.DateTimeFormat().resolvedOptions().timeZone)
  const save = useAction('schedules.save', { done: say('schedules.saved'), refresh: ['schedules.list'] })
  const input = what === 'audits.run' ? { site: client?.site ?? '' } : {}
  return (
    <Dialog onClose={onClose} title={say('schedules.add')}>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); save.mutate({ operation: what, input: { ...input, client: chosen }, cron: times[when], timeZone }, { onSuccess: onClose }) }}>
        <Select label={say('clients.column.client')} allowDeselect={false} value={chosen} error={client?.site == null ? say('schedules.needs-site') : undefined} searchable onChange={(next) => setChosen(next ?? '')} data={clients.map(({ id, name }) => ({ value: id, label: name }))} />
        <Select label={say('schedules.what')} allowDeselect={false} value={what} onChange={(next) => setWhat(next as typeof what)} data={[{ value: 'reports.client', label: say('schedules.what.report') }, ...(client?.site == null ? [] : [{ value: 'audits.run', label: say('schedules.what.audit') }])]} />
        <Select label={say('schedules.when')} allowDeselect={false} value={when} onChange={(next) => setWhen(next as typeof when)} data={[{ value: 'day', label: say('schedules.when.day') }, { value: 'week', label: say('schedules.when.week') }, { value: 'month', label: say('schedules.when.month') }, { value: 'quarter', label: say('schedules.when.quarter') }]} />
        <Select label={say('schedules.zone')} searchable allowDeselect={false} limit={50} value={timeZone} onChange={(next) => setTimeZone(next ?? 'UTC')} data={[...new Set(['UTC', timeZone, ...Intl.supportedValuesOf('timeZone')])]} />
        <Button type="submit" loading={save.isPending} disabled={client?.site == null}>{say('schedules.save')}</Button>
      </form>
    </Dialog>
  )
}
