import { Button, NumberInput, TagsInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useAction } from '../../parts/api.js'
import { Dialog } from '../../parts/dialog.js'
import { newId } from '../../parts/new-id.js'
import { messageOf } from '../../parts/tell.js'
import { say, sayIfKnown } from '../../words/say.js'
import { fieldName } from './roster-step.js'
import { formInput, rosterFields, type RosterField, type RosterNoun, type RosterRow } from './rosters.js'
import classes from './setup.module.css'

/** One row, new or changed. Who saved it in between is told by the server: nothing is overwritten in silence. */
export function RosterForm({ noun, kind, row, onDone }: { noun: RosterNoun; kind: string; row: RosterRow | null; onDone(): void }) {
  const fields = rosterFields[noun]
  const save = useAction(`${noun}.save`, { done: say('setup.saved'), quiet: true })
  const first = fields[0]!
  const form = useForm<RosterRow>({
    initialValues: Object.fromEntries(fields.map(({ key, kind: of }) => [key, row?.[key] ?? (of === 'words' ? [] : '')])),
    validate: { [first.key]: (value: unknown) => (String(value ?? '').trim() === '' ? say('setup.needed', { field: fieldName(noun, first.key) }) : null) },
  })
  const submit = form.onSubmit((values) => save.mutate({ ...(row === null ? { id: newId() } : { id: String(row.id), version: Number(row.version) }), ...formInput(noun, values) } as never, { onSuccess: onDone }))
  return (
    <Dialog onClose={onDone} title={row === null ? say(`setup.one.${noun}`) : say('setup.change.one', { name: String(row[first.key] ?? '') })} size="lg">
      <form className={classes.form} onSubmit={submit}>
        {fields.map((field) => <Field key={field.key} noun={noun} kind={kind} field={field} given={form.getInputProps(field.key)} />)}
        {save.isError && <p className={`${classes.wide} ${classes.error}`} role="alert">{messageOf(save.error)}</p>}
        <div className={`row ${classes.wide}`}>
          <Button type="submit" loading={save.isPending}>{say('setup.save')}</Button>
          <Button variant="subtle" onClick={onDone}>{say('setup.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  )
}

function Field({ noun, kind, field, given }: { noun: RosterNoun; kind: string; field: RosterField; given: object }) {
  const about = sayIfKnown(`setup.about.${noun}.${field.key}.${kind}`, sayIfKnown(`setup.about.${noun}.${field.key}`, ''))
  const shared = { label: fieldName(noun, field.key), description: about === '' ? undefined : about, withAsterisk: field.required, className: field.wide ? classes.wide : undefined, ...given }
  if (field.kind === 'words') return <TagsInput {...shared} splitChars={[',', ';', '\n']} placeholder={say('setup.words.place')} />
  if (field.kind === 'number') return <NumberInput {...shared} min={1} max={2000} allowDecimal={false} />
  if (field.kind === 'date') return <TextInput {...shared} type="date" />
  return <TextInput {...shared} />
}
