import { Button, FileButton, Textarea } from '@mantine/core'
import { useState } from 'react'
import { fileToSend, useAction } from '../../parts/api.js'
import { Inert } from '../../parts/inert.js'
import { messageOf } from '../../parts/tell.js'
import { countWords } from '../../words/format.js'
import { say } from '../../words/say.js'
import { fieldName } from './roster-step.js'
import { cellText, type PastedList, type RosterNoun } from './rosters.js'
import classes from './setup.module.css'

/** How many rows a preview shows: enough to see whether the columns are right. */
const shown = 8

/** Many rows at once from a paste or a file: first as a table of what was understood, then saved, all or none. */
export function RosterPaste({ noun, onDone }: { noun: RosterNoun; onDone(): void }) {
  const [text, setText] = useState('')
  const [file, setFile] = useState<File | null>(null)
  const look = useAction(`${noun}.save-many`, { quiet: true, refresh: [] })
  const save = useAction(`${noun}.save-many`, { quiet: true, done: (output) => say('setup.saved-many', { count: (output as unknown as PastedList).saved }) })
  const given = file === null ? { text } : { file: fileToSend(file) }
  const preview = look.data as unknown as PastedList | undefined
  return (
    <div className={classes.paste}>
      <Textarea
        label={say('setup.paste.label')} description={say(`setup.${noun}.paste`)} autosize minRows={4} maxRows={10} value={text} disabled={file !== null}
        onChange={(event) => { setText(event.currentTarget.value); look.reset() }}
      />
      <div className="row">
        <Button onClick={() => look.mutate({ ...given, preview: true } as never)} loading={look.isPending} disabled={file === null && text.trim() === ''}>{say('setup.look')}</Button>
        <FileButton onChange={(chosen) => { if (!chosen) return; setFile(chosen); look.mutate({ file: fileToSend(chosen), preview: true } as never) }} accept=".csv,.tsv,.txt,.xlsx">
          {(props) => <Button variant="default" {...props}>{file === null ? say('setup.file') : say('setup.file.other')}</Button>}
        </FileButton>
        {file !== null && <span className="small"><Inert text={file.name} /></span>}
        <Button variant="subtle" onClick={onDone}>{say('setup.cancel')}</Button>
      </div>
      {look.isError && <p className={classes.error} role="alert">{messageOf(look.error)}</p>}
      {preview && <Understood noun={noun} preview={preview} saving={save.isPending} error={save.isError ? messageOf(save.error) : null} onSave={() => save.mutate({ ...given, preview: false } as never, { onSuccess: onDone })} />}
    </div>
  )
}

function Understood({ noun, preview, saving, error, onSave }: { noun: RosterNoun; preview: PastedList; saving: boolean; error: string | null; onSave(): void }) {
  const used = preview.columns.flatMap(({ field }) => (field === null ? [] : [field]))
  const dropped = preview.columns.filter(({ field }) => field === null).map(({ column }) => column)
  const { rows } = preview
  return (
    <div className="stack" aria-live="polite">
      <p>{say('setup.understood', { count: preview.accepted, refused: preview.refused, known: preview.known })}</p>
      {dropped.length > 0 && <p className="small soft">{say('setup.columns.dropped', { columns: dropped.join(', ') })}</p>}
      {preview.problems.length > 0 && (
        <ul className={classes.problems}>
          {preview.problems.slice(0, 20).map((problem) => <li key={`${problem.line} ${problem.cause}`}>{say('setup.problem', { line: problem.line, message: problem.message })}</li>)}
        </ul>
      )}
      {rows.length > 0 && (
        <div className={classes.tableFrame} tabIndex={0} role="region" aria-label={say('setup.preview')}>
          <table className="table">
            <thead><tr>{used.map((field) => <th key={field} scope="col">{fieldName(noun, field)}</th>)}</tr></thead>
            <tbody>{rows.slice(0, shown).map((row, at) => <tr key={at}>{used.map((field) => <td key={field}><Inert text={cellText(row, field)} /></td>)}</tr>)}</tbody>
          </table>
          {rows.length > shown && <p className="small soft">{say('setup.preview.more', { count: preview.accepted - shown })}</p>}
        </div>
      )}
      {error !== null && <p className={classes.error} role="alert">{error}</p>}
      <div><Button onClick={onSave} loading={saving} disabled={preview.accepted === 0 || preview.refused > 0}>{say('setup.save-many', { count: countWords(preview.accepted) })}</Button></div>
      {preview.refused > 0 && <p className="small soft">{say('setup.all-or-none')}</p>}
    </div>
  )
}
