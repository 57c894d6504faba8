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
/** Sums of one window of slices: its rows are come to again and again, in order of their counts, so they must stay in the cache beside what neighbours give. */
const windowBytesMax = 2 ** 17

/** Groups that one chunk of a pull goes through: many chunks, for rows are unlike, but none without work. */
export function chunkGroupsOf(groups: number): number {
  return Math.max(1, Math.min(chunkGroupsMax, Math.ceil(groups / 256)))
}

/** Groups of a window of slices (kernels/rank/slices.ts), which is what one chunk goes through there. `rowBytes`: what a row gathers up. */
export function windowGroupsOf(groups: number, rowBytes: number): number {
  return Math.max(1, Math.min(chunkGroupsOf(groups), Math.floor(windowBytesMax / (rowBytes * tileGroupRows))))
}
