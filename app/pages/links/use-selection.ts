import { useCallback, useMemo, useState } from 'react'
import type { LinkRow } from './columns.js'

/** Rows that are marked one by one at most; more of them are taken as all that match. */
export const selectedMax = 1_000

export interface Selection {
  /** Rows marked by hand, by id; empty while all that match are meant. */
  rows: ReadonlyMap<string, LinkRow>
  ids: ReadonlySet<string>
  /** True while all that pass the filters are meant, whether or not they were ever on the screen. */
  isAll: boolean
  select(rows: readonly LinkRow[], on: boolean): void
  selectAll(on: boolean): void
  clear(): void
}

/** What is selected in a listing: some rows, or all that match. Another filter makes "all that match" another thing, so it ends then. */
export function useSelection(filters: string): Selection {
  const [rows, setRows] = useState<ReadonlyMap<string, LinkRow>>(new Map())
  const [allOf, setAllOf] = useState<string | null>(null)
  const isAll = allOf === filters
  const clear = useCallback(() => {
    setAllOf(null)
    setRows(new Map())
  }, [])
  const selectAll = useCallback((on: boolean) => {
    setRows(new Map())
    setAllOf(on ? filters : null)
  }, [filters])
  const select = useCallback((chosen: readonly LinkRow[], on: boolean) => {
    setAllOf(null)
    setRows((before) => {
      const next = new Map(before)
      for (const row of chosen) {
        if (!on) next.delete(row.id)
        else if (next.size < selectedMax) next.set(row.id, row)
      }
      return next
    })
  }, [])
  const ids = useMemo(() => new Set(rows.keys()), [rows])
  return { rows, ids, isAll, select, selectAll, clear }
}
