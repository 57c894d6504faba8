import { Button, Select, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useAction } from '../../parts/api.js'
import { Dialog } from '../../parts/dialog.js'
import { messageOf } from '../../parts/tell.js'
import { say, sayIfKnown } from '../../words/say.js'
import classes from './domains.module.css'

/** What a person says wins over every rule, for the whole domain, and survives every import. It needs a reason. */
export function CorrectTier({ domain, site, tier, onDone }: { domain: string; site: string; tier: number; onDone(): void }) {
  const [value, setValue] = useState<string | null>(String(tier))
  const [reason, setReason] = useState('')
  const add = useAction('corrections.add', { quiet: true, done: say('domain.corrected') })
  return (
    <Dialog onClose={onDone} title={say('domain.correct.title', { domain })}>
      <form className={classes.form} onSubmit={(event) => { event.preventDefault(); if (value !== null) add.mutate({ target: site, subject: domain, field: 'tier', value, reason: reason.trim() }, { onSuccess: onDone }) }}>
        <Select label={say('domain.correct.tier')} value={value} onChange={setValue} allowDeselect={false} data={[1, 2, 3, 4, 5, 6].map((one) => ({ value: String(one), label: `T${one} ${sayIfKnown(`tier.${one}`, '')}` }))} />
        <Textarea label={say('domain.correct.reason')} description={say('domain.correct.reason.what')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} autosize minRows={2} required />
        {add.isError && <p role="alert" style={{ color: 'var(--cw-stop)' }}>{messageOf(add.error)}</p>}
        <div className="row"><Button type="submit" loading={add.isPending} disabled={value === null || reason.trim() === ''}>{say('domain.correct')}</Button><Button variant="subtle" onClick={onDone}>{say('act.cancel')}</Button></div>
      </form>
    </Dialog>
  )
}
