import { Button, NumberInput, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useAddress } from '../../parts/address.js'
import { useAction, useOperation, type Output } from '../../parts/api.js'
import { confirm } from '../../parts/confirm.js'
import { Dialog } from '../../parts/dialog.js'
import { FindBox } from '../../parts/find-box.js'
import { FirstRows } from '../../parts/first-rows.js'
import { Inert } from '../../parts/inert.js'
import { newId } from '../../parts/new-id.js'
import { PageLink } from '../../parts/page-link.js'
import { PageTitle } from '../../parts/page-title.js'
import { useClient, useMay } from '../../parts/session.js'
import { Empty, StateView } from '../../parts/state-view.js'
import { Tag } from '../../parts/tag.js'
import { countWords, dateWords, locale } from '../../words/format.js'
import { say } from '../../words/say.js'
import classes from './tasks.module.css'

type Row = Output<'considerations.check'>['rows'][number]
type Entry = Row['consideration']

const kinds = ['payment', 'sponsorship', 'donation', 'exchange', 'product', 'membership', 'other', 'none'] as const
const verdicts = ['missing', 'not-seen', 'kept', 'nothing-due'] as const
const tones = { kept: 'good', missing: 'attention', 'not-seen': 'neutral', 'nothing-due': 'neutral' } as const

/** What was given for links, the rel that is due for it, and whether the page carries it. */
export function Page() {
  const { site } = useClient()
  const query = useOperation('considerations.check', site === null ? null : {})
  const mayWrite = useMay('write')
  const remove = useAction('considerations.remove')
  const [address, setAddress] = useAddress({ text: 'text', state: 'text' })
  const [isAdding, setAdding] = useState(false)
  const add = mayWrite ? <Button size="xs" onClick={() => setAdding(true)}>{say('ledger.add')}</Button> : null
  const removeEntry = async ({ id, referringDomain }: Entry) => {
    if (await confirm({ title: say('ledger.remove.title'), text: say('ledger.remove.text', { domain: referringDomain }), action: say('ledger.remove') })) remove.mutate({ id })
  }
  const all = query.data?.rows ?? []
  const words = (address.text ?? '').toLowerCase()
  const shown = all.filter(({ consideration: { referringDomain, note }, verdict }) => (address.state === undefined || verdict === address.state) && (words === '' || `${referringDomain} ${note}`.toLowerCase().includes(words)))
  return (
    <>
      <PageTitle title={titleOf(query.data)} sub={say('ledger.sub')} actions={all.length > 0 ? add : undefined} />
      {site === null ? <Empty title={say('ledger.nosite')} what={say('ledger.empty.what')} action={<Button component={PageLink} to="setup">{say('decide.nosite.action')}</Button>} /> : <StateView query={query} isEmpty={({ rows }) => rows.length === 0} empty={<Empty title={say('ledger.empty.title')} what={say('ledger.empty.what')} action={add} />}>
        {() => (
          <>
            {all.length > 10 && (
              <div className="filters no-print">
                <FindBox label={say('ledger.find')} text={address.text} onText={(text) => setAddress({ text })} />
                <Select size="xs" clearable label={say('ledger.stands')} placeholder={say('ledger.any')} value={address.state ?? null} onChange={(state) => setAddress({ state: state ?? undefined })} data={verdicts.map((verdict) => ({ value: verdict, label: `${say(`ledger.verdict.${verdict}`)} (${countWords(all.filter((row) => row.verdict === verdict).length)})` }))} />
              </div>
            )}
            {shown.length === 0 && <p className="soft" role="status">{say('ledger.found-none')}</p>}
            <FirstRows key={`${words} ${address.state}`} rows={shown}>
              {(rows) => rows.length > 0 && (
                <table className="table cards">
                  <caption className="visually-hidden">{say('ledger.title')}</caption>
                  <thead><tr><th scope="col">{say('ledger.domain')}</th><th scope="col">{say('ledger.kind')}</th><th scope="col" className="end">{say('ledger.amount')}</th><th scope="col">{say('ledger.on')}</th><th scope="col">{say('ledger.due')}</th><th scope="col">{say('ledger.stands')}</th>{mayWrite && <th scope="col" className="no-print"><span className="visually-hidden">{say('ledger.remove')}</span></th>}</tr></thead>
                  <tbody>{rows.map((row) => <LedgerRow key={row.consideration.id} row={row} onRemove={mayWrite ? () => void removeEntry(row.consideration) : undefined} />)}</tbody>
                </table>
              )}
            </FirstRows>
          </>
        )}
      </StateView>}
      {isAdding && <EntryForm onClose={() => setAdding(false)} />}
    </>
  )
}

