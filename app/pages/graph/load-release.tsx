import { Button, Checkbox, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useAction, useJob, type Output } from '../../parts/api.js'
import { Inert } from '../../parts/inert.js'
import { Panel } from '../../parts/panel.js'
import { messageOf } from '../../parts/tell.js'
import { bytesWords, durationWords } from '../../words/format.js'
import { say } from '../../words/say.js'
import { JobLine } from './job-line.js'
import classes from './graph.module.css'

/** A published graph, fetched, built and ranked. First it says how much that is; nothing is fetched before a person says so. */
export function LoadRelease({ here }: { here: readonly string[] }) {
  const [release, setRelease] = useState('')
  const [level, setLevel] = useState<'domain' | 'host'>('domain')
  const [keep, setKeep] = useState(false)
  const plan = useAction('graph.load', { quiet: true, refresh: [] })
  const load = useJob('graph.load')
  const input = { release: release.trim(), level, keep, rank: true }
  return (
    <Panel title={say('graph.load')} note={say('graph.load.note')}>
      <form className={classes.ask} onSubmit={(event) => { event.preventDefault(); plan.mutate({ ...input, plan: true }) }}>
        <TextInput label={say('graph.load.release')} description={say('graph.load.release.what')} placeholder="cc-main-2026-apr-may-jun" value={release} dir="ltr" onChange={(event) => { setRelease(event.currentTarget.value); plan.reset() }} error={here.includes(release.trim()) ? say('graph.load.here') : undefined} />
        <Select label={say('graph.load.level')} description={say('graph.load.level.what')} data={[{ value: 'domain', label: say('graph.level.domain') }, { value: 'host', label: say('graph.level.host') }]} value={level} allowDeselect={false} onChange={(value) => { setLevel(value === 'host' ? 'host' : 'domain'); plan.reset() }} />
        <Button type="submit" variant="default" loading={plan.isPending} disabled={release.trim() === '' || load.isBusy}>{say('graph.load.plan')}</Button>
      </form>
      {plan.isError && <p role="alert" className={classes.error}>{messageOf(plan.error)}</p>}
      {plan.data && (
        <div className={classes.plan}>
          <Plan plan={plan.data.plan} />
          <Checkbox checked={keep} onChange={(event) => setKeep(event.currentTarget.checked)} label={say('graph.load.keep')} />
          <div><Button disabled={load.isBusy || isTooLarge(plan.data.plan)} onClick={() => void load.start(input)}>{say('graph.load.act', { size: bytesWords(plan.data.plan.missingBytes) })}</Button></div>
        </div>
      )}
      <JobLine handle={load} />
      {load.job?.state === 'done' && <p role="status">{say('graph.load.done')}</p>}
    </Panel>
  )
}

type PlanAnswer = Output<'graph.load'>['plan']

function isTooLarge({ diskNeeded, diskFree }: PlanAnswer): boolean {
  return diskFree !== null && diskNeeded > diskFree
}

function Plan({ plan }: { plan: PlanAnswer }) {
  return (
    <div aria-live="polite">
      <p className="serif" style={{ fontSize: 17 }}>
        {plan.missingBytes === 0 ? say('graph.plan.here') : plan.seconds === null ? say('graph.plan', { size: bytesWords(plan.missingBytes) }) : say('graph.plan.time', { size: bytesWords(plan.missingBytes), time: durationWords(plan.seconds) })}
      </p>
      <p className={isTooLarge(plan) ? classes.error : 'soft'}>
        {plan.diskFree === null ? say('graph.plan.disk', { needed: bytesWords(plan.diskNeeded) }) : say(isTooLarge(plan) ? 'graph.plan.disk.short' : 'graph.plan.disk.free', { needed: bytesWords(plan.diskNeeded), free: bytesWords(plan.diskFree) })}
      </p>
      <ul className="small soft">{plan.files.map((file) => <li key={file.name}><Inert text={file.name} /> {file.bytes === null ? '' : bytesWords(file.bytes)}</li>)}</ul>
    </div>
  )
}
