import { ActionIcon, Button, Menu, Select } from '@mantine/core'
import { MoreHorizontal, X } from 'lucide-react'
import { useState } from 'react'
import { useAddress, useOrganisationSlug } from '../../parts/address.js'
import { useAction, useOperation, type Output } from '../../parts/api.js'
import { confirm } from '../../parts/confirm.js'
import { FindBox } from '../../parts/find-box.js'
import { FirstRows } from '../../parts/first-rows.js'
import { Inert } from '../../parts/inert.js'
import { PageLink } from '../../parts/page-link.js'
import { PageTitle } from '../../parts/page-title.js'
import { useSession } from '../../parts/session.js'
import { Empty, StateView } from '../../parts/state-view.js'
import { Tag } from '../../parts/tag.js'
import { dateWords } from '../../words/format.js'
import { say } from '../../words/say.js'
import { GrantForm, InviteForm } from './grant-form.js'
import { ShownOnce } from './shown-once.js'
import classes from './clients.module.css'

export type PersonRow = Output<'people.list'>['rows'][number]
type Grant = PersonRow['grants'][number]

/** People and what they may do, for the organisation or for one client of it; invitations as addresses shown once. */
export function Page() {
  const session = useSession()
  const [address, setAddress] = useAddress({ in: 'text', text: 'text' })
  const here = useOrganisationSlug()
  const administered = session?.organisations.filter(({ effects }) => effects.includes('administer')) ?? []
  const organisation = administered.find(({ slug }) => slug === (address.in ?? here)) ?? administered[0]
  const names = new Map((session?.clients ?? []).map(({ id, name }) => [id, name]))
  const whereOf = ({ clientId, client }: Grant) => (clientId === null ? say('people.where.all') : (names.get(clientId) ?? client ?? say('people.where.gone')))
  const query = useOperation('people.list', organisation === undefined ? null : { organisation: organisation.slug })
  const [isInviting, setInviting] = useState(false)
  const [giving, setGiving] = useState<PersonRow | null>(null)
  const [secret, setSecret] = useState<{ title: string; what: string; path: string } | null>(null)
  if (organisation === undefined) return <PageTitle title={say('page.people')} />
  const invite = <Button onClick={() => setInviting(true)}>{say('people.invite')}</Button>
  const firstAccount = <Button component={PageLink} to="set-up">{say('people.none.action')}</Button>
  return (
    <>
      <PageTitle title={query.data === undefined || query.data.rows.length === 0 ? say('page.people') : say('people.title', { count: query.data.rows.length, organisation: organisation.name })} sub={say('people.sub')} actions={session?.person != null ? invite : undefined} />
      {administered.length > 1 && <Select className="no-print" size="xs" maw={560} mb="md" allowDeselect={false} label={say('people.organisation')} value={organisation.slug} onChange={(next) => setAddress({ in: next ?? undefined })} data={administered.map(({ slug, name }) => ({ value: slug, label: name }))} />}
      <StateView query={query} isEmpty={({ rows }) => rows.length === 0} empty={<Empty title={say('people.none.title')} what={say('people.none.what')} action={firstAccount} />}>
        {({ rows }) => {
          const words = (address.text ?? '').toLowerCase()
          const found = rows.filter(({ name, email, grants }) => [name, email, ...grants.map(whereOf)].join(' ').toLowerCase().includes(words))
          return (
            <>
              {rows.length > 10 && <div className="filters no-print"><FindBox label={say('people.find')} text={address.text} onText={(text) => setAddress({ text })} /></div>}
              {found.length === 0 && <p className="soft" role="status">{say('people.found-none')}</p>}
              <FirstRows key={`${organisation.slug} ${words}`} rows={found}>
                {(shown) => (
                  <ul className={classes.people} aria-label={say('people.list')}>
                    {shown.map((person) => <PersonView key={person.id} person={person} organisation={organisation.slug} whereOf={whereOf} isSelf={person.id === session?.person?.id} onGive={() => setGiving(person)} onSecret={setSecret} />)}
                  </ul>
                )}
              </FirstRows>
            </>
          )
        }}
      </StateView>
      {session?.person != null && <Invitations organisation={organisation.slug} />}
      {isInviting && <InviteForm organisation={organisation.slug} onClose={() => setInviting(false)} onMade={(email, path, until) => setSecret({ title: say('people.invited.title'), what: say('people.invited.what', { email, until: dateWords(until) }), path })} />}
      {giving !== null && <GrantForm organisation={organisation.slug} person={giving} onClose={() => setGiving(null)} />}
      {secret !== null && <ShownOnce title={secret.title} what={secret.what} secret={location.origin + secret.path} onClose={() => setSecret(null)} />}
    </>
  )
}

