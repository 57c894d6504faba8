import { Button, Radio, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useAction } from '../../parts/api.js'
import { useMay, type SessionClient } from '../../parts/session.js'
import { say } from '../../words/say.js'
import classes from './setup.module.css'

const kinds = ['hospital', 'clinic', 'practice', 'other'] as const

/** Who it is about: name, kind of provider, main site. The kind sets defaults and wording, nothing that can't be changed. */
export function SiteStep({ client }: { client: SessionClient }) {
  const mayAdminister = useMay('administer')
  const save = useAction('clients.update', { done: say('setup.site.saved') })
  const form = useForm({
    initialValues: { name: client.name, profileKind: client.profileKind, site: client.site ?? '' },
    validate: {
      name: (value) => (value.trim() === '' ? say('setup.site.name.needed') : null),
      site: (value) => (value.trim() === '' || /^(?:https?:\/\/)?[\p{L}\p{N}.-]+\.[\p{L}]{2,}(?:\/\S*)?$/u.test(value.trim()) ? null : say('setup.site.site.wrong')),
    },
  })
  return (
    <form
      className={classes.form}
      onSubmit={form.onSubmit((values) => save.mutate({ client: client.slug, name: values.name.trim(), profileKind: values.profileKind, site: values.site.trim() === '' ? null : values.site.trim(), version: client.version }))}
    >
      <TextInput label={say('setup.site.name')} disabled={!mayAdminister} {...form.getInputProps('name')} />
      <TextInput label={say('setup.site.site')} description={say('setup.site.site.what')} placeholder={say('setup.site.site.place')} disabled={!mayAdminister} dir="ltr" {...form.getInputProps('site')} />
      <Radio.Group label={say('setup.site.kind')} className={classes.wide} {...form.getInputProps('profileKind')}>
        <div className={classes.kinds}>
          {kinds.map((kind) => <Radio key={kind} value={kind} disabled={!mayAdminister} label={say(`setup.kind.${kind}`)} description={say(`setup.kind.${kind}.what`)} />)}
        </div>
      </Radio.Group>
      {mayAdminister ? <Button type="submit" loading={save.isPending} disabled={!form.isDirty()} className={classes.submit}>{say('setup.save')}</Button> : <p className="small soft">{say('setup.may-not')}</p>}
    </form>
  )
}
