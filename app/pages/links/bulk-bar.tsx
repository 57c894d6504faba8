import { Button } from '@mantine/core'
import { say } from '../../words/say.js'

interface BulkBarProps {
  /** Rows marked by hand. */
  count: number
  max: number
  /** How many pass the filters; undefined while that is not known. */
  matching: number | undefined
  /** True when all that pass the filters are meant, also those that were never on the screen. */
  isAll: boolean
  selectAll(): void
  correct(): void
  clear(): void
}

/** Appears when rows are selected: how many, whether all that match are meant, and what can be done with them. */
export function BulkBar({ count, max, matching, isAll, selectAll, correct, clear }: BulkBarProps) {
  const isMore = !isAll && matching !== undefined && matching > count
  return (
    <div className="bulk-bar no-print" role="region" aria-label={say('bulk.label')}>
      <span aria-live="polite" className="number">
        {isAll ? say('bulk.all', { count: matching ?? 0 }) : say('table.selected', { count })}
        {!isAll && count >= max && <span className="soft small"> {say('bulk.too-many', { max })}</span>}
      </span>
      {isMore && <Button variant="subtle" onClick={selectAll}>{say('bulk.select-all', { count: matching })}</Button>}
      <Button onClick={correct}>{say('bulk.correct')}</Button>
      <Button variant="subtle" onClick={clear}>{say('bulk.clear')}</Button>
    </div>
  )
}
