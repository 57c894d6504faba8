import { Button } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useAction, type CitewellError, type Output } from '../../parts/api.js'
import { useMay } from '../../parts/session.js'
import { confirm } from '../../parts/confirm.js'
import { sayMore } from '../../parts/first-rows.js'
import { Inert } from '../../parts/inert.js'
import { Loading } from '../../parts/loading.js'
import { Panel } from '../../parts/panel.js'
import { StateView } from '../../parts/state-view.js'
import { agoWords, countWords, dateTimeWords } from '../../words/format.js'
import { say } from '../../words/say.js'
import { spanWords } from '../../words/span-words.js'
import { memberName } from './waiting-file.js'
import classes from './imports.module.css'

type HistoryAnswer = Output<'imports.history'>

/** What came in, when and by whom. For an hour an import can be taken back whole. */
export function History({ query, onMore }: { query: UseQueryResult<HistoryAnswer, CitewellError>; onMore(): void }) {
  const mayWrite = useMay('write')
  const now = useMinute()
  const undo = useAction('imports.undo', { done: say('imports.undone') })
  return (
    <StateView query={query} skeleton={<Loading rows={4} />} isEmpty={(data) => data.rows.length === 0} empty={<p className="soft small">{say('imports.history.none')}</p>}>
      {(data) => (
        <Panel title={say('imports.history')}>
          <table className={`table cards ${classes.history}`}>
            <thead>
              <tr>
                <th scope="col">{say('imports.history.files')}</th><th scope="col">{say('imports.history.rows')}</th><th scope="col">{say('imports.history.dates')}</th>
                <th scope="col">{say('imports.history.by')}</th><th scope="col"><span className="visually-hidden">{say('imports.undo')}</span></th>
              </tr>
            </thead>
            <tbody>
              {data.rows.map((row) => {
                const { files } = row
                const [first] = files
                const archive = archiveOf(files)
                const undoable = row.undoneAt === null && row.mayUndoUntil !== null && Date.parse(row.mayUndoUntil) > now
                return (
                  <tr key={row.batch}>
                    <th scope="row">
                      {archive !== null && <div className={row.undoneAt === null ? '' : classes.undone}><Inert text={archive} /></div>}
                      {files.map((file) => <div key={file.file} className={`${row.undoneAt === null ? '' : classes.undone} ${archive === null ? '' : classes.member}`}><Inert text={archive === null ? file.file : memberName(file.file, archive)} /> <span className={classes.kind}>{file.title}{file.rows === 0 && `, ${say('imports.history.unread')}`}</span></div>)}
                    </th>
                    <td data-label={say('imports.history.rows')} className="number">
                      <span>{countWords(row.accepted)}{row.refused > 0 && <span className={`soft ${classes.whole}`}>{' '}{say('imports.history.refused', { count: row.refused })}</span>}</span>
                    </td>
                    <td data-label={say('imports.history.dates')}>{spanWords(first?.from, first?.until) ?? '–'}</td>
                    <td data-label={say('imports.history.by')}><span title={dateTimeWords(row.at)}>{say('imports.history.who', { who: row.by, when: agoWords(row.at, Math.max(now, Date.parse(row.at))) })}</span></td>
                    <td>
                      {row.undoneAt !== null ? <span className="soft">{say('imports.history.undone', { who: row.undoneBy ?? '–' })}</span> : undoable && mayWrite ? (
                        <Button
                          size="compact-sm" variant="default" loading={undo.isPending && undo.variables?.batch === row.batch}
                          onClick={() => void confirm({ title: say('imports.undo.title'), text: say('imports.undo.text', { count: row.accepted }), action: say('imports.undo') }).then((yes) => { if (yes) undo.mutate({ batch: row.batch }) })}
                        >
                          {say('imports.undo.left', { minutes: Math.max(1, Math.round((Date.parse(row.mayUndoUntil!) - now) / 60_000)) })}
                        </Button>
                      ) : null}
                    </td>
                  </tr>
                )
              })}
            </tbody>
          </table>
          {data.total > data.rows.length && data.rows.length < 1_000 && <Button className="more-rows no-print" size="xs" variant="default" loading={query.isFetching} onClick={onMore}>{sayMore(100, data.total - data.rows.length)}</Button>}
        </Panel>
      )}
    </StateView>
  )
}

/** The archive that all files of an import came in. */
function archiveOf(files: ReadonlyArray<{ file: string }>): string | null {
  const [name, member] = files[0]?.file.split(' › ') ?? []
  return name !== undefined && member !== undefined && files.every(({ file }) => file.startsWith(`${name} › `)) ? name : null
}

/** The clock, once a minute: so that an undo that has run out goes away by itself. */
function useMinute(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 60_000)
    return () => clearInterval(timer)
  }, [])
  return now
}
