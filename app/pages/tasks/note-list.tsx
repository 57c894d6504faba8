import { Button, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { About } from '../../parts/about.js'
import { useAddress } from '../../parts/address.js'
import { useAction, useOperation } from '../../parts/api.js'
import { confirm } from '../../parts/confirm.js'
import { Dialog } from '../../parts/dialog.js'
import { FindBox } from '../../parts/find-box.js'
import { FirstRows } from '../../parts/first-rows.js'
import { LongText } from '../../parts/long-text.js'
import { newId } from '../../parts/new-id.js'
import { useMay } from '../../parts/session.js'
import { Empty, StateView } from '../../parts/state-view.js'
import { dateTimeWords } from '../../words/format.js'
import { say } from '../../words/say.js'
import classes from './tasks.module.css'

/** All notes of a client, newest first. On a link or domain the same notes stand beside it. */
export function NoteList() {
  const query = useOperation('notes.list', {})
  const mayWrite = useMay('write')
  const [{ text }, setAddress] = useAddress({ text: 'text' })
  const [isAdding, setAdding] = useState(false)
  const remove = useAction('notes.remove', { refresh: ['notes.list'] })
  const words = (text ?? '').toLowerCase()
  const add = mayWrite ? <Button size="xs" onClick={() => setAdding(true)}>{say('notes.add')}</Button> : undefined
  const onRemove = async (id: string) => {
    if (await confirm({ title: say('notes.remove.title'), text: say('notes.remove.text'), action: say('notes.remove') })) remove.mutate({ id })
  }
  return (
    <>
      <StateView query={query} isEmpty={({ rows }) => rows.length === 0} empty={<Empty title={say('notes.empty.title')} what={say('notes.empty.what')} action={add} />}>
        {({ rows }) => {
          const found = rows.filter((note) => words === '' || `${note.text} ${note.about} ${note.by}`.toLowerCase().includes(words)).sort((a, b) => b.at.localeCompare(a.at))
          return (
            <>
              <div className="filters no-print">
                <FindBox label={say('notes.find')} text={text} onText={(next) => setAddress({ text: next })} />
                {add}
              </div>
              {found.length === 0 && <p className="soft" role="status">{say('notes.found-none')}</p>}
              <FirstRows key={words} rows={found} step={25}>
                {(shown) => (
                  <ul className={classes.list}>
                    {shown.map((note) => (
                      <li key={note.id} className={classes.noteRow}>
                        <div>
                          <p className={classes.note}><LongText text={note.text} /></p>
                          <p className={`${classes.facts} small soft`}><About text={note.about} /><span>{say('notes.by', { name: note.by, when: dateTimeWords(note.at) })}</span></p>
                        </div>
                        {mayWrite && <Button size="compact-xs" variant="subtle" color="gray" className="no-print" aria-label={say('notes.remove.one', { about: note.about })} onClick={() => void onRemove(note.id)}>{say('notes.remove')}</Button>}
                      </li>
                    ))}
                  </ul>
                )}
              </FirstRows>
            </>
          )
        }}
      </StateView>
      {isAdding && <NoteForm onClose={() => setAdding(false)} />}
    </>
  )
}

function NoteForm({ onClose }: { onClose(): void }) {
  const [about, setAbout] = useState('')
  const [text, setText] = useState('')
  const save = useAction('notes.save', { done: say('tasks.saved'), refresh: ['notes.list'] })
  return (
    <Dialog onClose={onClose} title={say('notes.add')}>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); save.mutate({ id: newId(), about, text }, { onSuccess: onClose }) }}>
        <TextInput label={say('notes.about')} description={say('tasks.about.help')} required maxLength={2_000} data-autofocus value={about} onChange={(event) => setAbout(event.currentTarget.value)} />
        <Textarea label={say('notes.text')} required autosize minRows={4} maxRows={14} maxLength={10_000} value={text} onChange={(event) => setText(event.currentTarget.value)} />
        <Button type="submit" loading={save.isPending}>{say('tasks.save')}</Button>
      </form>
    </Dialog>
  )
}
