import { inRuns, type Pause } from '../lib/slices.js'

const digitBits = 16
const digits = 1 << digitBits

/**
 * Row numbers by a key that is a whole number of at most 53 bits, and among equal keys as they stood: counting, sixteen
 * bits at a time from the lowest. The obvious version, which takes any key; `rowsBy` gives the same of a column.
 */
export function orderBy(rows: Uint32Array, keyOf: (row: number) => number, descending: boolean): Uint32Array {
  // By places and not over values: where an iterator stands for each, it costs more than the sorting.
  const keys = new Float64Array(rows.length)
  let least = Infinity
  let most = -Infinity
  for (let at = 0; at < rows.length; at += 1) {
    const key = (keys[at] = keyOf(rows[at]!))
    if (key < least) least = key
    if (key > most) most = key
  }
  let [from, into] = [rows.slice(), new Uint32Array(rows.length)]
  let [fromKeys, intoKeys] = [new Float64Array(rows.length), new Float64Array(rows.length)]
  for (let at = 0; at < keys.length; at += 1) fromKeys[at] = descending ? most - keys[at]! : keys[at]! - least
  const starts = new Uint32Array(digits + 1)
  for (let unit = 1; unit <= most - least; unit *= digits) {
    starts.fill(0)
    for (let at = 0; at < fromKeys.length; at += 1) starts[(Math.floor(fromKeys[at]! / unit) & (digits - 1)) + 1]! += 1
    for (let digit = 0; digit < digits; digit += 1) starts[digit + 1]! += starts[digit]!
    for (let at = 0; at < from.length; at += 1) {
      const place = starts[Math.floor(fromKeys[at]! / unit) & (digits - 1)]!++
      into[place] = from[at]!
      intoKeys[place] = fromKeys[at]!
    }
    ;[from, into] = [into, from]
    ;[fromKeys, intoKeys] = [intoKeys, fromKeys]
  }
  return from
}

type Column = Uint8Array | Uint16Array | Uint32Array | Float64Array
/** Row numbers, and beside each what it is sorted by. */
interface Keyed {
  rows: Uint32Array
  keys: Uint32Array
}

/** The places of a column in the order of its whole numbers, those of equal ones as they stand. */
export async function rowsBy(column: Column, descending: boolean, pause: Pause): Promise<Uint32Array> {
  const count = column.length
  let least = Infinity
  let most = -Infinity
  await inRuns(count, pause, (from, until) => {
    for (let row = from; row < until; row += 1) {
      const value = column[row]!
      if (value < least) least = value
      if (value > most) most = value
    }
  })
  const rows = new Uint32Array(count)
  for (let row = 0; row < count; row += 1) rows[row] = row
  if (!(most > least)) return rows
  const unit = column instanceof Float64Array ? await commonUnit(column, least, pause) : 1
  const range = Math.round((most - least) / unit)
  let sorted: Uint32Array = rows
  // As a rule one round: instants of a hundred years have whole seconds, and those are fewer than four thousand million.
  for (let part = 1; part <= range; part *= 2 ** 32) {
    const keys = new Uint32Array(count)
    const order = sorted
    await inRuns(count, pause, (from, until) => {
      for (let at = from; at < until; at += 1) {
        const value = (column[order[at]!]! - least) / unit
        keys[at] = part === 1 && range < 2 ** 32 ? (descending ? range - value : value) : Math.floor((descending ? range - value : value) / part) % 2 ** 32
      }
    })
    sorted = await byKeys({ rows: order, keys }, Math.min(2 ** 32 - 1, Math.floor(range / part)), pause)
  }
  return sorted
}

/** A thousand where all values lie whole thousands apart, as instants in milliseconds mostly do; else 1. */
async function commonUnit(column: Float64Array, least: number, pause: Pause): Promise<1 | 1_000> {
  let isWhole = true
  await inRuns(column.length, pause, (from, until) => {
    for (let row = from; isWhole && row < until; row += 1) if ((column[row]! - least) % 1_000 !== 0) isWhole = false
  })
  return isWhole ? 1_000 : 1
}

/** Eleven bits at a time: so few counters stay in the fastest memory. */
const keyBits = 11
const keyMask = (1 << keyBits) - 1

async function byKeys(given: Keyed, most: number, pause: Pause): Promise<Uint32Array> {
  const count = given.rows.length
  let from = given
  let into: Keyed = { rows: new Uint32Array(count), keys: new Uint32Array(count) }
  for (let shift = 0; shift < 32 && most >>> shift > 0; shift += keyBits) {
    const starts = new Uint32Array(keyMask + 2)
    const [{ rows, keys }, { rows: intoRows, keys: intoKeys }] = [from, into]
    await inRuns(count, pause, (first, until) => {
      for (let at = first; at < until; at += 1) starts[((keys[at]! >>> shift) & keyMask) + 1]! += 1
    })
    for (let digit = 0; digit < keyMask; digit += 1) starts[digit + 1]! += starts[digit]!
    await inRuns(count, pause, (first, until) => {
      for (let at = first; at < until; at += 1) {
        const key = keys[at]!
        const place = starts[(key >>> shift) & keyMask]!++
        intoRows[place] = rows[at]!
        intoKeys[place] = key
      }
    })
    ;[from, into] = [into, from]
  }
  return from.rows
}
