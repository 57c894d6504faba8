import { inRuns, slices, type Pause } from '../lib/slices.js'
import type { LinkQuery } from '../model/listed-link.js'
import type { CursorValues } from './judged-cursor.js'
import { eachPassing, filterRows, searchedWords, type Filtered, type FilterMeans, type SearchedColumn } from './judged-filter.js'
import { groupRows, type RowGroups } from './judged-groups.js'
import { rowsBy } from './judged-order.js'
import type { Listing } from './judged-paging.js'
import { idOf, type JudgedTable } from './judged-table.js'
import type { TextColumn } from './judged-text.js'

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
  private readonly kept = new Map<string, { value: Promise<unknown>; bytes: number }>()
  private keptBytes = 0

  constructor(readonly table: JudgedTable) {}

  /** Links in the order asked for that pass the filters. */
  async listing(query: LinkQuery): Promise<Listing & { rowAt(place: number): number }> {
    const { column, descending: natural } = sorts[query.sort]
    const descending = query.order === undefined ? natural : query.order === 'desc'
    const { table } = this
    const { columns, words } = table
    const rows = await this.rows(query, descending)
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

  groups(): Promise<RowGroups> {
    return this.keep('groups', async (pause) => {
      const value = await groupRows(this.table, pause)
      return { value, bytes: value.of.byteLength + 2 * value.sizes.byteLength }
    })
  }

  filtered(query: LinkQuery): Promise<Filtered> {
    return this.keep(`filtered ${filterKey(query)}`, async (pause) => {
      const { table } = this
      const means: FilterMeans = {
        table, groups: await this.groups(),
        rowsOfDomain: async (domain) => {
          const { rows, starts } = await this.domainRows()
          return rows.subarray(starts[domain], starts[domain + 1])
        },
        searched: (column) => this.searched(column),
      }
      const value = await filterRows(means, query, pause)
      return { value, bytes: value.failed.byteLength + (value.marks?.byteLength ?? 0) + value.sizes.byteLength }
    })
  }

  /** Words of a column as they are searched. */
  searched(column: SearchedColumn): Promise<TextColumn> {
    return this.keep(`searched ${column}`, async (pause) => {
      const value = await searchedWords(this.table, column, pause)
      return { value, bytes: value.slabs.reduce((sum, slab) => sum + slab.length, value.ends.byteLength) }
    })
  }

  /** Rows of each domain together, the best first, and where those of each number begin. */
  domainRows(): Promise<{ rows: Uint32Array; starts: Uint32Array }> {
    return this.keep('domain rows', async (pause) => {
      const { columns, words } = this.table
      const rows = await this.order('referringDomain', false)
      const starts = new Uint32Array(words.domain.length + 1)
      await inRuns(rows.length, pause, (from, until) => {
        for (let row = from; row < until; row += 1) starts[columns.domain[row]! + 1]! += 1
      })
      for (let domain = 0; domain < words.domain.length; domain += 1) starts[domain + 1]! += starts[domain]!
      return { value: { rows, starts }, bytes: starts.byteLength }
    })
  }

  /** Row numbers of a listing; null where it is the table as it stands. */
  private async rows(query: LinkQuery, descending: boolean): Promise<Uint32Array | null> {
    const natural = query.sort === 'quality' && descending
    if (!query.onePerDomain && (await this.filtered(query)).isWhole) return natural ? null : this.order(query.sort, descending)
    return this.keep(`rows ${query.onePerDomain} ${query.sort} ${descending} ${filterKey(query)}`, async (pause) => {
      const value = await this.passingRows(query, natural ? null : descending, pause)
      return { value, bytes: value.byteLength }
    })
  }

  /** Rows that pass, in the order of a column, or as they stand; of each domain only the first in the order of the table, if so asked. */
  private async passingRows(query: LinkQuery, descending: boolean | null, pause: Pause): Promise<Uint32Array> {
    const [groups, filtered] = [await this.groups(), await this.filtered(query)]
    const { columns, words, rowCount } = this.table
    const seen = new Uint8Array(query.onePerDomain ? words.domain.length : 0)
    const found = new Uint32Array(filtered.total)
    let count = 0
    await eachPassing(filtered, groups, pause, (row) => {
      if (query.onePerDomain) {
        const domain = columns.domain[row]!
        if (seen[domain] === 1) return
        seen[domain] = 1
      }
      found[count++] = row
    })
    // Cut out of the longer one it would keep all of that in memory.
    const rows = count === found.length ? found : found.slice(0, count)
    if (descending === null) return rows
    if (count * fewFactor < rowCount) {
      const values = columns[sorts[query.sort].column]
      return rows.sort((a, b) => (descending ? values[b]! - values[a]! : values[a]! - values[b]!) || a - b)
    }
    const marks = new Uint8Array(rowCount)
    for (const row of rows) marks[row] = 1
    const order = await this.order(query.sort, descending)
    let place = 0
    await inRuns(rowCount, pause, (from, until) => {
      for (let at = from; at < until; at += 1) if (marks[order[at]!] === 1) rows[place++] = order[at]!
    })
    return rows
  }

  /** All rows in the order of a column. */
  order(sort: Sort, descending: boolean): Promise<Uint32Array> {
    return this.keep(`order ${sort} ${descending}`, async (pause) => {
      const rows = await rowsBy(this.table.columns[sorts[sort].column], descending, pause)
      return { value: rows, bytes: rows.byteLength }
    })
  }

  /** A value that was worked out before, or now; once, however many ask for it at the same time. */
  keep<Value>(key: string, make: (pause: Pause) => Promise<{ value: Value; bytes: number }>): Promise<Value> {
    const known = this.kept.get(key)
    if (known !== undefined) {
      this.kept.delete(key)
      this.kept.set(key, known)
      return known.value as Promise<Value>
    }
    const making = make(slices())
    const kept = { value: making.then(({ value }) => value), bytes: 0 }
    this.kept.set(key, kept)
    making.then(({ bytes }) => {
      // Small values have an end too, and so have long keys: a filter is what somebody typed.
      kept.bytes = bytes + 1_024 + 2 * key.length
      this.keptBytes += kept.bytes
      this.makeRoom(key)
    }, () => this.kept.delete(key))
    return kept.value
  }

  private makeRoom(except: string): void {
    for (const [oldest, { bytes }] of this.kept) {
      if (this.keptBytes <= keptBytesMax) return
      // What is still being worked out weighs nothing yet.
      if (oldest === except || bytes === 0) continue
      this.kept.delete(oldest)
      this.keptBytes -= bytes
    }
  }
}

/** One row of so many, and fewer, are sorted by themselves instead of picked out of the order of all. */
const fewFactor = 64

/** The filters of a query as text: what is listed, not how it is sorted or paged. */
export function filterKey(query: LinkQuery): string {
  const { sort: _sort, order: _order, limit: _limit, cursor: _cursor, offset: _offset, onePerDomain: _onePerDomain, ...filters } = query
  return JSON.stringify(filters, Object.keys(filters).sort())
}
