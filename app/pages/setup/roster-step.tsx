import { ActionIcon, Button } from '@mantine/core'
import { Pencil, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useAction, useOperation } from '../../parts/api.js'
import { confirm } from '../../parts/confirm.js'
import { Inert } from '../../parts/inert.js'
import { Loading } from '../../parts/loading.js'
import { useMay } from '../../parts/session.js'
import { StateView } from '../../parts/state-view.js'
import { say, sayIfKnown } from '../../words/say.js'
import { RosterForm } from './roster-form.js'
import { RosterPaste } from './roster-paste.js'
import { cellText, rosterFields, type RosterNoun, type RosterRow } from './rosters.js'
import classes from './setup.module.css'

/** One list: what is in it, one more by hand, or many by paste or file. */
export function RosterStep({ noun, kind }: { noun: RosterNoun; kind: string }) {
  const query = useOperation(`${noun}.list`, {})
  const mayWrite = useMay('write')
  const remove = useAction(`${noun}.remove`, { done: say('setup.removed') })
  const [open, setOpen] = useState<'paste' | 'one' | RosterRow | null>(null)
  const columns = rosterFields[noun].filter((field) => field.column)
  return (
    <div className="stack">
      {mayWrite && (
        <div className="row no-print">
          <Button variant={open === 'paste' ? 'light' : 'filled'} onClick={() => setOpen(open === 'paste' ? null : 'paste')}>{say('setup.paste')}</Button>
          <Button variant="default" leftSection={<Plus size={16} aria-hidden="true" />} onClick={() => setOpen('one')}>{say('setup.one')}</Button>
        </div>
      )}
      {open === 'paste' && <RosterPaste noun={noun} onDone={() => setOpen(null)} />}
      <StateView
        query={query} skeleton={<Loading rows={5} />} isEmpty={(data) => (data.rows as unknown[]).length === 0}
        empty={open === 'paste' ? <span /> : <p className={`${classes.outline} hatched`}><span>{say(`setup.${noun}.empty`)}</span></p>}
      >
        {(data) => (
          <div className={classes.tableFrame} tabIndex={0} role="region" aria-label={say(`setup.step.${noun}`)}>
            <table className="table cards">
              <thead><tr>{columns.map((field) => <th key={field.key} scope="col">{fieldName(noun, field.key)}</th>)}{mayWrite && <th scope="col"><span className="visually-hidden">{say('setup.change')}</span></th>}</tr></thead>
              <tbody>
                {(data.rows as unknown as RosterRow[]).map((row) => (
                  <tr key={String(row.id)}>
                    {columns.map((field, at) => at === 0
                      ? <th key={field.key} scope="row"><Inert text={cellText(row, field.key)} /></th>
                      : <td key={field.key} data-label={fieldName(noun, field.key)}><Inert text={cellText(row, field.key)} /></td>)}
                    {mayWrite && (
                      <td className={classes.acts}>
                        <ActionIcon variant="subtle" onClick={() => setOpen(row)} aria-label={say('setup.change.one', { name: cellText(row, columns[0]!.key) })}><Pencil size={16} /></ActionIcon>
                        <ActionIcon
                          variant="subtle" color="gray" aria-label={say('setup.remove.one', { name: cellText(row, columns[0]!.key) })}
                          onClick={() => void confirm({ title: say('setup.remove.title', { name: cellText(row, columns[0]!.key) }), text: say('setup.remove.text'), action: say('setup.remove'), danger: true }).then((yes) => { if (yes) remove.mutate({ id: String(row.id) }) })}
                        ><Trash2 size={16} /></ActionIcon>
                      </td>
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </StateView>
      {open !== null && open !== 'paste' && <RosterForm noun={noun} kind={kind} row={open === 'one' ? null : open} onDone={() => setOpen(null)} />}
    </div>
  )
}

/** Name of a field for people; the same in lists, forms and previews. */
export function fieldName(noun: RosterNoun, key: string): string {
  return sayIfKnown(`setup.field.${noun}.${key}`, sayIfKnown(`setup.field.${key}`, key))
}
