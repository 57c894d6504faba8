import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useAction, useOperation } from '../../parts/api.js'
import { Loading } from '../../parts/loading.js'
import { useSession } from '../../parts/session.js'
import { messageOf } from '../../parts/tell.js'
import { say } from '../../words/say.js'
import { Gate } from './gate.js'
import { useSecret } from './use-secret.js'

/** An invitation taken up: with a new account, or with the one that its address has already. */
export function Page() {
  const secret = useSecret()
  const session = useSession()
  const query = useOperation('people.invitation', secret === '' ? null : { secret }, { retry: false })
  const join = useAction('people.join', { quiet: true, refresh: [] })
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  if (query.isError || secret === '') return <Gate title={say('join.bad.title')} error={say('join.bad.what')}>{null}</Gate>
  if (query.data === undefined) return <Gate title={say('join.title.loading')}><Loading rows={3} /></Gate>
  const invitation = query.data
  const sub = say('join.sub', { name: invitation.invitedBy, email: invitation.email, role: say(`people.role.${invitation.role}`), where: invitation.clientName === null ? say('join.where.all') : say('join.where.client', { client: invitation.clientName }) })
  const onJoined = ({ state }: { state: string }) => location.assign(state === 'code-needed' ? '/sign-in' : '/')
  const isMine = session?.person?.email.toLowerCase() === invitation.email.toLowerCase()
  return (
    <Gate title={say('join.title', { organisation: invitation.organisationName })} sub={sub} error={join.isError ? messageOf(join.error) : null}>
      {invitation.hasAccount ? (
        isMine ? <Button fullWidth loading={join.isPending} onClick={() => join.mutate({ secret }, { onSuccess: onJoined })}>{say('join.have', { email: invitation.email })}</Button> : <><p>{say('join.sign-in', { email: invitation.email })}</p><Button component="a" href="/sign-in" target="_blank" rel="noreferrer noopener">{say('sign-in.title')}</Button></>
      ) : (
        <form className="stack" onSubmit={(event) => { event.preventDefault(); join.mutate({ secret, name, password }, { onSuccess: onJoined }) }}>
          <TextInput label={say('join.name')} required maxLength={200} autoComplete="name" autoFocus value={name} onChange={(event) => setName(event.currentTarget.value)} />
          <PasswordInput visibilityToggleButtonProps={{ 'aria-label': say('account.password.show') }} label={say('sign-in.password')} description={say('account.password.help')} required minLength={12} maxLength={128} autoComplete="new-password" value={password} onChange={(event) => setPassword(event.currentTarget.value)} />
          <Button type="submit" fullWidth loading={join.isPending}>{say('join.action')}</Button>
        </form>
      )}
    </Gate>
  )
}
