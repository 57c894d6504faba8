import { tileGroupRows, type Tile } from '../model/graph.js'

/** Rows that are gone through together; one stripe holds them all where there is room. */
export interface Stripe {
  first: number
  count: number
}

/** Groups of a tile that belong to a stripe, as the first and the one behind the last. */
export function groupsOfStripe({ rowFirst, rowCount }: Pick<Tile, 'rowFirst' | 'rowCount'>, { first, count }: Stripe): [number, number] {
  const from = Math.max(first, rowFirst)
  const to = Math.min(first + count, rowFirst + rowCount)
  return from >= to ? [0, 0] : [(from - rowFirst) / tileGroupRows, Math.ceil((to - rowFirst) / tileGroupRows)]
}

const chunkGroupsMax = 32

/** Groups that one chunk of a pull goes through: many chunks, for rows are unlike, but none without work. */
export function chunkGroupsOf(groups: number): number {
  return Math.max(1, Math.min(chunkGroupsMax, Math.ceil(groups / 256)))
}
