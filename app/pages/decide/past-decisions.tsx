import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useAction, useOperation } from '../../parts/api.js'
import { Dialog } from '../../parts/dialog.js'
import { useMay } from '../../parts/session.js'
import { Markdown } from '../../parts/markdown.js'
import { StateView } from '../../parts/state-view.js'
import { Tag } from '../../parts/tag.js'
import { dateWords } from '../../words/format.js'
import { say } from '../../words/say.js'
import classes from './decide.module.css'

/** What was decided before and by whom. A decision is withdrawn with a reason, never deleted. */
export function PastDecisions({ site }: { site: string }) {
  const query = useOperation('decisions.list', { site })
  const mayWrite = useMay('write')
  const [open, setOpen] = useState<string | null>(null)
  const [withdrawing, setWithdrawing] = useState<string | null>(null)
  return (
    <section className="panel no-print">
      <header><h2>{say('decide.past')}</h2></header>
      <StateView query={query} isEmpty={({ rows }) => rows.length === 0} empty={<p className="soft">{say('decide.past.none')}</p>}>
        {({ rows }) => (
          <ul className={classes.past}>
            {rows.map((row) => (
              <li key={row.id}>
                <div className="row">
                  <strong>{say(row.kind === 'disavow' ? 'decide.past.disavow' : 'decide.past.do-nothing')}</strong>
                  <span className="soft small">{row.reviewer === '' ? say('decide.past.unsigned', { when: dateWords(row.at) }) : say('decide.past.by', { name: row.reviewer, when: dateWords(row.at) })}</span>
                  {row.state === 'withdrawn' && <Tag tone="neutral">{say('decide.past.withdrawn')}</Tag>}
                  <Button size="compact-xs" variant="subtle" aria-expanded={open === row.id} onClick={() => setOpen(open === row.id ? null : row.id)}>{say(open === row.id ? 'decide.past.hide' : 'decide.past.show')}</Button>
                  {mayWrite && row.state !== 'withdrawn' && <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setWithdrawing(row.id)}>{say('decide.withdraw')}</Button>}
                </div>
                {open === row.id && <article className={classes.paper}>{row.kind === 'disavow' ? <pre className="small">{row.body}</pre> : <Markdown text={row.body} />}</article>}
              </li>
            ))}
          </ul>
        )}
      </StateView>
      {withdrawing !== null && <Withdraw id={withdrawing} onClose={() => setWithdrawing(null)} />}
    </section>
  )
}

function Withdraw({ id, onClose }: { id: string; onClose(): void }) {
  const [reason, setReason] = useState('')
  const withdraw = useAction('decisions.withdraw')
  return (
    <Dialog onClose={onClose} title={say('decide.withdraw.title')}>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); withdraw.mutate({ id, reason }, { onSuccess: onClose }) }}>
        <Textarea label={say('decide.withdraw.reason')} required minLength={3} autosize minRows={2} data-autofocus value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        <Button type="submit" loading={withdraw.isPending}>{say('decide.withdraw')}</Button>
      </form>
    </Dialog>
  )
}
