import { Button, Select, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Client } from '../../../src/model/desk-nouns.js'
import { useAction } from '../../parts/api.js'
import { Dialog } from '../../parts/dialog.js'
import { pathOf } from '../../parts/page-link.js'
import { useSession } from '../../parts/session.js'
import { say } from '../../words/say.js'

const kinds = ['hospital', 'clinic', 'practice', 'other'] as const

interface Fields {
  name: string
  site: string
  profileKind: (typeof kinds)[number]
}

/** A new client; its wall stands from the start. Afterwards its set-up opens. */
export function NewClient({ onClose }: { onClose(): void }) {
  const organisations = (useSession()?.organisations ?? []).filter(({ effects }) => effects.includes('administer'))
  const [fields, setFields] = useState<Fields>({ name: '', site: '', profileKind: 'clinic' })
  const [organisation, setOrganisation] = useState(organisations[0]?.slug ?? '')
  const navigate = useNavigate()
  const add = useAction('clients.add', { done: say('clients.added', { name: fields.name }) })
  const save = () => add.mutate({ organisation, ...given(fields) }, { onSuccess: ({ client }) => { onClose(); void navigate({ to: pathOf('setup', client.slug) }) } })
  return (
    <Dialog onClose={onClose} title={say('clients.add')}>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); save() }}>
        <FieldRows fields={fields} onChange={setFields} />
        {organisations.length > 1 && <Select label={say('clients.organisation')} allowDeselect={false} value={organisation} onChange={(next) => setOrganisation(next ?? '')} data={organisations.map((one) => ({ value: one.slug, label: one.name }))} />}
        <p className="soft small">{say('clients.wall')}</p>
        <Button type="submit" loading={add.isPending}>{say('clients.add')}</Button>
      </form>
    </Dialog>
  )
}

/** Name, site and kind of a client that stands. */
export function ClientFields({ kept, isReadOnly = false, onSaved }: { kept: Client; isReadOnly?: boolean; onSaved?: () => void }) {
  const before: Fields = { name: kept.name, site: kept.site ?? '', profileKind: kept.profileKind }
  const [fields, setFields] = useState(before)
  const update = useAction('clients.update', { done: say('clients.saved') })
  const isSame = JSON.stringify(fields) === JSON.stringify(before)
  return (
    <form className="stack" onSubmit={(event) => { event.preventDefault(); update.mutate({ client: kept.id, version: kept.version, ...given(fields) }, { onSuccess: onSaved }) }}>
      <FieldRows fields={fields} isReadOnly={isReadOnly} onChange={setFields} />
      {!isReadOnly && <div><Button type="submit" variant="default" loading={update.isPending} disabled={isSame}>{say('clients.save')}</Button></div>}
    </form>
  )
}

function FieldRows({ fields, isReadOnly = false, onChange }: { fields: Fields; isReadOnly?: boolean; onChange(fields: Fields): void }) {
  return (
    <>
      <TextInput label={say('clients.name')} required maxLength={200} readOnly={isReadOnly} value={fields.name} onChange={(event) => onChange({ ...fields, name: event.currentTarget.value })} />
      <TextInput label={say('clients.site')} description={say('clients.site.help')} maxLength={253} inputMode="url" readOnly={isReadOnly} value={fields.site} onChange={(event) => onChange({ ...fields, site: event.currentTarget.value })} />
      <Select label={say('clients.kind')} allowDeselect={false} readOnly={isReadOnly} value={fields.profileKind} onChange={(next) => onChange({ ...fields, profileKind: next as Fields['profileKind'] })} data={kinds.map((one) => ({ value: one, label: say(`clients.kind.${one}`) }))} />
    </>
  )
}

function given({ name, site, profileKind }: Fields) {
  return { name, profileKind, ...(site.trim() === '' ? {} : { site: site.trim() }) }
}