interface PersonViewProps {
  person: PersonRow
  organisation: string
  whereOf(grant: Grant): string
  isSelf: boolean
  onGive(): void
  onSecret(secret: { title: string; what: string; path: string }): void
}

function PersonView({ person, organisation, whereOf, isSelf, onGive, onSecret }: PersonViewProps) {
  const revoke = useAction('people.revoke')
  const remove = useAction('people.remove')
  const reset = useAction('people.reset-password')
  const onRemove = async () => {
    if (await confirm({ title: say('people.remove.title', { name: person.name }), text: say('people.remove.text'), action: say('people.remove'), danger: true })) remove.mutate({ organisation, person: person.id })
  }
  const onReset = () => reset.mutate({ organisation, person: person.id }, { onSuccess: ({ path }) => onSecret({ title: say('people.invited.title'), what: say('people.reset.what', { name: person.name }), path }) })
  return (
    <li>
      <div className={classes.who}>
        <p><strong><Inert text={person.name} /></strong> {isSelf && <Tag tone="neutral">{say('people.you')}</Tag>}</p>
        <p className="soft small"><Inert text={person.email} /> · {say(person.twoFactor ? 'people.two-factor' : 'people.no-two-factor')}</p>
      </div>
      <ul className={classes.grants}>
        {person.grants.map((grant) => {
          const where = whereOf(grant)
          return (
            <li key={grant.id}>
              <strong>{say(`people.role.${grant.role}`)}</strong> <Inert text={where} />
              <ActionIcon size="sm" variant="subtle" color="gray" aria-label={say('people.take', { role: say(`people.role.${grant.role}`), where })} onClick={() => revoke.mutate({ organisation, grant: grant.id })}><X size={13} aria-hidden /></ActionIcon>
            </li>
          )
        })}
      </ul>
      <Menu position="bottom-end">
        <Menu.Target><ActionIcon variant="subtle" color="gray" aria-label={say('people.menu', { name: person.name })}><MoreHorizontal size={16} aria-hidden /></ActionIcon></Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={onGive}>{say('people.give')}</Menu.Item>
          <Menu.Item onClick={onReset}>{say('people.reset')}</Menu.Item>
          {!isSelf && <Menu.Item onClick={() => void onRemove()}>{say('people.remove')}</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
    </li>
  )
}

function Invitations({ organisation }: { organisation: string }) {
  const query = useOperation('people.invitations', { organisation })
  const withdraw = useAction('people.withdraw-invitation', { done: say('people.invitation.withdrawn') })
  const clients = useSession()?.clients ?? []
  const open = (query.data?.rows ?? []).filter((row) => row.acceptedAt === null && row.withdrawnAt === null)
  if (open.length === 0) return null
  return (
    <section className="panel" style={{ marginBlockStart: 24 }}>
      <header><h2>{say('people.invitations')}</h2></header>
      <ul className={`${classes.people} ${classes.invited}`}>
        {open.map((row) => (
          <li key={row.id}>
            <div>
              <p><Inert text={row.email} /></p>
              <p className="soft small">{say('people.invitation.row', { role: say(`people.role.${row.role}`), where: clients.find((client) => client.id === row.clientId)?.name ?? say('people.where.all'), name: row.invitedBy, until: dateWords(row.expiresAt) })}</p>
            </div>
            <Button size="compact-xs" variant="default" loading={withdraw.isPending} onClick={() => withdraw.mutate({ organisation, invitation: row.id })}>{say('people.invitation.withdraw')}</Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
