import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { say } from '../words/say.js'
import { useIsNarrow } from './use-is-narrow.js'

/** On a phone a row is as high as three or four on a desk. */
const narrowStepMax = 12

/** What a button says that shows up to `step` more rows of those that are left. */
export function sayMore(step: number, left: number): string {
  return left > step ? say('rows.more', { count: step, left }) : say('rows.rest', { count: left })
}

/**
 * The first rows of a list that is here already, and a button for more: hundreds of tasks drawn at once are slow and
 * nobody reads them. `key` the element by the filters, so that another filter begins at the top.
 */
export function FirstRows<Row>({ rows, step: wideStep = 50, narrowStep = narrowStepMax, children }: { rows: readonly Row[]; step?: number; narrowStep?: number; children(rows: readonly Row[]): ReactNode }) {
  const step = useIsNarrow() ? Math.min(wideStep, narrowStep) : wideStep
  const [count, setCount] = useState(step)
  const left = rows.length - count
  return (
    <>
      {children(rows.slice(0, count))}
      {left > 0 && <Button className="more-rows no-print" size="xs" variant="default" onClick={() => setCount(count + step * 2)}>{sayMore(step * 2, left)}</Button>}
      {left > 0 && <p className="print-only soft small">{say('rows.left-out', { count: left })}</p>}
    </>
  )
}
