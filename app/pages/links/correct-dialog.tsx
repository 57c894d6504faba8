import { Button, Group, Modal, SegmentedControl, Select, Textarea } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'
import { useAction, type Input } from '../../parts/api.js'
import { tell } from '../../parts/tell.js'
import { newId } from '../../parts/new-id.js'
import { say } from '../../words/say.js'
import { choicesOfField, correctedWords, type CorrectedField } from './corrected-words.js'
import { CorrectPreview } from './correct-preview.js'
import type { LinkRow } from './columns.js'

/** Which links are to be corrected: rows that were marked, or all that pass the filters, with the count that was shown. */
export type Chosen = { rows: readonly LinkRow[]; filter?: undefined; count: number } | { rows?: undefined; filter: Omit<Input<'corrections.preview'>, 'field' | 'value' | 'links' | 'count'>; count: number }

/** Says what links are, with the reason. What was done comes back with the id under which it can be taken back as one. */
export function CorrectDialog({ chosen, close }: { chosen: Chosen | null; close(done?: { set: string | null; corrected: number }): void }) {
  const [field, setField] = useState<CorrectedField>('type')
  const [value, setValue] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const [canChange, setCanChange] = useState(true)
  const isNarrow = useMediaQuery('(max-width: 480px)')
  // One id for one dialog: sent again after a lost answer, nothing is corrected twice.
  const set = useRef('')
  const count = chosen?.count ?? 0
  const correct = useAction('corrections.add-many')
  useEffect(() => {
    if (chosen === null) return
    set.current = newId()
    setField('type')
    setValue(null)
    setReason('')
    setCanChange(true)
  }, [chosen])
  const only = chosen?.rows?.length === 1 ? chosen.rows[0]! : undefined
  const was = only && { type: only.type, anchorKind: only.anchorKind, tier: String(only.tier), area: only.area ?? 'unknown' }[field]
  const isReady = chosen !== null && value !== null && reason.trim().length >= 3 && (chosen.filter === undefined || canChange)
  return (
    <Modal opened={chosen !== null} onClose={() => close()} returnFocus={false} size="lg" fullScreen={isNarrow} title={chosen?.filter ? say('correct.title-all', { count }) : say('correct.title', { count: Math.max(1, count) })} closeButtonProps={{ 'aria-label': say('act.close') }}>
      <form className="stack" onSubmit={(event) => {
        event.preventDefault()
        if (!isReady) return
        const meant = chosen.filter ? { ...chosen.filter, count } : { links: chosen.rows.map(({ id }) => id) }
        correct.mutate({ ...meant, field, value, reason: reason.trim(), set: set.current }, {
          onSuccess: ({ set, corrected }) => {
            // Many are told by the bar that can take them back.
            if (corrected <= 1) tell.done(say('correct.done', { count: corrected }))
            close({ set, corrected })
          },
        })
      }}>
        <p className="soft small">{say('correct.what')}</p>
        <SegmentedControl fullWidth orientation={isNarrow ? 'vertical' : 'horizontal'} value={field} onChange={(next) => { setField(next as CorrectedField); setValue(null) }} aria-label={say('correct.field')} data={(['type', 'tier', 'anchorKind', 'area'] as const).map((one) => ({ value: one, label: say(`correct.field.${one}`) }))} />
        <Select
          label={say('correct.value')} description={was === undefined ? undefined : say('correct.was', { value: correctedWords(field, was) })} data={choicesOfField(field).filter((choice) => choice.value !== was)} value={value} onChange={setValue}
          data-autofocus openOnFocus={false} searchable={field === 'type' || field === 'anchorKind'}
        />
        {field === 'tier' && <p className="soft small">{say('correct.tier-note')}</p>}
        {chosen?.filter && value !== null && !correct.isPending && <CorrectPreview asked={{ ...chosen.filter, count, field, value }} field={field} onKnown={setCanChange} />}
        <Textarea label={say('correct.reason')} description={say('correct.reason-hint')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} maxLength={500} autosize minRows={2} />
        <Group justify="flex-end">
          <Button variant="default" onClick={() => close()}>{say('act.cancel')}</Button>
          <Button type="submit" disabled={!isReady} loading={correct.isPending}>{say('correct.act', { count })}</Button>
        </Group>
      </form>
    </Modal>
  )
}
