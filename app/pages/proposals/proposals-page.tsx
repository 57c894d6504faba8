import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAction, useOperation, type Output } from '../../parts/api.js'
import { FirstRows } from '../../parts/first-rows.js'
import { Inert } from '../../parts/inert.js'
import { PageTitle } from '../../parts/page-title.js'
import { useMay } from '../../parts/session.js'
import { Empty, StateView } from '../../parts/state-view.js'
import { Tag } from '../../parts/tag.js'
import { tell } from '../../parts/tell.js'
import { agoWords, dateTimeWords } from '../../words/format.js'
import { say } from '../../words/say.js'
import { gistOf, ProposalInput } from './proposal-input.js'
import classes from './proposals.module.css'

type Proposal = Output<'proposals.list'>['rows'][number]

const tones = { proposed: 'neutral', confirmed: 'good', declined: 'neutral', failed: 'attention' } as const

/** What assistants asked to change: a plain sentence, the exact input, yes or no. */
export function Page() {
  const query = useOperation('proposals.list', {})
  const waiting = query.data?.rows.filter((row) => row.state === 'proposed') ?? []
  const decided = query.data?.rows.filter((row) => row.state !== 'proposed') ?? []
  return (
    <>
      <PageTitle title={query.data === undefined ? say('page.proposals') : say('proposals.title', { count: waiting.length })} sub={say('proposals.sub')} />
      <StateView query={query} isEmpty={({ rows }) => rows.length === 0} empty={<Empty title={say('proposals.empty.title')} what={say('proposals.empty.what')} />}>
        {() => (
          <>
            <FirstRows rows={waiting} step={10}>{(rows) => <div className="stack">{rows.map((row) => <Waiting key={row.id} proposal={row} />)}</div>}</FirstRows>
            {decided.length > 0 && (
              <section className={classes.past}>
                <h2>{say('proposals.past')}</h2>
                <FirstRows rows={decided} step={25}>{(rows) => <ul>{rows.map((row) => <Decided key={row.id} proposal={row} />)}</ul>}</FirstRows>
              </section>
            )}
          </>
        )}
      </StateView>
    </>
  )
}

function Waiting({ proposal }: { proposal: Proposal }) {
  const detail = useOperation('proposals.show', { proposal: proposal.id })
  const mayWrite = useMay('write')
  const confirm = useAction('proposals.confirm')
  const decline = useAction('proposals.decline', { done: say('proposals.declined') })
  const onConfirm = () => confirm.mutate({ proposal: proposal.id }, { onSuccess: ({ error }) => (error === null ? tell.done(say('proposals.confirmed')) : tell.failed(new Error(say('proposals.failed', { message: error.message })))) })
  return (
    <article className="panel" aria-label={proposal.operation}>
      <h2 className={classes.asks}>{say('proposals.asks', { name: proposal.by, summary: detail.data?.summary ?? proposal.operation })}</h2>
      <p className="soft small">{say('proposals.when', { when: agoWords(proposal.at) })} · <code>{proposal.operation}</code></p>
      <h3 className={classes.exactly}>{say('proposals.exactly')}</h3>
      <ProposalInput input={proposal.input} />
      {mayWrite ? (
        <div className="row no-print" style={{ marginBlockStart: 12 }}>
          <Button size="xs" loading={confirm.isPending} disabled={decline.isPending} onClick={onConfirm}>{say('proposals.confirm')}</Button>
          <Button size="xs" variant="default" loading={decline.isPending} disabled={confirm.isPending} onClick={() => decline.mutate({ proposal: proposal.id })}>{say('proposals.decline')}</Button>
        </div>
      ) : <p className="soft small">{say('proposals.cannot')}</p>}
    </article>
  )
}

function Decided({ proposal }: { proposal: Proposal }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <li>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary><code>{proposal.operation}</code> <Inert text={gistOf(proposal.input)} /> <Tag tone={tones[proposal.state]}>{say(`proposals.state.${proposal.state}`)}</Tag> <span className="soft small">{say('proposals.decided', { name: proposal.decidedBy ?? '–', when: dateTimeWords(proposal.decidedAt) })}</span></summary>
        {proposal.outcome !== null && <p className="small"><Inert text={proposal.outcome} /></p>}
        {isOpen && <ProposalInput input={proposal.input} />}
      </details>
    </li>
  )
}
