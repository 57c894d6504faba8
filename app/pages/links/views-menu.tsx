import { ActionIcon, Button, Popover, TextInput } from '@mantine/core'
import { Bookmark, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useAction, useMay, useOperation } from '../../parts/api.js'
import { PageLink } from '../../parts/page-link.js'
import { tell } from '../../parts/tell.js'
import { queryOfText } from '../../parts/address.js'
import { say } from '../../words/say.js'
import './views-menu.css'

/** Filters kept under a name, for everybody who works for this client. */
export function ViewsMenu({ query }: { query: string }) {
  const [isOpen, setOpen] = useState(false)
  const [name, setName] = useState('')
  const views = useOperation('views.list', isOpen ? { page: 'links' } : null, { retry: false })
  const mayWrite = useMay('write')
  const save = useAction('views.save', { refresh: ['views.list'] })
  const remove = useAction('views.remove', { refresh: ['views.list'] })
  const rows = views.data?.rows ?? []
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={300} trapFocus returnFocus>
      <Popover.Target><Button variant="default" leftSection={<Bookmark size={15} aria-hidden />} onClick={() => setOpen(!isOpen)}>{say('views.menu')}</Button></Popover.Target>
      <Popover.Dropdown aria-label={say('views.menu')} p={8}>
        <ul className="views">
          <li><PageLink to="links" onClick={() => setOpen(false)}>{say('views.everything')}</PageLink></li>
          {rows.map((view) => (
            <li key={view.id}>
              <PageLink to="links" query={queryOfText(view.query)} onClick={() => setOpen(false)}>{view.name}</PageLink>
              {mayWrite && <ActionIcon variant="subtle" color="gray" aria-label={say('views.remove', { name: view.name })} onClick={() => remove.mutate({ id: view.id })}><Trash2 size={15} aria-hidden /></ActionIcon>}
            </li>
          ))}
        </ul>
        {views.data && rows.length === 0 && <p className="soft small" style={{ padding: '4px 8px' }}>{say('views.none')}</p>}
        {mayWrite && query !== '' && (
          <form className="views-save" onSubmit={(event) => {
            event.preventDefault()
            const given = name.trim()
            if (given !== '') save.mutate({ page: 'links', name: given, query: query.slice(1) }, { onSuccess: () => { setName(''); tell.done(say('views.saved', { name: given })) } })
          }}>
            <TextInput aria-label={say('views.name')} placeholder={say('views.save')} value={name} onChange={(event) => setName(event.currentTarget.value)} maxLength={100} />
            <Button type="submit" disabled={name.trim() === ''} loading={save.isPending}>{say('views.save-act')}</Button>
          </form>
        )}
      </Popover.Dropdown>
    </Popover>
  )
}
