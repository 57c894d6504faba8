import { Modal, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { Search as SearchIcon } from 'lucide-react'
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { say } from '../../words/say.js'
import { useOperation } from '../api.js'
import { TierBadge } from '../badges.js'
import { Inert } from '../inert.js'
import { pathOf } from '../page-link.js'
import { addressName, useSession } from '../session.js'
import { useFocusBack } from '../use-focus-back.js'
import { useClientOfRail, usePagesHere } from './pages-here.js'
import { hasPage } from './rail.js'

interface Found {
  id: string
  group: string
  show: ReactNode
  path: string
  search?: Record<string, string>
}

/** ⌘K: pages, clients, and domains that link to the client. Arrows choose, Enter goes there. */
export function Search({ opened, close }: { opened: boolean; close(): void }) {
  return (
    <Modal.Root opened={opened} onClose={close} size="lg" yOffset="12vh" centered={false}>
      <Modal.Overlay />
      <Modal.Content aria-label={say('search.open')}><Modal.Body p={0}><SearchBox close={close} /></Modal.Body></Modal.Content>
    </Modal.Root>
  )
}

function SearchBox({ close }: { close(): void }) {
  // Opened by its keys there is no button to give the focus back to: it goes to where one was, also in a field or a table.
  useFocusBack()
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const navigate = useNavigate()
  const { found, isLoading } = useFound(text.trim())
  const listId = useId()
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => setActive(0), [text])
  useEffect(() => list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' }), [active])
  const go = ({ path, search }: Found) => {
    close()
    void navigate({ to: path, search: search as never })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setActive((before) => Math.min(found.length - 1, before + 1))
    else if (event.key === 'ArrowUp') setActive((before) => Math.max(0, before - 1))
    else if (event.key === 'Enter' && found[active]) go(found[active])
    else return
    event.preventDefault()
  }
  const groups = [...new Set(found.map(({ group }) => group))]
  return (
    <>
      <TextInput
        data-autofocus variant="unstyled" size="lg" value={text} onChange={(event) => setText(event.currentTarget.value)} onKeyDown={onKeyDown} leftSection={<SearchIcon size={17} aria-hidden />}
        placeholder={say('search.placeholder')} aria-label={say('search.open')} role="combobox" aria-expanded aria-controls={listId} aria-activedescendant={found[active] ? `${listId}-${active}` : undefined} autoComplete="off"
      />
      <div className="search-list" ref={list} id={listId} role="listbox" aria-label={say('search.open')}>
        {groups.map((group) => (
          <div key={group} role="group" aria-label={group}>
            <div className="search-group" aria-hidden>{group}</div>
            {found.map((one, at) => one.group === group && <div key={one.id} id={`${listId}-${at}`} role="option" aria-selected={at === active} className="search-found" onMouseMove={() => setActive(at)} onClick={() => go(one)}>{one.show}</div>)}
          </div>
        ))}
      </div>
      {found.length === 0 && <p className="search-group" role="status">{isLoading ? say('loading') : say('search.nothing')}</p>}
    </>
  )
}

function useFound(text: string): { found: Found[]; isLoading: boolean } {
  const [asked] = useDebouncedValue(text, 150)
  const client = useClientOfRail()
  const session = useSession()
  const site = session?.clients.find((one) => one.slug === client || one.id === client)?.site
  const domains = useOperation('links.referring-domains', asked.length >= 2 && site && client ? { target: site, text: asked, limit: 7, client } : null, { keep: true, retry: false })
  const words = text.toLowerCase()
  const pages = usePagesHere().filter(({ label }) => say(label).toLowerCase().includes(words))
  const clients = words === '' ? [] : (session?.clients ?? []).filter(({ name, archivedAt }) => archivedAt === null && name.toLowerCase().includes(words)).slice(0, 5)
  const rows = asked.length >= 2 && asked === text ? (domains.data?.rows ?? []) : []
  return {
    isLoading: domains.isFetching || asked !== text,
    found: [
      ...pages.map(({ id, label, icon: Icon }) => ({ id: `page ${id}`, group: say('search.pages'), path: pathOf(id, client), show: <><Icon size={16} aria-hidden /> {say(label)}</> })),
      ...clients.map((one) => ({ id: `client ${one.id}`, group: say('search.clients'), path: pathOf('overview', addressName(one, session?.clients ?? [])), show: <>{one.name} <span className="soft small">{one.site}</span></> })),
      ...rows.map((row) => ({
        id: `domain ${row.referringDomain}`, group: say('search.domains'), ...(hasPage('domains') ? { path: pathOf('domains', client, row.referringDomain) } : { path: pathOf('links', client), search: { domain: row.referringDomain } }),
        show: <><Inert text={row.referringDomain} /> <TierBadge tier={row.tier} /> <span className="soft small">{say('search.domain-row', { links: row.links })}</span></>,
      })),
    ],
  }
}
