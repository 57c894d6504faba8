import { inRuns, slices, type Pause } from '../lib/slices.js'
import type { LinkQuery } from '../model/listed-link.js'
import type { CursorValues } from './judged-cursor.js'
import { domainNumber, eachPassing, filterRows, searchedWords, type Filtered, type FilterMeans, type SearchedColumn } from './judged-filter.js'
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

/** Rows of a listing, of which those at the first places may be all that was ever looked for. */
interface FoundRows {
  count: number
  /** Memory they took when they were made. */
  bytes: number
  /** The rows at all places before this one, at least. */
  reach(until: number): Promise<Uint32Array>
}

/** Bytes of orders and filters that are kept of one table; the one used longest ago goes first. */
const keptBytesMax = 96 * 1024 * 1024

/** What was worked out of a table, kept while it is in use: pages of one listing are asked for again and again. */
export class ListedLinks {
  private readonly kept = new Map<string, { value: Promise<unknown>; bytes: number }>()
  private keptBytes = 0

  constructor(readonly table: JudgedTable) {}

  /** Links in the order asked for that pass the filters. Only rows at places before `until` are asked for afterwards. */
  async listing(query: LinkQuery, until = Infinity): Promise<Listing & { rowAt(place: number): number }> {
    const { column, descending: natural } = sorts[query.sort]
    const descending = query.order === undefined ? natural : query.order === 'desc'
    const { table } = this
    const { columns, words } = table
    const found = await this.rows(query, descending)
    const rows = await found?.reach(until)
    const rowAt = (place: number) => (rows === undefined ? place : rows[place]!)
    const keyOf = (place: number): CursorValues => {
      const row = rowAt(place)
      return [column === 'domain' ? words.domain[columns.domain[row]!]! : columns[column][row]!, columns.quality[row]!, idOf(table, row)]
    }
    return {
      name: `links/${query.sort}/${descending ? 'desc' : 'asc'}`,
      count: found === null ? table.rowCount : found.count,
      keyOf,
      kinds: [column === 'domain' ? 'string' : 'number', 'number', 'string'],
      descending: [descending, true, false],
      rowAt,
    }
  }

  groups(): Promise<RowGroups> {
    return this.keep('groups', async (pause) => {
      const value = await groupRows(this.table, pause)
      return { value, bytes: Object.values(value.values).reduce((sum, values) => sum + values.byteLength, value.of.byteLength + value.sizes.byteLength) }
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
      return { value, bytes: value.failed.byteLength + (value.marks?.byteLength ?? 0) + (value.candidates?.byteLength ?? 0) + value.sizes.byteLength }
    })
  }

  /** Words of a column as they are searched. */
  searched(column: SearchedColumn): Promise<TextColumn> {
    return this.keep(`searched ${column}`, async (pause) => {
      const value = await searchedWords(this.table, column, pause)
      return { value, bytes: value.slabs.reduce((sum, slab) => sum + slab.length, value.ends.byteLength) }
    })
  }

