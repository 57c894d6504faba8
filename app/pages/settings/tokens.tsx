import { Button, NumberInput, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useAction, useOperation } from '../../parts/api.js'
import { confirm } from '../../parts/confirm.js'
import { Dialog } from '../../parts/dialog.js'
import { Inert } from '../../parts/inert.js'
import { Panel } from '../../parts/panel.js'
import { useSession } from '../../parts/session.js'
import { StateView } from '../../parts/state-view.js'
import { agoWords, dateWords } from '../../words/format.js'
import { say } from '../../words/say.js'
import { ShownOnce } from '../clients/shown-once.js'
import classes from './settings.module.css'

/** Tokens for programs that ask in one's name; the secret is shown once. */
export function Tokens() {
  const query = useOperation('tokens.list', {})
  const revoke = useAction('tokens.revoke', { refresh: ['tokens.list'] })
  const [isAdding, setAdding] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  const onRevoke = async (id: string, name: string) => {
    if (await confirm({ title: say('account.tokens.revoke.title', { name }), text: say('account.tokens.revoke.text'), action: say('account.tokens.revoke') })) revoke.mutate({ token: id })
  }
  return (
    <Panel title={say('account.tokens')} note={say('account.tokens.sub')} actions={<Button size="compact-sm" variant="default" onClick={() => setAdding(true)}>{say('account.tokens.add')}</Button>}>
      <StateView query={query} isEmpty={({ rows }) => rows.length === 0} empty={<p className="soft">{say('account.tokens.none')}</p>}>
        {({ rows }) => (
          <ul className={classes.list}>
            {rows.map((row) => (
              <li key={row.id}>
                <span><Inert text={row.name} /> <span className="soft small">{say('account.tokens.row', { start: row.start, used: row.lastUsedAt === null ? say('account.tokens.unused') : say('account.tokens.used', { when: agoWords(row.lastUsedAt) }), until: row.expiresAt === null ? '' : say('account.tokens.until', { when: dateWords(row.expiresAt) }) })}</span></span>
                <Button size="compact-xs" variant="default" onClick={() => void onRevoke(row.id, row.name)}>{say('account.tokens.revoke')}</Button>
              </li>
            ))}
          </ul>
        )}
      </StateView>
      {isAdding && <TokenForm onClose={() => setAdding(false)} onMade={setSecret} />}
      {secret !== null && <ShownOnce title={say('account.tokens.shown')} what={say('account.tokens.shown.what')} secret={secret} onClose={() => setSecret(null)} />}
    </Panel>
  )
}

const roles = ['read', 'write', 'send', 'approve', 'administer'] as const

function TokenForm({ onClose, onMade }: { onClose(): void; onMade(secret: string): void }) {
  const clients = useSession()?.clients ?? []
  const [name, setName] = useState('')
  const [days, setDays] = useState<number | string>(90)
  const [client, setClient] = useState('')
  const [role, setRole] = useState<(typeof roles)[number] | ''>('read')
  const create = useAction('tokens.create', { refresh: ['tokens.list'] })
  const save = () => create.mutate({ name, ...(days === '' ? {} : { days: Number(days) }), ...(client === '' ? {} : { client }), ...(role === '' ? {} : { role }) }, { onSuccess: ({ secret }) => { onClose(); onMade(secret) } })
  return (
    <Dialog onClose={onClose} title={say('account.tokens.add')}>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); save() }}>
        <TextInput label={say('account.tokens.name')} required maxLength={100} data-autofocus value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <NumberInput label={say('account.tokens.days')} min={1} max={3650} allowDecimal={false} value={days} onChange={setDays} />
        <Select label={say('account.tokens.client')} allowDeselect={false} value={client} onChange={(next) => setClient(next ?? '')} data={[{ value: '', label: say('account.tokens.any-client') }, ...clients.map((one) => ({ value: one.id, label: one.name }))]} />
        <Select label={say('account.tokens.role')} allowDeselect={false} value={role} onChange={(next) => setRole((next ?? '') as typeof role)} data={[...roles.map((one) => ({ value: one, label: say(`people.role.${one}`) })), { value: '', label: say('account.tokens.any-role') }]} />
        <Button type="submit" loading={create.isPending}>{say('account.tokens.add')}</Button>
      </form>
    </Dialog>
  )
}
