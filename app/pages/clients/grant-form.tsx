import { Button, Radio, Select, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useAction } from '../../parts/api.js'
import { Dialog } from '../../parts/dialog.js'
import { useSession } from '../../parts/session.js'
import { say } from '../../words/say.js'
import type { PersonRow } from './people-page.js'

const roles = ['read', 'write', 'send', 'approve', 'administer'] as const
type Role = (typeof roles)[number]

/** What somebody may do and for whom: the two questions of every grant and invitation. */
function RoleChoice({ organisation, role, client, onRole, onClient }: { organisation: string; role: Role; client: string; onRole(role: Role): void; onClient(client: string): void }) {
  const session = useSession()
  const own = session?.organisations.find(({ slug }) => slug === organisation)
  const clients = (session?.clients ?? []).filter(({ organisationId }) => organisationId === own?.id)
  return (
    <>
      <Radio.Group label={say('people.role')} value={role} onChange={(next) => onRole(next as Role)}>
        <Stack gap={6} mt={6}>{roles.map((one) => <Radio key={one} value={one} label={say(`people.role.${one}`)} description={say(`people.role.${one}.what`)} />)}</Stack>
      </Radio.Group>
      <Select label={say('people.where')} allowDeselect={false} value={client} onChange={(next) => onClient(next ?? '')} data={[{ value: '', label: say('people.where.all') }, ...clients.map(({ slug, name }) => ({ value: slug, label: name }))]} />
    </>
  )
}

export function InviteForm({ organisation, onClose, onMade }: { organisation: string; onClose(): void; onMade(email: string, path: string, until: string): void }) {
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('write')
  const [client, setClient] = useState('')
  const invite = useAction('people.invite')
  const save = () => invite.mutate({ organisation, email, role, ...(client === '' ? {} : { inClient: client }) }, { onSuccess: ({ invitation, path }) => { onClose(); onMade(email, path, invitation.expiresAt) } })
  return (
    <Dialog onClose={onClose} title={say('people.invite')}>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); save() }}>
        <TextInput type="email" label={say('people.email')} required maxLength={254} data-autofocus autoComplete="off" value={email} onChange={(event) => setEmail(event.currentTarget.value)} />
        <RoleChoice organisation={organisation} role={role} client={client} onRole={setRole} onClient={setClient} />
        <Button type="submit" loading={invite.isPending}>{say('people.invite')}</Button>
      </form>
    </Dialog>
  )
}

export function GrantForm({ organisation, person, onClose }: { organisation: string; person: PersonRow; onClose(): void }) {
  const [role, setRole] = useState<Role>('write')
  const [client, setClient] = useState('')
  const grant = useAction('people.grant', { done: say('people.given') })
  return (
    <Dialog onClose={onClose} title={`${say('people.give')}: ${person.name}`}>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); grant.mutate({ organisation, person: person.id, role, ...(client === '' ? {} : { inClient: client }) }, { onSuccess: onClose }) }}>
        <RoleChoice organisation={organisation} role={role} client={client} onRole={setRole} onClient={setClient} />
        <Button type="submit" loading={grant.isPending}>{say('people.give.save')}</Button>
      </form>
    </Dialog>
  )
}
