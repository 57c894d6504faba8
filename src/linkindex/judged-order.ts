const digitBits = 16
const digits = 1 << digitBits

/**
 * Row numbers by a key that is a whole number of at most 53 bits, and among equal keys as they stood: counting, sixteen
 * bits at a time from the lowest, so a million rows take a few hundredths of a second.
 */
export function orderBy(rows: Uint32Array, keyOf: (row: number) => number, descending: boolean): Uint32Array {
  const keys = Float64Array.from(rows, keyOf)
  let least = Infinity
  let most = -Infinity
  for (const key of keys) {
    if (key < least) least = key
    if (key > most) most = key
  }
  let [from, into] = [rows.slice(), new Uint32Array(rows.length)]
  let [fromKeys, intoKeys] = [new Float64Array(rows.length), new Float64Array(rows.length)]
  for (let at = 0; at < keys.length; at += 1) fromKeys[at] = descending ? most - keys[at]! : keys[at]! - least
  const starts = new Uint32Array(digits + 1)
  for (let unit = 1; unit <= most - least; unit *= digits) {
    starts.fill(0)
    for (const key of fromKeys) starts[(Math.floor(key / unit) & (digits - 1)) + 1]! += 1
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
