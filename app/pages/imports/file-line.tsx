import { ActionIcon, Autocomplete, Button, Progress } from '@mantine/core'
import { ChevronDown, ChevronRight, X } from 'lucide-react'
import { useState } from 'react'
import { Inert } from '../../parts/inert.js'
import { Tag } from '../../parts/tag.js'
import { bytesWords, countWords } from '../../words/format.js'
import { say } from '../../words/say.js'
import { spanWords } from '../../words/span-words.js'
import { memberName, needsTarget, percentOfLook, withoutName, type Look, type Preview, type WaitingFile } from './waiting-file.js'
import classes from './imports.module.css'

/** One file as one line: what it was recognised as, rows, accepted, refused, dates covered. Refused rows open below it. */
export function FileLine({ one, sites, onRemove, onTarget }: { one: WaitingFile; sites: readonly string[]; onRemove(): void; onTarget(target: string): void }) {
  const again = one.previews.length > 0 && one.previews.every((preview) => preview.alreadyHere)
  return (
    <li className={classes.line}>
      <div className={classes.lineHead}>
        <div className={classes.name}>
          <strong><Inert text={one.file.name} /></strong>
          <span className="small soft">{bytesWords(one.file.size)}</span>
        </div>
        <StateWord one={one} />
        {one.state !== 'importing' && (
          <ActionIcon variant="subtle" color="gray" onClick={onRemove} aria-label={say('imports.line.remove', { file: one.file.name })}><X size={16} /></ActionIcon>
        )}
      </div>
      {one.state === 'looking' && one.progress !== null && one.file.size > largeBytes && <LookLine look={one.progress} file={one.file.name} onStop={onRemove} />}
      {one.kind === 'archive' && one.state === 'ready' && <p className="small soft">{say('imports.line.archive')}</p>}
      {one.message !== null && <p className={classes.message} role="alert">{one.message}</p>}
      {one.previews.map((preview) => <Part key={`${preview.file} ${preview.recognised}`} preview={preview} archive={one.previews.length > 1 ? one.file.name : null} />)}
      {one.state === 'ready' && again && <p className="small soft">{say('imports.line.again')}</p>}
      {(one.state === 'asks' || one.state === 'ready') && needsTarget(one) && <TargetQuestion sites={sites} onTarget={onTarget} />}
    </li>
  )
}

/** Files that are looked at in a moment need no bar. */
const largeBytes = 2_000_000

/** How far a large file is: first on its way, then being read. */
function LookLine({ look, file, onStop }: { look: Look; file: string; onStop(): void }) {
  const percent = percentOfLook(look)
  // What was sent whole is still being taken in until the reading begins.
  const isTakenIn = look.step === 'sending' && percent === 100
  return (
    <div className={classes.look}>
      <Progress size="sm" value={percent} striped={isTakenIn} animated={isTakenIn} aria-label={say('imports.look', { file })} />
      <span className="small number">{isTakenIn ? say('imports.look.sent') : say(`imports.look.${look.step}`, { percent, done: bytesWords(look.done), total: bytesWords(look.total) })}</span>
      <Button size="compact-xs" variant="subtle" onClick={onStop}>{say('job-line.stop')}</Button>
    </div>
  )
}

/** One export: the file itself, or one of those in an archive. */
function Part({ preview, archive }: { preview: Preview; archive: string | null }) {
  const [open, setOpen] = useState(false)
  return (
    <div className={archive === null ? undefined : classes.member}>
      {archive !== null && <p className="small"><Inert text={memberName(preview.file, archive)} />{preview.refusal !== null && !preview.needsTarget && <span className="soft">: {withoutName(preview.refusal, preview.file)}</span>}</p>}
      {preview.refusal === null && <Facts preview={preview} />}
      {preview.refused > 0 && (
        <>
          <button type="button" className={classes.refused} aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? <ChevronDown size={16} aria-hidden="true" /> : <ChevronRight size={16} aria-hidden="true" />}
            {say('imports.line.refused', { count: preview.refused })}
          </button>
          {open && <Refused preview={preview} />}
        </>
      )}
    </div>
  )
}

function StateWord({ one }: { one: WaitingFile }) {
  const tone = { looking: 'neutral', ready: 'good', asks: 'attention', refused: 'stop', importing: 'neutral', done: 'good', failed: 'stop' } as const
  return <Tag tone={tone[one.state]}>{say(`imports.state.${one.state}`)}</Tag>
}

function Facts({ preview }: { preview: Preview }) {
  return (
    <p className={classes.facts}>
      <span title={preview.layout ?? undefined}>{preview.title}{preview.confidence === 'likely' && <span className="soft"> {say(preview.refused > preview.accepted ? 'imports.line.likely.few' : 'imports.line.likely')}</span>}</span>
      <span className="number">{say('imports.line.rows', { rows: preview.rows, accepted: preview.accepted })}</span>
      {preview.newLinks !== null && <span className="number">{say('imports.line.new', { count: preview.newLinks })}</span>}
      <span>{spanWords(preview.from, preview.until) ?? say('imports.line.no-dates')}</span>
      {preview.targets.length > 0 && <span className="soft">{say('imports.line.about', { sites: preview.targets.slice(0, 3).map((target) => target.domain).join(', '), more: Math.max(0, preview.targets.length - 3) })}</span>}
    </p>
  )
}

function Refused({ preview }: { preview: Preview }) {
  return (
    <div className={classes.problems} tabIndex={0} role="region" aria-label={say('imports.line.refused', { count: preview.refused })}>
      <table className="table">
        <thead><tr><th scope="col">{say('imports.problem.line')}</th><th scope="col">{say('imports.problem.cause')}</th></tr></thead>
        <tbody>{preview.problems.map((problem) => <tr key={`${problem.line} ${problem.cause}`}><td className="number">{problem.line === null ? '–' : countWords(problem.line)}</td><td><Inert text={problem.message} /></td></tr>)}</tbody>
      </table>
      {preview.problemCount > preview.problems.length && <p className="small soft">{say('imports.problem.more', { count: preview.problemCount - preview.problems.length })}</p>}
    </div>
  )
}

/** The file names pages without saying of which site: the person says it. */
function TargetQuestion({ sites, onTarget }: { sites: readonly string[]; onTarget(target: string): void }) {
  const [value, setValue] = useState(sites[0] ?? '')
  return (
    <form className="row" onSubmit={(event) => { event.preventDefault(); if (value.trim() !== '') onTarget(value.trim()) }}>
      <Autocomplete size="xs" label={say('imports.line.target')} data={[...sites]} value={value} onChange={setValue} style={{ minInlineSize: 220 }} />
      <Button size="xs" type="submit" style={{ alignSelf: 'flex-end' }}>{say('imports.line.target.set')}</Button>
    </form>
  )
}
