import { Button } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useAction, type CitewellError, type Output } from '../../parts/api.js'
import { useMay } from '../../parts/session.js'
import { confirm } from '../../parts/confirm.js'
import { Inert } from '../../parts/inert.js'
import { Loading } from '../../parts/loading.js'
import { Panel } from '../../parts/panel.js'
import { StateView } from '../../parts/state-view.js'
import { agoWords, countWords, dateTimeWords, dateWords } from '../../words/format.js'
import { say } from '../../words/say.js'
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
                const undoable = row.undoneAt === null && row.mayUndoUntil !== null && Date.parse(row.mayUndoUntil) > now
                return (
                  <tr key={row.batch}>
                    <th scope="row">
                      {files.map((file) => <div key={file.file} className={row.undoneAt === null ? '' : classes.undone}><Inert text={file.file} /> <span className="soft small">{file.title}</span></div>)}
                    </th>
                    <td data-label={say('imports.history.rows')} className="number">
                      <span>{countWords(row.accepted)}{row.refused > 0 && <span className="soft">{' '}{say('imports.history.refused', { count: row.refused })}</span>}</span>
                    </td>
                    <td data-label={say('imports.history.dates')}>{datesWords(first)}</td>
                    <td data-label={say('imports.history.by')}><span title={dateTimeWords(row.at)}>{say('imports.history.who', { who: row.by, when: agoWords(row.at, now) })}</span></td>
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
          {data.total > data.rows.length && data.rows.length < 1_000 && <Button className="more-rows no-print" size="xs" variant="default" loading={query.isFetching} onClick={onMore}>{say('imports.history.more', { count: Math.min(data.total - data.rows.length, 100), left: data.total - data.rows.length })}</Button>}
        </Panel>
      )}
    </StateView>
  )
}

/** From when to when the links of a file were seen; one day is said once. */
function datesWords(file: HistoryAnswer['rows'][number]['files'][number] | undefined): string {
  if (!file?.from || !file.until) return '–'
  const [from, until] = [dateWords(file.from), dateWords(file.until)]
  return from === until ? from : say('imports.line.dates', { from, until })
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
