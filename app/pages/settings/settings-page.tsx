import { Button, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useAction, useOperation, type Output } from '../../parts/api.js'
import { OrganisationContext } from '../../parts/address.js'
import { PageLink } from '../../parts/page-link.js'
import { PageTitle } from '../../parts/page-title.js'
import { Panel } from '../../parts/panel.js'
import { useClient, useMay, useSession } from '../../parts/session.js'
import { StateView } from '../../parts/state-view.js'
import { say } from '../../words/say.js'
import { ClientFields } from '../clients/client-form.js'
import { WhiteLabel } from '../report/white-label.js'
import classes from './settings.module.css'

type Organisation = Output<'organisations.show'>['organisation']

const kinds = ['hospital', 'clinic', 'practice', 'agency', 'other'] as const

/** Settings of the client, what its reports look like, and the organisation it belongs to. */
export function Page() {
  const client = useClient()
  const session = useSession()
  const mayWrite = useMay('write')
  const organisation = session?.organisations.find(({ id }) => id === client.organisationId)
  const mayAdminister = organisation?.effects.includes('administer') ?? false
  return (
    <>
      <PageTitle title={say('settings.title', { client: client.name })} sub={say('settings.sub')} />
      <div className={classes.panels}>
        <Panel title={say('settings.client')}><ClientFields key={client.version} kept={client} isReadOnly={!mayWrite} /></Panel>
        <WhiteLabel mayWrite={mayWrite} />
        {organisation !== undefined && mayAdminister && <OrganisationContext value={organisation.slug}><OrganisationPanel /></OrganisationContext>}
        {mayAdminister && (
          <Panel title={say('settings.oidc')}>
            <p className="soft">{session?.singleSignOn ? say('settings.oidc.on', { name: session.singleSignOn.name }) : say('settings.oidc.off')}</p>
          </Panel>
        )}
        <Panel title={say('settings.more')}>
          <ul className={classes.more}>
            <li><PageLink to="setup">{say('settings.more.setup')}</PageLink></li>
            <li><PageLink to="account">{say('settings.more.account')}</PageLink></li>
            {mayAdminister && <li><PageLink to="people">{say('settings.organisation.people')}</PageLink></li>}
            {mayAdminister && <li><PageLink to="log">{say('settings.more.log')}</PageLink></li>}
          </ul>
        </Panel>
      </div>
    </>
  )
}

function OrganisationPanel() {
  const query = useOperation('organisations.show', {})
  return (
    <Panel title={say('settings.organisation')}>
      <StateView query={query}>{({ organisation }) => <OrganisationForm key={organisation.version} kept={organisation} />}</StateView>
    </Panel>
  )
}

function OrganisationForm({ kept }: { kept: Organisation }) {
  const [name, setName] = useState(kept.name)
  const [kind, setKind] = useState(kept.kind)
  const save = useAction('organisations.save', { done: say('settings.saved') })
  return (
    <form className="stack" onSubmit={(event) => { event.preventDefault(); save.mutate({ name, kind, version: kept.version }) }}>
      <TextInput label={say('settings.organisation.name')} required maxLength={200} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <Select label={say('settings.organisation.kind')} allowDeselect={false} value={kind} onChange={(next) => setKind(next as Organisation['kind'])} data={kinds.map((one) => ({ value: one, label: say(`settings.organisation.kind.${one}`) }))} />
      <div><Button type="submit" variant="default" loading={save.isPending} disabled={name === kept.name && kind === kept.kind}>{say('settings.save')}</Button></div>
    </form>
  )
}
