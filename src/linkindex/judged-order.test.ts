import { describe, expect, it } from 'vitest'
import { slices } from '../lib/slices.js'
import { orderBy, rowsBy } from './judged-order.js'

const count = 5_000
const mixed = (at: number) => Math.imul(at + 1, 2_654_435_761) >>> 0
const day = 86_400_000
const columns = {
  'equal values': new Uint8Array(count).fill(7),
  'few values': Uint8Array.from({ length: count }, (_, at) => mixed(at) % 7),
  shares: Uint16Array.from({ length: count }, (_, at) => mixed(at) % 1_001),
  'numbers of words': Uint32Array.from({ length: count }, (_, at) => mixed(at) % 60_000),
  'large numbers': Uint32Array.from({ length: count }, (_, at) => mixed(at)),
  days: Float64Array.from({ length: count }, (_, at) => (mixed(at) % 3_000) * day),
  'before 1970': Float64Array.from({ length: count }, (_, at) => ((mixed(at) % 3_000) - 1_500) * day),
  milliseconds: Float64Array.from({ length: count }, (_, at) => Date.UTC(2026, 0, 1) + (mixed(at) % 5_000)),
  'milliseconds of years': Float64Array.from({ length: count }, (_, at) => mixed(at) * 60 + (at % 7)),
  'as far apart as can be': Float64Array.from({ length: count }, (_, at) => (at % 3 === 0 ? -8.64e15 : mixed(at) * 2_000_000 + (at % 5))),
  none: new Float64Array(0),
}

describe('the rows of a column in its order', () => {
  it.each(Object.entries(columns))('are those of a plain sort: %s', async (_, column) => {
    for (const descending of [false, true]) {
      const rows = Uint32Array.from({ length: column.length }, (__, row) => row)
      const plain = [...rows].sort((a, b) => (descending ? column[b]! - column[a]! : column[a]! - column[b]!) || a - b)
      expect([...orderBy(rows, (row) => column[row]!, descending)]).toEqual(plain)
      expect([...(await rowsBy(column, descending, slices()))]).toEqual(plain)
    }
  })
})
