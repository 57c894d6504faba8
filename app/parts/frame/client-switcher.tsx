import { Popover, TextInput } from '@mantine/core'
import { Link, useMatches } from '@tanstack/react-router'
import { Check, ChevronsUpDown } from 'lucide-react'
import { useState, type KeyboardEvent } from 'react'
import { allPages } from '../../pages/all-pages.js'
import { say } from '../../words/say.js'
import { PageLink, pathOf } from '../page-link.js'
import { addressName, useSession } from '../session.js'
import { useClientOfRail } from './pages-here.js'

/** With more clients than these, the list gets a box to find one. */
const shownAtOnce = 8

/** Arrows go through the clients as Tab does; Home and End to the first and the last, unless a name is being typed. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const places = [...event.currentTarget.querySelectorAll<HTMLElement>('input, a')]
  const at = places.findIndex((place) => place === document.activeElement)
  const isTyping = places[at]?.tagName === 'INPUT'
  const next = event.key === 'ArrowDown' ? at + 1 : event.key === 'ArrowUp' ? at - 1 : isTyping ? undefined : event.key === 'Home' ? 0 : event.key === 'End' ? places.length - 1 : undefined
  if (next === undefined) return
  event.preventDefault()
  places[Math.min(places.length - 1, Math.max(0, next))]?.focus()
}

/** The client whose things are shown, and the others. Choosing one stays on the same page. */
export function ClientSwitcher() {
  const session = useSession()
  const slug = useClientOfRail()
  const [isOpen, setOpen] = useState(false)
  const [text, setText] = useState('')
  const page = useMatches({ select: (matches) => matches.map(({ staticData }) => staticData.page).find((one) => one !== undefined) })
  const clients = session?.clients.filter(({ archivedAt }) => archivedAt === null) ?? []
  const current = clients.find((one) => one.slug === slug || one.id === slug)
  if (!current) return <span className="client-switcher" aria-hidden>{'\u00a0'}</span>
  const target = page?.at.includes('$client') ? page.id : (allPages.find(({ id }) => id === 'overview') ?? allPages[0]!).id
  const words = text.trim().toLowerCase()
  const shown = clients.filter(({ name, site }) => words === '' || `${name} ${site ?? ''}`.toLowerCase().includes(words))
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" width={290} trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className="client-switcher" aria-label={say('client.current', { name: current.name })} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)} onKeyDown={(event) => { if (event.key === 'ArrowDown' && !isOpen) { event.preventDefault(); setOpen(true) } }}>
          <span><b>{current.name}</b><span className="soft small">{current.site ?? say('client.no-site')}</span></span>
          <ChevronsUpDown size={15} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown p={6} aria-label={say('client.choose')} onKeyDown={moveFocus}>
        {clients.length > shownAtOnce && <TextInput mb={6} value={text} onChange={(event) => setText(event.currentTarget.value)} placeholder={say('client.choose')} aria-label={say('client.choose')} data-autofocus />}
        <div className="client-list">
          {session?.organisations.map((organisation) => {
            const own = shown.filter(({ organisationId }) => organisationId === organisation.id)
            return own.length > 0 && (
              <ul key={organisation.id} aria-label={organisation.name}>
                {session.organisations.length > 1 && <li className="search-group" aria-hidden>{organisation.name}</li>}
                {own.map((client) => (
                  <li key={client.id}>
                    <Link to={pathOf(target, addressName(client, clients))} className="client-choice" aria-current={client === current ? 'true' : undefined} onClick={() => setOpen(false)}>
                      <span>{client.name}<span className="soft small">{client.site ?? say('client.no-site')}</span></span>{client === current && <Check size={15} aria-hidden />}
                    </Link>
                  </li>
                ))}
              </ul>
            )
          })}
        </div>
        {allPages.some(({ id }) => id === 'clients') && <PageLink to="clients" className="client-choice client-all" onClick={() => setOpen(false)}>{say('client.all')}</PageLink>}
      </Popover.Dropdown>
    </Popover>
  )
}
