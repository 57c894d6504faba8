import { Button, PasswordInput } from '@mantine/core'
import { useState } from 'react'
import { useAction } from '../../parts/api.js'
import { messageOf, tell } from '../../parts/tell.js'
import { say } from '../../words/say.js'
import { Gate } from './gate.js'
import { useSecret } from './use-secret.js'

/** A new password, from an address that somebody who administers handed over. */
export function Page() {
  const token = useSecret()
  const [password, setPassword] = useState('')
  const save = useAction('sessions.set-password', { quiet: true, refresh: [] })
  const onSaved = () => {
    tell.done(say('set-password.done'))
    setTimeout(() => location.assign('/sign-in'), 1_200)
  }
  return (
    <Gate title={say('set-password.title')} error={token === '' ? say('set-password.bad') : save.isError ? messageOf(save.error) : null}>
      {token !== '' && (
        <form className="stack" onSubmit={(event) => { event.preventDefault(); save.mutate({ token, password }, { onSuccess: onSaved }) }}>
          <PasswordInput visibilityToggleButtonProps={{ 'aria-label': say('account.password.show') }} label={say('account.password.new')} description={say('account.password.help')} required minLength={12} maxLength={128} autoComplete="new-password" autoFocus value={password} onChange={(event) => setPassword(event.currentTarget.value)} />
          <Button type="submit" fullWidth loading={save.isPending}>{say('set-password.action')}</Button>
        </form>
      )}
    </Gate>
  )
}
