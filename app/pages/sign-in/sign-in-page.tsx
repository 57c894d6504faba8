import { Button, Checkbox, Divider, PasswordInput, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useAddress } from '../../parts/address.js'
import { useAction } from '../../parts/api.js'
import { useSession } from '../../parts/session.js'
import { messageOf } from '../../parts/tell.js'
import { say } from '../../words/say.js'
import { Gate } from './gate.js'
import { placeAfter } from './place-after.js'

/** Signing in, with the second step where it is asked for. Afterwards the page that was wanted opens. */
export function Page() {
  const [address] = useAddress({ to: 'text', error: 'text' })
  const session = useSession()
  const [needsCode, setNeedsCode] = useState(false)
  const onSignedIn = () => location.assign(placeAfter(address.to))
  useEffect(() => {
    if (session?.setUpNeeded && session.signInNeeded) location.replace('/set-up')
    else if (session?.signedIn) location.replace(placeAfter(address.to))
  }, [session, address.to])
  return needsCode ? <Code onSignedIn={onSignedIn} onBack={() => setNeedsCode(false)} /> : <Password error={address.error} to={address.to} single={session?.singleSignOn ?? null} onSignedIn={onSignedIn} onCode={() => setNeedsCode(true)} />
}

function Password({ error, to, single, onSignedIn, onCode }: { error: string | undefined; to: string | undefined; single: { name: string } | null; onSignedIn(): void; onCode(): void }) {
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const start = useAction('sessions.start', { quiet: true, refresh: [] })
  const elsewhere = useAction('sessions.single-sign-on', { refresh: [] })
  return (
    <Gate title={say('sign-in.title')} sub={say('sign-in.sub')} error={start.isError ? messageOf(start.error) : error === undefined ? null : say('sign-in.no-account')}>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); start.mutate({ email, password }, { onSuccess: ({ state }) => (state === 'code-needed' ? onCode() : onSignedIn()) }) }}>
        <TextInput type="email" label={say('sign-in.email')} required autoComplete="username" autoFocus value={email} onChange={(event) => setEmail(event.currentTarget.value)} />
        <PasswordInput visibilityToggleButtonProps={{ 'aria-label': say('account.password.show') }} label={say('sign-in.password')} required autoComplete="current-password" value={password} onChange={(event) => setPassword(event.currentTarget.value)} />
        <Button type="submit" fullWidth loading={start.isPending}>{say('sign-in.action')}</Button>
      </form>
      {single !== null && (
        <>
          <Divider label={say('sign-in.or')} />
          <Button variant="default" fullWidth loading={elsewhere.isPending} onClick={() => elsewhere.mutate({ returnTo: placeAfter(to) }, { onSuccess: ({ url }) => location.assign(url) })}>{say('sign-in.single', { name: single.name })}</Button>
        </>
      )}
      <p className="soft small">{say('sign-in.forgot')}</p>
    </Gate>
  )
}

function Code({ onSignedIn, onBack }: { onSignedIn(): void; onBack(): void }) {
  const [code, setCode] = useState('')
  const [trust, setTrust] = useState(false)
  const confirm = useAction('sessions.confirm', { quiet: true, refresh: [] })
  return (
    <Gate title={say('sign-in.code.title')} sub={say('sign-in.code.sub')} error={confirm.isError ? messageOf(confirm.error) : null}>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); confirm.mutate({ code, trust }, { onSuccess: onSignedIn }) }}>
        <TextInput label={say('sign-in.code')} required autoFocus autoComplete="one-time-code" inputMode="numeric" maxLength={20} value={code} onChange={(event) => setCode(event.currentTarget.value)} />
        <Checkbox label={say('sign-in.code.trust')} checked={trust} onChange={(event) => setTrust(event.currentTarget.checked)} />
        <Button type="submit" fullWidth loading={confirm.isPending}>{say('sign-in.code.action')}</Button>
        <Button variant="subtle" fullWidth onClick={onBack}>{say('sign-in.back')}</Button>
      </form>
    </Gate>
  )
}
