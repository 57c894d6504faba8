import { Button, Group, Modal, TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useAction, useMay, useOperation, type Output } from '../../parts/api.js'
import { Inert } from '../../parts/inert.js'
import { Loading } from '../../parts/loading.js'
import { Empty, StateView } from '../../parts/state-view.js'
import { dateWords } from '../../words/format.js'
import { say } from '../../words/say.js'
import { correctedWords } from './corrected-words.js'

type CorrectionSet = Output<'corrections.list-sets'>['rows'][number]

/** What people corrected here, each time with the reason, and the way to take it back as it was made. */
export function CorrectionsList({ isOpen, close }: { isOpen: boolean; close(): void }) {
  const sets = useOperation('corrections.list-sets', isOpen ? { limit: 200 } : null)
  return (
    <Modal opened={isOpen} onClose={close} returnFocus={false} size="xl" title={say('corrections.title')} closeButtonProps={{ 'aria-label': say('act.close') }}>
      <StateView query={sets} skeleton={<Loading rows={5} />} isEmpty={({ total }) => total === 0} empty={<Empty title={say('corrections.none')} what={say('corrections.none-what')} />}>
        {({ rows, total }) => (
          <>
            <ul className="corrections">{rows.map((set) => <CorrectionRow key={set.set} set={set} />)}</ul>
            {total > rows.length && <p className="soft small">{say('corrections.more', { shown: rows.length, total })}</p>}
          </>
        )}
      </StateView>
    </Modal>
  )
}

function CorrectionRow({ set }: { set: CorrectionSet }) {
  const mayWrite = useMay('write')
  const [isAsking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  // What was asked is gone when it is done: the keyboard then stands on the row that says so.
  const row = useRef<HTMLLIElement>(null)
  const withdraw = useAction('corrections.withdraw-set', { done: ({ set }) => say('corrections.withdrawn', { count: set.corrections }) })
  const isDone = isAsking && set.standing === 0
  useEffect(() => {
    if (!isDone) return
    setAsking(false)
    row.current?.focus()
  }, [isDone])
  const one = set.corrections === 1 && set.subject === 'domain' ? set.example : undefined
  return (
    <li ref={row} tabIndex={-1}>
      <div className="correction-line">
        <span>
          {one === undefined ? say(set.subject === 'domain' ? 'corrections.domains' : 'corrections.links', { count: set.corrections }) : <Inert text={one} />}
          {' → '}<b>{correctedWords(set.field, set.value)}</b>
        </span>
        {mayWrite && set.standing > 0 && !isAsking && <Button size="compact-sm" variant="default" onClick={() => setAsking(true)}>{say('corrections.withdraw')}</Button>}
      </div>
      <p className="correction-reason"><Inert text={set.reason} /></p>
      <p className="soft small">{say('corrections.by', { name: set.by, date: dateWords(set.at) })}{set.standing === 0 ? ` · ${say('corrections.withdrawn-on', { date: dateWords(set.withdrawnAt), reason: set.withdrawnReason ?? '' })}` : set.standing < set.corrections ? ` · ${say('corrections.standing', { count: set.standing })}` : ''}</p>
      {isAsking && !isDone && (
        <form className="stack" onSubmit={(event) => { event.preventDefault(); if (reason.trim().length >= 3) withdraw.mutate({ set: set.set, reason: reason.trim() }, { onSuccess: () => setAsking(false) }) }}>
          <TextInput label={say('corrections.why')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} maxLength={500} data-autofocus autoFocus />
          <Group justify="flex-end">
            <Button size="compact-md" variant="default" onClick={() => setAsking(false)}>{say('act.cancel')}</Button>
            <Button size="compact-md" type="submit" disabled={reason.trim().length < 3} loading={withdraw.isPending}>{say('corrections.withdraw-act', { count: set.standing })}</Button>
          </Group>
        </form>
      )}
    </li>
  )
}
