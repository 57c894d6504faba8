import { CitewellError } from '../model/error.js'
import { readCursor, writeCursor, type CursorValues } from './judged-cursor.js'

/** A listing in its order: what tells its rows apart, and which way each part of that goes. The last part is never equal in two rows. */
export interface Listing {
  /** Name of the order, so that a cursor of another is refused. */
  name: string
  count: number
  keyOf(place: number): CursorValues
  kinds: ReadonlyArray<'string' | 'number'>
  descending: readonly boolean[]
}

/** From which place to which a page reaches, and the cursor of the next. */
export function pageOf(listing: Listing, { limit, cursor, offset }: { limit: number; cursor?: string | undefined; offset?: number | undefined }): { first: number; last: number; nextCursor: string | null } {
  if (cursor !== undefined && offset !== undefined) throw new CitewellError('invalid', 'A page begins either after a cursor or at an offset. Leave one of them out.')
  const first = Math.min(listing.count, cursor === undefined ? (offset ?? 0) : placeAfter(listing, readCursor(listing.name, cursor, listing.kinds)))
  const last = Math.min(listing.count, first + limit)
  return { first, last, nextCursor: last < listing.count && last > first ? writeCursor(listing.name, listing.keyOf(last - 1)) : null }
}

/** The first place that comes after a key, which need not be that of a row: the table may be a newer one. */
function placeAfter(listing: Listing, key: CursorValues): number {
  let low = 0
  let high = listing.count
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compare(listing.keyOf(middle), key, listing.descending) <= 0) low = middle + 1
    else high = middle
  }
  return low
}

function compare(left: CursorValues, right: CursorValues, descending: readonly boolean[]): number {
  for (const [at, value] of left.entries()) {
    const other = right[at]!
    if (value !== other) return value < other === descending[at] ? 1 : -1
  }
  return 0
}
