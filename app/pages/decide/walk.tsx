import { FileInput, SegmentedControl, TagsInput, Textarea, TextInput } from '@mantine/core'
import { useId, type ReactNode } from 'react'
import { say, type MessageKey } from '../../words/say.js'
import { Tag } from '../../parts/tag.js'
import type { Told } from './told.js'
import classes from './decide.module.css'

export interface WalkStep {
  id: string
  question: string
  answer: 'yes' | 'no' | 'not told'
  meaning: string
}

/** The questions a careful reviewer asks, in their order: what a person can answer as a field, what the links answer as a sentence. */
export function Walk({ steps, told, onTell }: { steps: readonly WalkStep[]; told: Told; onTell(change: Partial<Told>): void }) {
  return (
    <ol className={classes.walk}>
      {steps.map((step, index) => (
        <Question key={step.id} step={step} number={index + 1} of={steps.length}>
          {fieldOf(step.id, told, onTell)}
        </Question>
      ))}
    </ol>
  )
}

function Question({ step, number, of, children }: { step: WalkStep; number: number; of: number; children: ReactNode }) {
  const id = useId()
  return (
    <li className={classes.question} aria-labelledby={id}>
      <div className={classes.asked}>
        <h2 id={id}>
          <span className="visually-hidden">{say('decide.question', { number, of })}: </span>
          {step.question}
        </h2>
        <Tag tone="neutral">{say(answerWords[step.answer])}</Tag>
      </div>
      {children}
      <p className="soft small">{step.meaning}</p>
    </li>
  )
}

const answerWords: Record<WalkStep['answer'], MessageKey & `decide.answer.${string}`> = { yes: 'decide.answer.yes', no: 'decide.answer.no', 'not told': 'decide.answer.not-told' }

function fieldOf(id: string, told: Told, onTell: (change: Partial<Told>) => void): ReactNode {
  switch (id) {
    case 'manual-action':
      return <Textarea label={say('decide.manual.label')} placeholder={say('decide.manual.place')} autosize minRows={2} maxRows={8} maxLength={20_000} value={told.manualAction} onChange={(event) => onTell({ manualAction: event.currentTarget.value })} />
    case 'arranged':
      return (
        <>
          <TagsInput label={say('decide.arranged.label')} description={say('decide.arranged.help')} placeholder={told.arranged.length === 0 ? say('decide.arranged.place') : ''} splitChars={[',', ' ', ';', '\n', '\t']} acceptValueOnBlur clearable clearButtonProps={{ 'aria-label': say('decide.arranged.remove') }} value={told.arranged} onChange={(arranged) => onTell({ arranged })} />
          {told.arranged.length > 0 && <TextInput label={say('decide.note.label')} description={say('decide.note.help')} maxLength={500} value={told.arrangedNote} onChange={(event) => onTell({ arrangedNote: event.currentTarget.value })} />}
        </>
      )
    case 'drop':
      return <Choice label={say('decide.drop.label')} value={told.drop} onChange={(drop) => onTell({ drop })} options={[['not told', say('decide.drop.unknown')], ['no', say('decide.drop.no')], ['yes', say('decide.drop.yes')]]} />
    case 'removal':
      return <Choice label={say('decide.removal.label')} value={told.removal} onChange={(removal) => onTell({ removal })} options={[['not told', say('decide.removal.unknown')], ['asked', say('decide.removal.asked')], ['impossible', say('decide.removal.impossible')]]} />
    default:
      return null
  }
}

function Choice<Value extends string>({ label, value, options, onChange }: { label: string; value: Value; options: ReadonlyArray<readonly [Value, string]>; onChange(value: Value): void }) {
  return <SegmentedControl aria-label={label} size="xs" value={value} onChange={(next) => onChange(next as Value)} data={options.map(([key, words]) => ({ value: key, label: words }))} />
}

/** The file in force and lines of one's own: asked for only by those who have them. */
export function EarlierFile({ told, onTell }: { told: Told; onTell(change: Partial<Told>): void }) {
  return (
    <div className={classes.question}>
      <FileInput label={say('decide.earlier.label')} description={say('decide.earlier.help')} placeholder={say('decide.earlier.place')} accept=".txt,text/plain" clearable clearButtonProps={{ 'aria-label': say('decide.earlier.remove') }} value={told.earlier} onChange={(earlier) => onTell({ earlier })} />
      <details className={classes.more}>
        <summary>{say('decide.list.open')}</summary>
        <Textarea mt="xs" label={say('decide.list.label')} description={say('decide.list.help')} autosize minRows={2} maxRows={10} value={told.list} onChange={(event) => onTell({ list: event.currentTarget.value })} />
      </details>
    </div>
  )
}
