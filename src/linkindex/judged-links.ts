import type { LinkQuery } from '../model/listed-link.js'
import type { CursorValues } from './judged-cursor.js'
import { filterRows, type Filtered } from './judged-filter.js'
import { orderBy } from './judged-order.js'
import type { Listing } from './judged-paging.js'
import { idOf, type JudgedTable } from './judged-table.js'

type Sort = LinkQuery['sort']
const sorts: Readonly<Record<Sort, { column: 'quality' | 'tier' | 'firstMs' | 'lastMs' | 'domain' | 'confidence'; descending: boolean }>> = {
  quality: { column: 'quality', descending: true },
  tier: { column: 'tier', descending: false },
  firstSeen: { column: 'firstMs', descending: true },
  lastSeen: { column: 'lastMs', descending: true },
  referringDomain: { column: 'domain', descending: false },
  typeConfidence: { column: 'confidence', descending: true },
}

/** Bytes of orders and filters that are kept of one table; the one used longest ago goes first. */
const keptBytesMax = 96 * 1024 * 1024

/** What was worked out of a table, kept while it is in use: pages of one listing are asked for again and again. */
export class ListedLinks {
  private readonly kept = new Map<string, { value: unknown; bytes: number }>()
  private keptBytes = 0

  constructor(readonly table: JudgedTable) {}

  /** Links in the order asked for that pass the filters. */
  listing(query: LinkQuery): Listing & { rowAt(place: number): number } {
    const { column, descending: natural } = sorts[query.sort]
    const descending = query.order === undefined ? natural : query.order === 'desc'
    const { table } = this
    const { columns, words } = table
    const rows = this.rows(query, descending)
    const keyOf = (place: number): CursorValues => {
      const row = rows === null ? place : rows[place]!
      return [column === 'domain' ? words.domain[columns.domain[row]!]! : columns[column][row]!, columns.quality[row]!, idOf(table, row)]
    }
    return {
      name: `links/${query.sort}/${descending ? 'desc' : 'asc'}`,
      count: rows === null ? table.rowCount : rows.length,
      keyOf,
      kinds: [column === 'domain' ? 'string' : 'number', 'number', 'string'],
      descending: [descending, true, false],
      rowAt: (place) => (rows === null ? place : rows[place]!),
    }
  }

  filtered(query: LinkQuery): Filtered {
    return this.keep(`filtered ${filterKey(query)}`, () => {
      const filtered = filterRows(this.table, query)
      return { value: filtered, bytes: filtered.failed.length }
    })
  }

  /** Row numbers of a listing; null where it is the table as it stands. */
  private rows(query: LinkQuery, descending: boolean): Uint32Array | null {
    const natural = query.sort === 'quality' && descending
    const isWhole = !query.onePerDomain && this.filtered(query).numbers.size === 0
    if (natural && isWhole) return null
    if (isWhole) return this.order(query.sort, descending)
    return this.keep(`rows ${query.onePerDomain} ${query.sort} ${descending} ${filterKey(query)}`, () => {
      const passing = query.onePerDomain ? this.bestOfDomains(query) : this.filtered(query)
      const rows = new Uint32Array(passing.total)
      const order = natural ? null : this.order(query.sort, descending)
      const { failed } = passing
      let count = 0
      for (let place = 0; place < failed.length && count < rows.length; place += 1) {
        const row = order === null ? place : order[place]!
        if (failed[row] === 0) rows[count++] = row
      }
      return { value: rows, bytes: rows.byteLength }
    })
  }

  /** Of each domain only its best link that passes: the first in the order of the table. */
  private bestOfDomains(query: LinkQuery): Pick<Filtered, 'failed' | 'total'> {
    const { columns, words } = this.table
    const failed = this.filtered(query).failed.slice()
    const seen = new Uint8Array(words.domain.length)
    let total = 0
    for (let row = 0; row < failed.length; row += 1) {
      if (failed[row] !== 0) continue
      const domain = columns.domain[row]!
      if (seen[domain] === 1) failed[row] = 1
      else {
        seen[domain] = 1
        total += 1
      }
    }
    return { failed, total }
  }

  /** All rows in the order of a column. */
  order(sort: Sort, descending: boolean): Uint32Array {
    return this.keep(`order ${sort} ${descending}`, () => {
      const values = this.table.columns[sorts[sort].column]
      const rows = orderBy(Uint32Array.from({ length: this.table.rowCount }, (_, row) => row), (row) => values[row]!, descending)
      return { value: rows, bytes: rows.byteLength }
    })
  }

  /** A value that was worked out before, or now. */
  keep<Value>(key: string, make: () => { value: Value; bytes: number }): Value {
    const known = this.kept.get(key)
    if (known !== undefined) {
      this.kept.delete(key)
      this.kept.set(key, known)
      return known.value as Value
    }
    const { value, bytes } = make()
    // Small values have an end too, and so have long keys: a filter is what somebody typed.
    const kept = { value, bytes: bytes + 1_024 + 2 * key.length }
    this.kept.set(key, kept)
    this.keptBytes += kept.bytes
    for (const [oldest, { bytes: freed }] of this.kept) {
      if (this.keptBytes <= keptBytesMax || oldest === key) break
      this.kept.delete(oldest)
      this.keptBytes -= freed
    }
    return value
  }
}

/** The filters of a query as text: what is listed, not how it is sorted or paged. */
export function filterKey(query: LinkQuery): string {
  const { sort: _sort, order: _order, limit: _limit, cursor: _cursor, offset: _offset, onePerDomain: _onePerDomain, ...filters } = query
  return JSON.stringify(filters, Object.keys(filters).sort())
}
