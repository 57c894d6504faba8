import { useQueries, type UseQueryResult } from '@tanstack/react-query'
import { useDebouncedValue } from '@mantine/hooks'
import { useMemo, useRef, useState } from 'react'
import type { CitewellError } from '../../src/doors/client.js'
import { asked, keyOf, queryClient, usePlace, type Input, type OperationId } from './api.js'

/** Where a table gets its rows from, in windows as they come into view. */
export interface RowSource<Row> {
  /** Undefined until the first answer. */
  total: number | undefined
  /** Undefined for a row that is on its way. */
  rowAt(index: number): Row | undefined
  /** Told which rows are in view. */
  want(first: number, last: number): void
  /** True while rows of another filter are shown until the new ones come. */
  isStale: boolean
  error: CitewellError | null
  retry(): void
}

interface WindowAnswer<Row> {
  rows: Row[]
  total: number
}

type WindowedId = { [Id in OperationId]: Input<Id> extends { offset?: number; limit?: number } ? Id : never }[OperationId]

const windowRows = 200

/**
 * Rows of an operation that takes `offset` and `limit`, in windows around what is in view. While the bar is dragged
 * nothing is asked until the hand rests for a moment; a window that is no longer wanted is called off.
 */
export function useRowWindows<Row>(id: WindowedId, input: object | null): RowSource<Row> {
  const place = usePlace()
  const text = JSON.stringify([place.client, input])
  const [range, setRange] = useState({ first: 0, last: 0, of: text })
  const inView = range.of === text ? range : { first: 0, last: 0, of: text }
  const [rested] = useDebouncedValue(inView, 50, { leading: true })
  const wanted = rested.of === text ? rested : inView
  const total = useRef<{ of: string; total: number } | undefined>(undefined)
  const before = useRef<{ total: number; rowAt(index: number): Row | undefined } | undefined>(undefined)

  const from = Math.max(0, Math.floor(wanted.first / windowRows) - (wanted.first % windowRows < windowRows / 2 ? 1 : 0))
  const known = total.current?.of === text ? total.current.total : undefined
  const end = known === undefined ? 0 : Math.max(0, Math.ceil(known / windowRows) - 1)
  const until = Math.min(end, Math.floor(wanted.last / windowRows) + (wanted.last % windowRows >= windowRows / 2 ? 1 : 0))
  const windows = Array.from({ length: Math.max(1, until - from + 1) }, (_, at) => from + at)

  const answers = useQueries({
    queries: windows.map((at) => ({
      ...asked(id, { ...input, offset: at * windowRows, limit: windowRows } as unknown as Input<typeof id>, place),
      enabled: input !== null,
      staleTime: 5 * 60_000,
    })),
  }) as Array<UseQueryResult<WindowAnswer<Row>, CitewellError>>

  const byWindow = new Map<number, WindowAnswer<Row>>()
  windows.forEach((at, index) => {
    const answer = answers[index]?.data
    if (answer) byWindow.set(at, answer)
  })
  const newest = [...byWindow.values()].at(-1)
  if (newest) total.current = { of: text, total: newest.total }
  const current = total.current?.of === text ? total.current.total : undefined
  const stamps = answers.map(({ dataUpdatedAt }) => dataUpdatedAt).join(' ')
  const failed = answers.find(({ isError }) => isError)

  return useMemo(() => {
    // Windows that were read before are still known while the bar is dragged over them.
    const windowAt = (at: number) => byWindow.get(at) ?? queryClient.getQueryData<WindowAnswer<Row>>(keyOf(id, { ...input, offset: at * windowRows, limit: windowRows }, place))
    const rowAt = (index: number) => windowAt(Math.floor(index / windowRows))?.rows[index % windowRows]
    const shown = current === undefined ? before.current : { total: current, rowAt }
    if (current !== undefined) before.current = shown
    return {
      total: shown?.total,
      rowAt: (index: number) => shown?.rowAt(index),
      isStale: current === undefined && shown !== undefined,
      want: (first: number, last: number) => setRange((old) => (old.of === text && old.first === first && old.last === last ? old : { first, last, of: text })),
      error: failed?.error ?? null,
      retry: () => answers.forEach((answer) => { if (answer.isError) void answer.refetch() }),
    }
    // What the windows hold is told by their stamps.
  }, [text, stamps, windows.join(' '), current, failed])
}