/** What is true of the ledger as a whole: what nobody has seen yet is no reason to say that all is well. */
function titleOf(answer: Output<'considerations.check'> | undefined): string {
  if (answer === undefined || answer.rows.length === 0) return say('ledger.title')
  const { missing, notSeen } = answer.counts
  if (missing > 0) return say('ledger.title.missing', { count: missing })
  return notSeen > 0 ? say('ledger.title.not-seen', { count: notSeen }) : say('ledger.title.fine')
}

function LedgerRow({ row: { consideration: entry, verdict, words, due }, onRemove }: { row: Row; onRemove: (() => void) | undefined }) {
  return (
    <tr>
      <th scope="row" className={classes.domain}><PageLink to="domains" detail={entry.referringDomain} dir="ltr"><Inert text={entry.referringDomain} /></PageLink>{entry.note !== '' && <p className="soft small"><Inert text={entry.note} /></p>}</th>
      <td data-label={say('ledger.kind')}>{say(`ledger.kind.${entry.kind}`)}</td>
      <td data-label={say('ledger.amount')} className="end">{entry.amount === null ? '–' : amountWords(entry.amount, entry.currency)}</td>
      <td data-label={say('ledger.on')} className="whole">{dateWords(entry.on)}</td>
      <td data-label={say('ledger.due')}>{due.length === 0 ? say('ledger.due.none') : <code>{due.join(' ')}</code>}</td>
      <td data-label={say('ledger.stands')} className="prose"><span><Tag tone={tones[verdict]}>{say(`ledger.verdict.${verdict}`)}</Tag> <span className="soft small">{words}</span></span></td>
      {onRemove !== undefined && <td className="no-print"><Button size="compact-xs" variant="subtle" color="gray" aria-label={say('ledger.remove.one', { domain: entry.referringDomain })} onClick={onRemove}>{say('ledger.remove')}</Button></td>}
    </tr>
  )
}

function EntryForm({ onClose }: { onClose(): void }) {
  const [entry, setEntry] = useState({ referringDomain: '', referringPage: '', kind: 'sponsorship' as Entry['kind'], amount: null as number | null, currency: '', on: null as string | null, until: null as string | null, note: '' })
  const save = useAction('considerations.save', { done: say('ledger.saved') })
  const text = (key: 'referringDomain' | 'referringPage' | 'currency' | 'note') => (event: { currentTarget: { value: string } }) => setEntry({ ...entry, [key]: event.currentTarget.value })
  const day = (key: 'on' | 'until') => (event: { currentTarget: { value: string } }) => setEntry({ ...entry, [key]: event.currentTarget.value || null })
  return (
    <Dialog onClose={onClose} title={say('ledger.add')}>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); save.mutate({ id: newId(), ...entry }, { onSuccess: onClose }) }}>
        <TextInput label={say('ledger.domain')} required maxLength={253} data-autofocus value={entry.referringDomain} onChange={text('referringDomain')} />
        <TextInput label={say('ledger.page')} maxLength={2_000} value={entry.referringPage} onChange={text('referringPage')} />
        <Select label={say('ledger.kind')} allowDeselect={false} value={entry.kind} onChange={(kind) => setEntry({ ...entry, kind: kind as Entry['kind'] })} data={kinds.map((kind) => ({ value: kind, label: say(`ledger.kind.${kind}`) }))} />
        <div className="row">
          <NumberInput style={{ flex: 1 }} label={say('ledger.amount')} min={0} value={entry.amount ?? ''} onChange={(amount) => setEntry({ ...entry, amount: amount === '' ? null : Number(amount) })} />
          <TextInput w={90} label={say('ledger.currency')} maxLength={3} placeholder="USD" value={entry.currency} onChange={text('currency')} />
        </div>
        <div className="row">
          <TextInput style={{ flex: 1 }} type="date" label={say('ledger.on')} value={entry.on ?? ''} onChange={day('on')} />
          <TextInput style={{ flex: 1 }} type="date" label={say('ledger.until')} min={entry.on ?? undefined} value={entry.until ?? ''} onChange={day('until')} />
        </div>
        <TextInput label={say('ledger.note')} maxLength={2_000} value={entry.note} onChange={text('note')} />
        <Button type="submit" loading={save.isPending}>{say('tasks.save')}</Button>
      </form>
    </Dialog>
  )
}

/** An amount with its currency, where the code is one the browser knows. */
function amountWords(amount: number, currency: string): string {
  if (!/^[A-Z]{3}$/u.test(currency)) return new Intl.NumberFormat(locale.numbers).format(amount)
  return new Intl.NumberFormat(locale.numbers, { style: 'currency', currency, maximumFractionDigits: 2 }).format(amount)
}
