import { ActionIcon, Button, Menu } from '@mantine/core'
import { MoreHorizontal } from 'lucide-react'
import { useState } from 'react'
import { useAddress, useClientSlug } from '../../parts/address.js'
import { useAction, useOperation, type Output } from '../../parts/api.js'
import { confirm } from '../../parts/confirm.js'
import { Dialog } from '../../parts/dialog.js'
import { FindBox } from '../../parts/find-box.js'
import { FirstRows } from '../../parts/first-rows.js'
import { Inert, inertText } from '../../parts/inert.js'
import { PageLink } from '../../parts/page-link.js'
import { PageTitle } from '../../parts/page-title.js'
import { useSession } from '../../parts/session.js'
import { Empty, StateView } from '../../parts/state-view.js'
import { Tag } from '../../parts/tag.js'
import { agoWords, countWords } from '../../words/format.js'
import { say } from '../../words/say.js'
import { ClientFields, NewClient } from './client-form.js'
import { ClientState } from './client-state.js'
import classes from './clients.module.css'

export type ClientRow = Output<'clients.list'>['rows'][number]

/** Every client the person may see, with its state at a glance. Each row reads its own state when it comes into view. */
export function Page() {
  const query = useOperation('clients.list', { archived: true })
  const mayAdd = useSession()?.organisations.some(({ effects }) => effects.includes('administer')) ?? false
  const [{ text }, setAddress] = useAddress({ text: 'text' })
  const [form, setForm] = useState<ClientRow | 'new' | null>(null)
  const standing = (query.data?.rows ?? []).filter((row) => row.archivedAt === null)
  const words = (text ?? '').toLowerCase()
  const found = standing.filter(({ name, site }) => `${name} ${site ?? ''}`.toLowerCase().includes(words))
  const isOfMany = new Set(standing.map(({ organisationName }) => organisationName)).size > 1
  const archived = (query.data?.rows ?? []).filter((row) => row.archivedAt !== null)
  const add = mayAdd ? <Button onClick={() => setForm('new')}>{say('clients.add')}</Button> : undefined
  return (
    <>
      <PageTitle title={query.data === undefined ? say('page.clients') : standing.length === 0 ? say('clients.title', { count: 0 }) : say('clients.title.quiet', { count: standing.length })} sub={say('clients.sub')} actions={add} />
      <StateView query={query} isEmpty={({ rows }) => rows.length === 0} empty={<Empty title={say('clients.empty.title')} what={say('clients.empty.what')} action={add ?? null} />}>
        {() => (
          <>
            {standing.length > 10 && (
              <div className="filters no-print">
                <FindBox label={say('clients.find')} text={text} onText={(next) => setAddress({ text: next })} />
              </div>
            )}
            {found.length === 0 && <p className="soft" role="status">{say('clients.found-none')}</p>}
            <FirstRows key={words} rows={inGroups(found)}>
              {(shown) => [...new Set(shown.map(({ organisationName }) => organisationName))].map((organisation) => (
                <section key={organisation} className={classes.group}>
                  {isOfMany && <h2>{inertText(organisation)} <span className="soft small">{countWords(found.filter((row) => row.organisationName === organisation).length)}</span></h2>}
                  <table className={`table ${classes.list}`}>
                    <caption className="visually-hidden">{isOfMany ? organisation : say('clients.list')}</caption>
                    <thead>
                      <tr>
                        <th scope="col">{say('clients.column.client')}</th><th scope="col">{say('clients.column.recognise')}</th><th scope="col">{say('clients.column.moves')}</th><th scope="col">{say('clients.column.tasks')}</th><th scope="col">{say('clients.column.import')}</th>
                        <th scope="col"><span className="visually-hidden">{say('clients.column.more')}</span></th>
                      </tr>
                    </thead>
                    <tbody>{shown.filter((row) => row.organisationName === organisation).map((row) => <Standing key={row.id} row={row} onEdit={() => setForm(row)} />)}</tbody>
                  </table>
                </section>
              ))}
            </FirstRows>
            {archived.length > 0 && <Archived rows={archived} />}
          </>
        )}
      </StateView>
      {form === 'new' && <NewClient onClose={() => setForm(null)} />}
      {form !== null && form !== 'new' && <Dialog onClose={() => setForm(null)} title={say('clients.edit')}><ClientFields kept={form} onSaved={() => setForm(null)} /></Dialog>}
    </>
  )
}

/** Clients of one organisation beside each other, in the order in which the organisations come. */
function inGroups(rows: readonly ClientRow[]): ClientRow[] {
  return [...new Set(rows.map(({ organisationName }) => organisationName))].flatMap((organisation) => rows.filter((row) => row.organisationName === organisation))
}

function Standing({ row, onEdit }: { row: ClientRow; onEdit(): void }) {
  const isHere = useClientSlug() === row.slug
  const archive = useAction('clients.archive')
  const mayChange = row.effects.includes('administer') || row.effects.includes('write')
  const onArchive = async () => {
    if (await confirm({ title: say('clients.archive.title', { name: row.name }), text: say('clients.archive.text'), action: say('clients.archive') })) archive.mutate({ client: row.id })
  }
  return (
    <tr>
      <th scope="row" className={classes.name}>
        <PageLink to="overview" client={row.slug} aria-label={say('clients.open', { name: row.name })}><Inert text={row.name} /></PageLink> {isHere && <Tag tone="neutral">{say('clients.here')}</Tag>}
        <p className={`soft small ${classes.site}`}><Inert text={row.site ?? say('clients.no-site')} /></p>
      </th>
      <ClientState row={row} />
      <td className={classes.acts}>
        {mayChange && (
          <Menu position="bottom-end">
            <Menu.Target><ActionIcon variant="subtle" color="gray" aria-label={say('clients.menu', { name: row.name })}><MoreHorizontal size={16} aria-hidden /></ActionIcon></Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={onEdit}>{say('clients.edit')}</Menu.Item>
              {row.effects.includes('administer') && <Menu.Item onClick={() => void onArchive()}>{say('clients.archive')}</Menu.Item>}
            </Menu.Dropdown>
          </Menu>
        )}
      </td>
    </tr>
  )
}

function Archived({ rows }: { rows: readonly ClientRow[] }) {
  const restore = useAction('clients.restore', { done: ({ client }) => say('clients.restored', { name: client.name }) })
  return (
    <details className={classes.archived}>
      <summary>{say('clients.archived')} ({rows.length})</summary>
      <ul>
        {rows.map((row) => (
          <li key={row.id} className="row">
            <Inert text={row.name} />
            {row.archivedAt !== null && <span className="soft small">{say('clients.archived.when', { when: agoWords(row.archivedAt) })}</span>}
            {row.effects.includes('administer') && <Button size="compact-xs" variant="default" loading={restore.isPending && restore.variables.archived === row.id} onClick={() => restore.mutate({ organisation: row.organisation, archived: row.id })}>{say('clients.restore')}</Button>}
          </li>
        ))}
      </ul>
    </details>
  )
}
