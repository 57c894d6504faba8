import { Button, Popover, SegmentedControl, UnstyledButton, useMantineColorScheme, type MantineColorScheme } from '@mantine/core'
import { LogOut, UserRound } from 'lucide-react'
import { useState } from 'react'
import { say } from '../../words/say.js'
import { queryClient, useAction } from '../api.js'
import { useDensity, type Density } from '../density.js'
import { PageLink } from '../page-link.js'
import { useSession } from '../session.js'
import { hasPage } from './rail.js'

/** Who is here, how the app looks, and the way out. */
export function PersonMenu() {
  const session = useSession()
  const [isOpen, setOpen] = useState(false)
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const [density, setDensity] = useDensity()
  const leave = useAction('sessions.end', { refresh: [] })
  const name = session?.person?.name ?? say('person.local')
  const initials = session?.person ? name.split(/\s+/u).slice(0, 2).map((word) => [...word][0] ?? '').join('').toUpperCase() : <UserRound size={16} aria-hidden />
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={270} trapFocus returnFocus>
      <Popover.Target><UnstyledButton aria-label={say('person.menu')} onClick={() => setOpen(!isOpen)}><span className="person">{initials}</span></UnstyledButton></Popover.Target>
      <Popover.Dropdown aria-label={say('person.menu')} className="stack" style={{ gap: 12 }}>
        <div><b>{name}</b><div className="soft small">{session?.person?.email ?? say('person.local-what')}</div></div>
        {session?.person && hasPage('account') && <PageLink to="account" onClick={() => setOpen(false)}>{say('page.account')}</PageLink>}
        <div><div className="soft small" id="scheme-label">{say('person.scheme')}</div><SegmentedControl fullWidth size="xs" aria-labelledby="scheme-label" value={colorScheme} onChange={(value) => setColorScheme(value as MantineColorScheme)} data={(['auto', 'light', 'dark'] as const).map((value) => ({ value, label: say(`scheme.${value}`) }))} /></div>
        <div><div className="soft small" id="density-label">{say('density.title')}</div><SegmentedControl fullWidth size="xs" aria-labelledby="density-label" value={density} onChange={(value) => setDensity(value as Density)} data={(['roomy', 'compact'] as const).map((value) => ({ value, label: say(`density.${value}`) }))} /></div>
        {session?.person && <Button variant="default" leftSection={<LogOut size={15} aria-hidden />} loading={leave.isPending} onClick={() => void leave.mutateAsync({}).then(() => { queryClient.clear(); location.assign('/') }, () => undefined)}>{say('person.sign-out')}</Button>}
      </Popover.Dropdown>
    </Popover>
  )
}