  /** Ids of the links of these domains, in order. */
  async idsOfDomains(domains: Iterable<string>): Promise<string[]> {
    const { rows, starts } = await this.domainRows()
    const ids: string[] = []
    for (const domain of domains) {
      const number = domainNumber(this.table, domain)
      if (number >= 0) for (const row of rows.subarray(starts[number], starts[number + 1])) ids.push(idOf(this.table, row))
    }
    return ids.sort()
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

  /** Rows of a listing; null where it is the table as it stands. */
  private async rows(query: LinkQuery, descending: boolean): Promise<FoundRows | null> {
    const natural = query.sort === 'quality' && descending
    if (!query.onePerDomain && (await this.filtered(query)).isWhole) return natural ? null : foundRows(await this.order(query.sort, descending))
    const key = `rows ${query.onePerDomain} ${query.sort} ${descending} ${filterKey(query)}`
    return this.keep(key, async (pause) => {
      const value = await this.passingRows(query, natural ? null : descending, pause, (bytes) => this.weigh(key, bytes))
      return { value, bytes: value.bytes }
    })
  }

  /** Rows that pass, in the order of a column, or as they stand; of each domain only the first in the order of the table, if so asked. */
  private async passingRows(query: LinkQuery, descending: boolean | null, pause: Pause, grew: (bytes: number) => void): Promise<FoundRows> {
    const [groups, filtered] = [await this.groups(), await this.filtered(query)]
    const { columns, words, rowCount } = this.table
    const areFew = filtered.total * fewFactor < rowCount
    // Most people look at the first rows only.
    if (!query.onePerDomain && filtered.candidates === null && (descending === null || !areFew)) return growingRows(filtered, groups, descending === null ? null : await this.order(query.sort, descending), grew)
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
    if (descending === null) return foundRows(rows)
    if (count * fewFactor < rowCount) {
      const values = columns[sorts[query.sort].column]
      return foundRows(rows.sort((a, b) => (descending ? values[b]! - values[a]! : values[a]! - values[b]!) || a - b))
    }
    const marks = new Uint8Array(rowCount)
    for (const row of rows) marks[row] = 1
    const order = await this.order(query.sort, descending)
    let place = 0
    await inRuns(rowCount, pause, (from, until) => {
      for (let at = from; at < until; at += 1) if (marks[order[at]!] === 1) rows[place++] = order[at]!
    })
    return foundRows(rows)
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
    making.then(({ bytes }) => this.weigh(key, bytes), () => this.kept.delete(key))
    return kept.value
  }

  /** Notes how much memory a value takes, when it is made and when it has grown. */
  private weigh(key: string, bytes: number): void {
    const kept = this.kept.get(key)
    if (kept === undefined) return
    this.keptBytes -= kept.bytes
    // Small values have an end too, and so have long keys: a filter is what somebody typed.
    kept.bytes = bytes + 1_024 + 2 * key.length
    this.keptBytes += kept.bytes
    this.makeRoom(key)
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

function foundRows(rows: Uint32Array): FoundRows {
  return { count: rows.length, bytes: rows.byteLength, reach: async () => rows }
}

/** Rows in the order of the table, or in this one, that pass: looked for only as far as somebody asks, and told how much memory they take by then. */
function growingRows({ failed, marks, total }: Filtered, { of }: RowGroups, order: Uint32Array | null, grew: (bytes: number) => void): FoundRows {
  let rows = new Uint32Array(Math.min(total, rowsAtFirst))
  // What is looked at is held as long as the rows are, whoever else has let go of it.
  const bytes = () => rows.byteLength + failed.byteLength + (marks?.byteLength ?? 0)
  let [known, at] = [0, 0]
  const look = async (until: number) => {
    const pause = slices()
    const wanted = Math.min(until, total)
    if (wanted > rows.length) {
      const more = new Uint32Array(Math.min(total, Math.max(wanted, 2 * rows.length)))
      more.set(rows)
      rows = more
      grew(bytes())
    }
    while (known < wanted) {
      const end = Math.min(of.length, at + rowsAtOnce)
      for (; at < end && known < wanted; at += 1) {
        const row = order === null ? at : order[at]!
        if (failed[of[row]!] === 0 && (marks === null || marks[row] === 1)) rows[known++] = row
      }
      await pause()
    }
  }
  // One after the other, however many ask at the same time.
  let looking: Promise<void> = Promise.resolve()
  return { count: total, bytes: bytes(), reach: (until) => (looking = looking.then(() => look(until))).then(() => rows) }
}

const rowsAtFirst = 1_024
const rowsAtOnce = 1 << 16

/** One row of so many, and fewer, are sorted by themselves instead of picked out of the order of all. */
const fewFactor = 64

/** The filters of a query as text: what is listed, not how it is sorted or paged. */
export function filterKey(query: LinkQuery): string {
  const { sort: _sort, order: _order, limit: _limit, cursor: _cursor, offset: _offset, onePerDomain: _onePerDomain, ...filters } = query
  return JSON.stringify(filters, Object.keys(filters).sort())
}
