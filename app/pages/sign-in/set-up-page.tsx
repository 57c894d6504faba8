import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useAction } from '../../parts/api.js'
import { messageOf } from '../../parts/tell.js'
import { say } from '../../words/say.js'
import { Gate } from './gate.js'
import { useSecret } from './use-secret.js'

/** The first account of an installation. */
export function Page() {
  const secret = useSecret()
  const [given, setGiven] = useState({ name: '', email: '', password: '', organisation: '' })
  const setUp = useAction('people.set-up', { quiet: true, refresh: [] })
  const text = (key: keyof typeof given) => (event: { currentTarget: { value: string } }) => setGiven({ ...given, [key]: event.currentTarget.value })
  const save = () => setUp.mutate({ name: given.name, email: given.email, password: given.password, ...(secret === '' ? {} : { secret }), ...(given.organisation.trim() === '' ? {} : { organisation: given.organisation.trim() }) }, { onSuccess: () => location.assign('/') })
  return (
    <Gate title={say('set-up.title')} sub={say('set-up.sub')} error={setUp.isError ? messageOf(setUp.error) : null}>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); save() }}>
        <TextInput label={say('join.name')} required maxLength={200} autoComplete="name" autoFocus value={given.name} onChange={text('name')} />
        <TextInput type="email" label={say('sign-in.email')} required maxLength={254} autoComplete="username" value={given.email} onChange={text('email')} />
        <PasswordInput visibilityToggleButtonProps={{ 'aria-label': say('account.password.show') }} label={say('sign-in.password')} description={say('account.password.help')} required minLength={12} maxLength={128} autoComplete="new-password" value={given.password} onChange={text('password')} />
        <TextInput label={say('set-up.organisation')} maxLength={200} autoComplete="organization" value={given.organisation} onChange={text('organisation')} />
        <Button type="submit" fullWidth loading={setUp.isPending}>{say('set-up.action')}</Button>
      </form>
    </Gate>
  )
}
