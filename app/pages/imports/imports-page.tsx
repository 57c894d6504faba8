import { Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { Competitor } from '../../../src/model/desk-nouns.js'
import { fileToSend, useJob, useOperation } from '../../parts/api.js'
import { PageLink } from '../../parts/page-link.js'
import { PageTitle } from '../../parts/page-title.js'
import { Panel } from '../../parts/panel.js'
import { useClient, useMay } from '../../parts/session.js'
import { dateWords } from '../../words/format.js'
import { say } from '../../words/say.js'
import { JobLine } from '../graph/job-line.js'
import { DropZone } from './drop-zone.js'
import { FileLine } from './file-line.js'
import { History } from './history.js'
import { useWaitingFiles } from './use-waiting-files.js'
import { groupsOf } from './waiting-file.js'
import { WhereToGet } from './where-to-get.js'
import classes from './imports.module.css'

/** Files in, links out: hand in, look at what they are, import, and undo for an hour. */
export function Page() {
  const client = useClient()
  const mayWrite = useMay('write')
  const [limit, setLimit] = useState(() => (matchMedia('(max-width: 640px)').matches ? 12 : 30))
  const history = useOperation('imports.history', { limit }, { keep: true })
  const competitors = useOperation('competitors.list', {})
  const files = useWaitingFiles()
  const exports = useJob('sightings.import')
  const archives = useJob('archives.add')
  const going = useRef<string[]>([])
  /** Files that were ready when the person said import: those of another kind or about another site follow by themselves, later ones wait for their own word. */
  const wanted = useRef(new Set<string>())
  const isBusy = exports.isBusy || archives.isBusy
  const ready = files.waiting.filter((one) => one.state === 'ready')
  const rows = history.data?.rows.filter((row) => row.undoneAt === null) ?? []
  const rivals = (competitors.data?.rows ?? []) as readonly Competitor[]
  const sites = [client.site, ...rivals.map((row) => row.domain)].filter((site) => site !== null)

  const ended = (state: 'done' | 'failed' | 'ready', message: string | null) => {
    for (const key of going.current) {
      files.change(key, { state, message })
      wanted.current.delete(key)
    }
    // What was stopped by hand stays stopped, with what would have come after it.
    if (state === 'ready') wanted.current.clear()
    going.current = []
  }
  /** One group of files after the other: jobs of one client wait for each other anyway. */
  const begin = async () => {
    const [group] = groupsOf(files.waiting.filter(({ key }) => wanted.current.has(key)))
    if (!group || going.current.length > 0) return
    going.current = group.files.map((one) => one.key)
    for (const key of going.current) files.change(key, { state: 'importing', message: null })
    const input = { files: group.files.map((one) => fileToSend(one.file)), ...(group.target === null ? {} : { target: group.target }) }
    const other = group.kind === 'archive' ? exports : archives
    other.reset()
    const id = group.kind === 'archive' ? await archives.start(input) : await exports.start(input)
    if (id === null) ended('ready', null)
    if (id === undefined) ended('failed', say('imports.failed.start'))
  }
  const job = exports.job ?? archives.job
  useEffect(() => {
    if (going.current.length === 0 || !job) return
    if (job.state === 'done') ended('done', null)
    if (job.state === 'failed') ended('failed', job.error?.message ?? say('imports.failed.empty'))
    if (job.state === 'stopped') ended('ready', null)
    // Only another state of the job matters here.
  }, [job?.id, job?.state])
  const goesOn = !isBusy && going.current.length === 0 && ready.some(({ key }) => wanted.current.has(key))
  useEffect(() => {
    if (goesOn) void begin()
    // Only that the next group may begin matters here.
  }, [goesOn])
  const beginAll = () => {
    wanted.current = new Set(ready.map(({ key }) => key))
    void begin()
  }

  const isSomeDone = files.waiting.some((one) => one.state === 'done')
  const count = rows.reduce((sum, row) => sum + row.files.length, 0)
  return (
    <div className="stack">
      <PageTitle
        title={history.data === undefined ? say('page.imports') : count === 0 ? say('imports.title.none') : say('imports.title', { count: history.data?.total ?? count, date: dateWords(rows[0]!.at) })}
        sub={say('imports.sub')}
      />
      {mayWrite ? <DropZone onFiles={files.add} large={count === 0 && files.waiting.length === 0} /> : <p className="soft">{say('imports.may-not')}</p>}
      <div aria-live="polite" className="small">{files.twice.length > 0 && say('imports.twice', { files: files.twice.slice(0, 3).join(', '), count: files.twice.length })}</div>
      {files.waiting.length > 0 && (
        <Panel title={say('imports.waiting', { count: files.waiting.length })}>
          <ul className={classes.lines}>
            {files.waiting.map((one) => <FileLine key={one.key} one={one} sites={sites} onRemove={() => files.remove(one.key)} onTarget={(target) => files.setTarget(one.key, target)} />)}
          </ul>
          {(ready.length > 0 || isBusy || isSomeDone) && (
            <div className={classes.foot}>
              {ready.length > 0 && <Button onClick={beginAll} disabled={isBusy}>{say('imports.import', { count: ready.length })}</Button>}
              {isSomeDone && !isBusy && (
                <span className="row"><PageLink to="overview">{say('imports.see')}</PageLink><Button variant="subtle" onClick={files.clearDone}>{say('imports.clear')}</Button></span>
              )}
              <div className={classes.going}><JobLine handle={exports.isBusy ? exports : archives} /></div>
            </div>
          )}
        </Panel>
      )}
      {history.data !== undefined && count === 0 && <WhereToGet />}
      <History query={history} onMore={() => setLimit(Math.min(1_000, limit + 100))} />
    </div>
  )
}
