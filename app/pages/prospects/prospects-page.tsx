import { Button, Checkbox, SegmentedControl, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useAddress } from '../../parts/address.js'
import { useAction, useOperation, type Output } from '../../parts/api.js'
import { TierBadge } from '../../parts/badges.js'
import { FirstRows } from '../../parts/first-rows.js'
import { Inert } from '../../parts/inert.js'
import { Skeleton } from '../../parts/loading.js'
import { PageLink } from '../../parts/page-link.js'
import { PageTitle } from '../../parts/page-title.js'
import { useMay } from '../../parts/session.js'
import { Empty, StateView } from '../../parts/state-view.js'
import { Tag } from '../../parts/tag.js'
import { messageOf } from '../../parts/tell.js'
import { agoWords, dateTimeWords } from '../../words/format.js'
import { say } from '../../words/say.js'
import classes from './prospects.module.css'

type Prospect = Output<'prospects.list'>['rows'][number]
type State = Prospect['state']

const states = ['proposed', 'approved', 'declined', 'vetoed'] as const
const tones = { proposed: 'attention', approved: 'good', declined: 'neutral', vetoed: 'stop' } as const

/** What was put before the client: ticked, declined, or vetoed by compliance with a word why. Nobody is written to before. */
export function Page() {
  const query = useOperation('prospects.list', {})
  const [{ state: asked }, set] = useAddress({ state: 'text' })
  const mayApprove = useMay('approve')
  return (
    <StateView
      query={query} skeleton={<><PageTitle title={say('prospects.short')} sub={say('prospects.sub')} /><Skeleton width={360} height={36} />{[0, 1, 2, 3, 4].map((at) => <Skeleton key={at} height={84} />)}</>} isEmpty={(data) => data.rows.length === 0}
      empty={<><PageTitle title={say('prospects.title.none')} sub={say('prospects.sub')} /><Empty title={say('prospects.empty')} what={say('prospects.empty.what')} action={<PageLink to="gap">{say('prospects.empty.action')}</PageLink>} /></>}
    >
      {(data) => {
        const count = (state: State) => data.rows.filter((row) => row.state === state).length
        const state = states.find((one) => one === asked) ?? (count('proposed') > 0 ? 'proposed' : 'approved')
        return (
          <div className="stack">
            <PageTitle title={count('proposed') > 0 ? say('prospects.title', { count: count('proposed') }) : say('prospects.title.decided', { count: count('approved') })} sub={say('prospects.sub')} short={say('prospects.short')} />
            <SegmentedControl
              className={`no-print ${classes.states}`} aria-label={say('prospects.state')} value={state} onChange={(value) => set({ state: value })}
              data={states.map((one) => ({ value: one, label: say('prospects.tab', { state: say(`prospect.state.${one}`), count: count(one) }) }))}
            />
            <Sheet key={state} rows={data.rows.filter((row) => row.state === state)} state={state} mayApprove={mayApprove} />
          </div>
        )
      }}
    </StateView>
  )
}

function Sheet({ rows, state, mayApprove }: { rows: readonly Prospect[]; state: State; mayApprove: boolean }) {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const [comment, setComment] = useState('')
  const told = { quiet: true } as const
  const approve = useAction('prospects.approve', { ...told, done: ({ saved }) => say('prospects.approved', { count: saved.length }) })
  const decline = useAction('prospects.decline', { ...told, done: ({ saved }) => say('prospects.declined', { count: saved.length }) })
  const veto = useAction('prospects.veto', { ...told, done: ({ saved }) => say('prospects.vetoed', { count: saved.length }) })
  const decidable = mayApprove && state !== 'vetoed'
  const chosen = rows.filter((row) => ticked.has(row.id))
  const input = { ids: chosen.map((row) => row.id), ...(comment.trim() === '' ? {} : { comment: comment.trim() }) }
  const clear = { onSuccess: () => { setTicked(new Set()); setComment('') } }
  const failed = [approve, decline, veto].find((act) => act.isError)?.error
  const tick = (ids: readonly string[], on: boolean) => setTicked((before) => { const next = new Set(before); for (const id of ids) { if (on) next.add(id); else next.delete(id) } return next })
  if (rows.length === 0) return <p className="soft">{say('prospects.none', { state: say(`prospect.state.${state}`) })}</p>
  return (
    <section className="panel">
      {decidable && <Checkbox size="md" className="no-print" label={say('prospects.all', { count: rows.length })} checked={ticked.size === rows.length} indeterminate={ticked.size > 0 && ticked.size < rows.length} onChange={(event) => tick(rows.map((row) => row.id), event.currentTarget.checked)} />}
      <FirstRows rows={rows} step={25} narrowStep={8}>{(shown) => <ul className={classes.rows}>
        {shown.map((row) => (
          <li key={row.id}>
            {decidable && <Checkbox size="md" className="no-print" checked={ticked.has(row.id)} onChange={(event) => tick([row.id], event.currentTarget.checked)} aria-label={say('prospects.tick', { domain: row.domain })} />}
            <div className={classes.row}>
              <p className="row"><strong dir="ltr"><Inert text={row.domain} /></strong>{row.tier !== null && <TierBadge tier={row.tier} />}{row.decidedAt !== null && <Tag tone={tones[row.state]}>{say(`prospect.state.${row.state}`)}</Tag>}</p>
              <p><Inert text={row.reason} /></p>
              {row.rivals.length > 0 && <p className="small soft">{say('prospects.rivals', { names: row.rivals.join(', ') })}</p>}
              <p className="small soft">
                <span title={dateTimeWords(row.proposedAt)}>{say('prospects.proposed-by', { name: row.proposedBy, when: agoWords(row.proposedAt) })}</span>
                {row.decidedAt !== null && <span title={dateTimeWords(row.decidedAt)}> · {say('prospects.decided-by', { state: say(`prospect.state.${row.state}`), name: row.decidedBy ?? '–', when: agoWords(row.decidedAt) })}</span>}
              </p>
              {row.comment !== '' && <blockquote className={classes.comment}><Inert text={row.comment} /></blockquote>}
            </div>
          </li>
        ))}
      </ul>}</FirstRows>
      {!mayApprove && state === 'proposed' && <p className="soft small">{say('prospects.may-not')}</p>}
      {decidable && chosen.length > 0 && (
        <div className={classes.decide} role="region" aria-label={say('prospects.decide', { count: chosen.length })}>
          <Textarea label={say('prospects.comment')} description={say('prospects.comment.what')} autosize minRows={1} maxRows={4} maxLength={2000} value={comment} onChange={(event) => setComment(event.currentTarget.value)} />
          {failed && <p role="alert" style={{ color: 'var(--cw-stop)' }}>{messageOf(failed)}</p>}
          <div className="row">
            {state !== 'approved' && <Button loading={approve.isPending} onClick={() => approve.mutate(input, clear)}>{say('prospects.approve', { count: chosen.length })}</Button>}
            {state !== 'declined' && <Button variant="default" loading={decline.isPending} onClick={() => decline.mutate(input, clear)}>{say('prospects.decline', { count: chosen.length })}</Button>}
            <Button variant="default" color="red" loading={veto.isPending} disabled={comment.trim() === ''} onClick={() => veto.mutate({ ...input, comment: comment.trim() }, clear)} title={comment.trim() === '' ? say('prospects.veto.comment') : undefined}>{say('prospects.veto', { count: chosen.length })}</Button>
            {comment.trim() === '' && <span className="small soft">{say('prospects.veto.comment')}</span>}
          </div>
        </div>
      )}
    </section>
  )
}
