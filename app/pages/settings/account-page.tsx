import { Button, PasswordInput, SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { useState } from 'react'
import { useAction, useOperation } from '../../parts/api.js'
import { Inert } from '../../parts/inert.js'
import { PageLink } from '../../parts/page-link.js'
import { PageTitle } from '../../parts/page-title.js'
import { Panel } from '../../parts/panel.js'
import { useSession } from '../../parts/session.js'
import { StateView } from '../../parts/state-view.js'
import { Tag } from '../../parts/tag.js'
import { agoWords } from '../../words/format.js'
import { say } from '../../words/say.js'
import { SecondFactor } from './second-factor.js'
import { Tokens } from './tokens.js'
import { browserWords } from './browser-words.js'
import classes from './settings.module.css'

/** One's own account: how it looks, password, second factor, tokens and sessions. */
export function Page() {
  const session = useSession()
  const person = session?.person ?? null
  return (
    <>
      <PageTitle title={person === null ? say('account.title.local') : say('account.title')} sub={person === null ? say('account.local') : `${person.name} · ${person.email}`} actions={person === null && session !== undefined && !session.signInNeeded ? <Button component={PageLink} to="set-up" variant="default">{say('account.local.action')}</Button> : undefined} />
      <div className={classes.panels}>
        <Appearance />
        {person !== null && (
          <>
            <Password />
            <SecondFactor isOn={person.twoFactor} email={person.email} />
            <Tokens />
            <Sessions />
          </>
        )}
      </div>
    </>
  )
}

function Appearance() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Panel title={say('account.appearance')}>
      <p className="soft small" id="scheme">{say('account.appearance.scheme')}</p>
      <SegmentedControl aria-labelledby="scheme" value={colorScheme} onChange={(next) => setColorScheme(next as 'auto' | 'light' | 'dark')} data={[{ value: 'auto', label: say('scheme.auto') }, { value: 'light', label: say('scheme.light') }, { value: 'dark', label: say('scheme.dark') }]} />
    </Panel>
  )
}

function Password() {
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const change = useAction('sessions.change-password', { done: say('account.password.changed'), refresh: ['sessions.list'] })
  return (
    <Panel title={say('account.password')}>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); change.mutate({ current, password }, { onSuccess: () => { setCurrent(''); setPassword('') } }) }}>
        <PasswordInput visibilityToggleButtonProps={{ 'aria-label': say('account.password.show') }} label={say('account.password.current')} required autoComplete="current-password" value={current} onChange={(event) => setCurrent(event.currentTarget.value)} />
        <PasswordInput visibilityToggleButtonProps={{ 'aria-label': say('account.password.show') }} label={say('account.password.new')} description={say('account.password.help')} required minLength={12} maxLength={128} autoComplete="new-password" value={password} onChange={(event) => setPassword(event.currentTarget.value)} />
        <div><Button type="submit" variant="default" loading={change.isPending}>{say('account.password.change')}</Button></div>
      </form>
    </Panel>
  )
}

function Sessions() {
  const query = useOperation('sessions.list', {})
  const end = useAction('sessions.revoke', { refresh: ['sessions.list'] })
  return (
    <Panel title={say('account.sessions')}>
      <StateView query={query}>
        {({ rows }) => (
          <ul className={classes.list}>
            {rows.map((row) => (
              <li key={row.id}>
                <span className="small"><Inert text={say('account.sessions.row', { browser: row.browser === null ? '–' : browserWords(row.browser), address: row.address ?? '–', when: agoWords(row.lastSeenAt) })} /></span>
                {row.current ? <Tag tone="good">{say('account.sessions.here')}</Tag> : <Button size="compact-xs" variant="default" onClick={() => end.mutate({ session: row.id })}>{say('account.sessions.end')}</Button>}
              </li>
            ))}
          </ul>
        )}
      </StateView>
    </Panel>
  )
}
