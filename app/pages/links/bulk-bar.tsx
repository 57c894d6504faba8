import { Button } from '@mantine/core'
import { say } from '../../words/say.js'

/** Appears when rows are selected: how many, and what can be done with them. */
export function BulkBar({ count, max, correct, clear }: { count: number; max: number; correct(): void; clear(): void }) {
  return (
    <div className="bulk-bar no-print" role="region" aria-label={say('bulk.label')}>
      <span aria-live="polite" className="number">{say('table.selected', { count })}{count >= max && <span className="soft small"> {say('bulk.too-many', { max })}</span>}</span>
      <Button onClick={correct}>{say('bulk.correct')}</Button>
      <Button variant="subtle" onClick={clear}>{say('bulk.clear')}</Button>
    </div>
  )
}
