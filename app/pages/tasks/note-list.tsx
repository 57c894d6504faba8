import { Button, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useAction, useOperation } from '../../parts/api.js'
import { Inert } from '../../parts/inert.js'
import { useMay } from '../../parts/session.js'
import { confirm } from '../../parts/confirm.js'
import { Empty, StateView } from '../../parts/state-view.js'
import { dateTimeWords } from '../../words/format.js'
import { say } from '../../words/say.js'
import classes from './tasks.module.css'

/** All notes of a client, newest first. On a link or domain the same notes stand beside it. */
export function NoteList() {
  const query = useOperation('notes.list', {})
  const mayWrite = useMay('write')
  const remove = useAction('notes.remove', { refresh: ['notes.list'] })
  return (
    <>
      {mayWrite && <NoteForm />}
      <StateView query={query} isEmpty={({ rows }) => rows.length === 0} empty={<Empty title={say('notes.empty.title')} what={say('notes.empty.what')} />}>
        {({ rows }) => (
          <ul className={classes.list}>
            {[...rows].sort((a, b) => b.at.localeCompare(a.at)).map((note) => (
              <li key={note.id}>
                <p className={classes.note}><Inert text={note.text} /></p>
                <p className="row small soft">
                  <Inert text={note.about} />
                  <span>{say('notes.by', { name: note.by, when: dateTimeWords(note.at) })}</span>
                  {mayWrite && <Button size="compact-xs" variant="subtle" color="gray" className="no-print" onClick={() => void confirm({ title: say('notes.remove.title'), text: say('notes.remove.text'), action: say('notes.remove') }).then((yes) => yes && remove.mutate({ id: note.id }))}>{say('notes.remove')}</Button>}
                </p>
              </li>
            ))}
          </ul>
        )}
      </StateView>
    </>
  )
}

function NoteForm() {
  const [about, setAbout] = useState('')
  const [text, setText] = useState('')
  const save = useAction('notes.save', { done: say('tasks.saved'), refresh: ['notes.list'] })
  return (
    <form className={`${classes.form} no-print`} onSubmit={(event) => { event.preventDefault(); save.mutate({ id: crypto.randomUUID(), about, text }, { onSuccess: () => { setAbout(''); setText('') } }) }}>
      <TextInput label={say('notes.about')} description={say('tasks.about.help')} required maxLength={2_000} value={about} onChange={(event) => setAbout(event.currentTarget.value)} />
      <Textarea label={say('notes.text')} required autosize minRows={2} maxLength={10_000} value={text} onChange={(event) => setText(event.currentTarget.value)} />
      <Button type="submit" size="xs" loading={save.isPending}>{say('notes.add')}</Button>
    </form>
  )
}
