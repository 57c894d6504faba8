import { Button, Code, PasswordInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useAction } from '../../parts/api.js'
import { Panel } from '../../parts/panel.js'
import { say } from '../../words/say.js'
import { BackupCodes } from './backup-codes.js'
import { QrCode } from './qr-code.js'
import classes from './settings.module.css'

/**
 * Turning the second factor on (picture or key, first code, then backup codes) and off. The password is asked for each
 * time. The codes are shown only once the app is known to give the right ones, so that nobody keeps codes of a key that never counted.
 */
export function SecondFactor({ isOn, email }: { isOn: boolean; email: string }) {
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [made, setMade] = useState<{ uri: string; backupCodes: string[] } | null>(null)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const protect = useAction('sessions.protect', { refresh: [] })
  const confirm = useAction('sessions.protect-confirm', { done: say('account.factor.confirmed'), refresh: ['sessions.current'] })
  const remove = useAction('sessions.unprotect', { done: say('account.factor.removed'), refresh: ['sessions.current'] })
  const forget = () => { setMade(null); setPassword(''); setCode('') }
  if (made !== null) {
    return (
      <Panel title={say('account.factor')}>
        <form className="stack" onSubmit={(event) => { event.preventDefault(); confirm.mutate({ code }, { onSuccess: () => { setCodes(made.backupCodes); forget() } }) }}>
          <p>{say('account.factor.scan')}</p>
          <div className={classes.scan}>
            <QrCode text={made.uri} label={say('account.factor.picture')} />
            <div>
              <p className="soft small">{say('account.factor.key')}</p>
              <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{secretOf(made.uri)}</Code>
              <a className="small" href={made.uri}>{say('account.factor.link')}</a>
            </div>
          </div>
          <TextInput label={say('account.factor.code')} required inputMode="numeric" autoComplete="one-time-code" maxLength={10} autoFocus value={code} onChange={(event) => setCode(event.currentTarget.value)} />
          <div className="row"><Button type="submit" loading={confirm.isPending}>{say('account.factor.confirm')}</Button><Button variant="default" onClick={forget}>{say('act.cancel')}</Button></div>
        </form>
      </Panel>
    )
  }
  return (
    <Panel title={say('account.factor')}>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); if (isOn) remove.mutate({ password }, { onSuccess: forget }); else protect.mutate({ password }, { onSuccess: setMade }) }}>
        <p className="soft">{say(isOn ? 'account.factor.on' : 'account.factor.off')}</p>
        <PasswordInput visibilityToggleButtonProps={{ 'aria-label': say('account.password.show') }} label={say('account.factor.password')} required autoComplete="current-password" value={password} onChange={(event) => setPassword(event.currentTarget.value)} />
        <div><Button type="submit" variant="default" loading={protect.isPending || remove.isPending}>{say(isOn ? 'account.factor.stop' : 'account.factor.start')}</Button></div>
      </form>
      {codes !== null && <BackupCodes codes={codes} email={email} onClose={() => setCodes(null)} />}
    </Panel>
  )
}

/** The key alone, in groups of four: what is typed where no picture can be scanned. */
function secretOf(uri: string): string {
  const secret = new URL(uri).searchParams.get('secret') ?? uri
  return secret.replaceAll(/(.{4})(?=.)/gu, '$1 ')
}
