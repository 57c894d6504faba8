import { Button, Group, Modal, SegmentedControl, Select, Textarea } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useAction } from '../../parts/api.js'
import { say, sayIfKnown } from '../../words/say.js'
import { terms } from '../../words/terms.js'
import type { LinkRow } from './columns.js'

type Field = 'type' | 'anchorKind' | 'tier' | 'area'

/** Ids that can be chosen for each field, from the words there are for them. */
const choices: Readonly<Record<Field, ReadonlyArray<{ value: string; label: string }>>> = {
  type: choicesOf('type.'),
  anchorKind: choicesOf('anchor.'),
  tier: choicesOf('tier.').map(({ value, label }) => ({ value, label: `T${value} ${label}` })),
  area: choicesOf('area.').filter(({ value }) => value !== 'unknown'),
}

const prefixes: Readonly<Record<Field, string>> = { type: 'type.', anchorKind: 'anchor.', tier: 'tier.', area: 'area.' }

/** Says what links are, with the reason. Closes with `true` once it is saved. */
export function CorrectDialog({ rows, close }: { rows: readonly LinkRow[] | null; close(done: boolean): void }) {
  const [field, setField] = useState<Field>('type')
  const [value, setValue] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const count = rows?.length ?? 0
  const correct = useAction('corrections.add-many', { done: () => say('correct.done', { count }) })
  useEffect(() => {
    if (rows === null) return
    setField('type')
    setValue(null)
    setReason('')
  }, [rows])
  const was = count === 1 && rows ? { type: rows[0]!.type, anchorKind: rows[0]!.anchorKind, tier: String(rows[0]!.tier), area: rows[0]!.area ?? 'unknown' }[field] : undefined
  const isReady = value !== null && reason.trim().length >= 3 && rows !== null
  return (
    <Modal opened={rows !== null} onClose={() => close(false)} size="lg" title={<span className="serif" style={{ fontSize: 19, fontWeight: 600 }}>{say('correct.title', { count: Math.max(1, count) })}</span>} closeButtonProps={{ 'aria-label': say('act.close') }}>
      <form className="stack" onSubmit={(event) => {
        event.preventDefault()
        if (isReady) correct.mutate({ links: rows.map(({ id }) => id), field, value, reason: reason.trim() }, { onSuccess: () => close(true) })
      }}>
        <p className="soft small">{say('correct.what')}</p>
        <SegmentedControl fullWidth value={field} onChange={(next) => { setField(next as Field); setValue(null) }} aria-label={say('correct.field')} data={(['type', 'tier', 'anchorKind', 'area'] as const).map((one) => ({ value: one, label: say(`correct.field.${one}`) }))} />
        <Select
          label={say('correct.value')} description={was === undefined ? undefined : say('correct.was', { value: sayIfKnown(prefixes[field] + was, was) })} data={choices[field].filter((choice) => choice.value !== was)} value={value} onChange={setValue}
          searchable={field === 'type' || field === 'anchorKind'}
        />
        {field === 'tier' && <p className="soft small">{say('correct.tier-note')}</p>}
        <Textarea label={say('correct.reason')} description={say('correct.reason-hint')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} maxLength={500} autosize minRows={2} />
        <Group justify="flex-end">
          <Button variant="default" onClick={() => close(false)}>{say('act.cancel')}</Button>
          <Button type="submit" disabled={!isReady} loading={correct.isPending}>{say('correct.act', { count })}</Button>
        </Group>
      </form>
    </Modal>
  )
}

function choicesOf(prefix: string): Array<{ value: string; label: string }> {
  return Object.entries(terms).flatMap(([key, label]) => (key.startsWith(prefix) ? [{ value: key.slice(prefix.length), label }] : []))
}
