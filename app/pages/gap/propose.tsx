import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useAction } from '../../parts/api.js'
import { TierBadge } from '../../parts/badges.js'
import { Dialog } from '../../parts/dialog.js'
import { Inert } from '../../parts/inert.js'
import { messageOf } from '../../parts/tell.js'
import { say } from '../../words/say.js'
import type { GapRow } from './gap-page.js'
import classes from './gap.module.css'

const reasonMax = 2_000

/** The picked domains with their reasons, to be put before the client. The reason may be changed: it is what the client reads. */
export function Propose({ rows, onDone }: { rows: readonly GapRow[]; onDone(saved: boolean): void }) {
  const [reasons, setReasons] = useState<Record<string, string>>(() => Object.fromEntries(rows.map((row) => [row.domain, row.reasons.join(' ').slice(0, reasonMax)])))
  const propose = useAction('prospects.propose', { quiet: true, done: ({ saved, known }) => say('gap.proposed', { count: saved.length, known: known.length }) })
  const missing = rows.filter((row) => (reasons[row.domain] ?? '').trim() === '')
  return (
    <Dialog onClose={() => onDone(false)} size="xl" title={<span className="serif" style={{ fontSize: 19, fontWeight: 600 }}>{say('gap.propose.title', { count: rows.length })}</span>}>
      <div className="stack">
        <p className="soft">{say('gap.propose.what')}</p>
        <ul className={classes.proposals}>
          {rows.map((row) => (
            <li key={row.domain}>
              <span className="row"><strong dir="ltr"><Inert text={row.domain} /></strong><TierBadge tier={row.tier} /></span>
              <Textarea
                aria-label={say('gap.propose.reason', { domain: row.domain })} autosize minRows={1} maxRows={5} maxLength={reasonMax} value={reasons[row.domain] ?? ''}
                onChange={(event) => { const { value } = event.currentTarget; setReasons((before) => ({ ...before, [row.domain]: value })) }} error={missing.includes(row) ? say('gap.propose.reason.needed') : undefined}
              />
            </li>
          ))}
        </ul>
        {propose.isError && <p role="alert" style={{ color: 'var(--cw-stop)' }}>{messageOf(propose.error)}</p>}
        <div className="row">
          <Button
            loading={propose.isPending} disabled={missing.length > 0}
            onClick={() => propose.mutate({ prospects: rows.map((row) => ({ domain: row.domain, reason: (reasons[row.domain] ?? '').trim(), rivals: row.rivals, tier: row.tier })) }, { onSuccess: () => onDone(true) })}
          >
            {say('gap.propose', { count: rows.length })}
          </Button>
          <Button variant="subtle" onClick={() => onDone(false)}>{say('act.cancel')}</Button>
        </div>
      </div>
    </Dialog>
  )
}
