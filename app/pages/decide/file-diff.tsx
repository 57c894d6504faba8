import { Button, Switch } from '@mantine/core'
import { Lock, Minus, Plus, ShieldQuestion } from 'lucide-react'
import { readableHost } from '../../../src/model/readable-host.js'
import { Inert } from '../../parts/inert.js'
import { say } from '../../words/say.js'
import { shareWords } from '../../words/format.js'
import { diffLines, type DiffLine, type Told } from './told.js'
import classes from './decide.module.css'

interface Decision {
  cause: string | null
  proposed: readonly string[]
  refused: ReadonlyArray<{ line: string; from: string; rule: string; reason: string }>
  review: ReadonlyArray<{ line: string; reason: string }>
  diff: { added: readonly string[]; removed: readonly string[]; kept: number } | null
  refusal: string | null
  valueGivenUp: { share: number; links: number }
}

/** The file against the one in force. It appears only after a cause is given; until then one line says what would be needed. */
export function FileDiff({ decision, told, onTell }: { decision: Decision; told: Told; onTell(change: Partial<Told>): void }) {
  const lines = diffLines(decision)
  if (decision.cause === null && lines.length === 0 && decision.review.length === 0) return <p className="soft no-print">{say('decide.file.need')}</p>
  const added = decision.diff?.added.length ?? decision.proposed.length
  const confirm = (line: string) => onTell({ whole: [...(told.whole === 'all' ? [] : told.whole), line.replace(/^domain:/u, '')] })
  return (
    <section className="panel" aria-label={say(told.earlier === null ? 'decide.file.first' : 'decide.file')}>
      <header>
        <h2>{say(told.earlier === null ? 'decide.file.first' : 'decide.file')}</h2>
        {decision.cause !== null && <Switch size="xs" label={say('decide.whole.label')} checked={told.whole === 'all'} onChange={(event) => onTell({ whole: event.currentTarget.checked ? 'all' : [] })} />}
      </header>
      {decision.refusal !== null && <p className="soft">{decision.refusal}</p>}
      {lines.length > 0 && (
        <>
          <p className="small soft">{say('decide.file.counts', { added, removed: decision.diff?.removed.length ?? 0, kept: decision.diff?.kept ?? 0 })}</p>
          <ul className={classes.diff}>{lines.map((line) => <Line key={`${line.kind} ${line.line}`} line={line} onConfirm={confirm} />)}</ul>
        </>
      )}
      {decision.proposed.length > 0 && <p className="small">{say('decide.file.given-up', { share: smallShareWords(decision.valueGivenUp.share), links: decision.valueGivenUp.links })}</p>}
      {decision.review.length > 0 && (
        <>
          <h3 className={classes.sub}>{say('decide.file.look')}</h3>
          <ul className={classes.diff}>{decision.review.map((row) => <li key={row.line}><ExactLine line={row.line} /><span className="soft small"><Inert text={row.reason} /></span></li>)}</ul>
        </>
      )}
    </section>
  )
}

/** A share that is there is never written as nought. */
const smallShareWords = (share: number) => (share > 0 && share < 0.01 ? say('decide.file.under', { share: shareWords(0.01) }) : shareWords(share))

/** A line as the file has it, and behind it the name that a person would recognise. */
function ExactLine({ line }: { line: string }) {
  const host = /^(?:domain:|https?:\/\/)([^/:]+)/u.exec(line)?.[1] ?? ''
  const shown = readableHost(host)
  return <><code><Inert exact text={line} /></code>{shown !== host && <span className="soft small">{shown}</span>}</>
}

const marks = { added: Plus, removed: Minus, locked: Lock, waits: ShieldQuestion }
const words = { added: 'decide.file.added', removed: 'decide.file.removed', locked: 'decide.file.locked', waits: 'decide.file.waits' } as const

function Line({ line: { line, kind, reason }, onConfirm }: { line: DiffLine; onConfirm(line: string): void }) {
  const Mark = marks[kind]
  return (
    <li data-kind={kind}>
      <Mark size={14} aria-hidden />
      <ExactLine line={line} />
      <span className={classes.mark}>{say(words[kind])}</span>
      {reason !== null && <span className="soft small"><Inert text={reason} /></span>}
      {kind === 'waits' && <Button size="compact-xs" variant="default" onClick={() => onConfirm(line)}>{say('decide.file.confirm')}</Button>}
    </li>
  )
}
