/** Different rows out of `rowCount`, chosen by a seed; all of them if they are no more than `count`. Rising. */
export function chosenRows(rowCount: number, count: number, seed: number): Uint32Array {
  if (count >= rowCount) return Uint32Array.from({ length: rowCount }, (_, row) => row)
  const chosen = new Set<number>()
  let state = BigInt.asUintN(64, BigInt(seed) * 0xd1342543de82ef95n)
  // Floyd's way: one draw for each row chosen, all choices equally likely.
  for (let last = rowCount - count; last < rowCount; last += 1) {
    state = BigInt.asUintN(64, state + 0x9e3779b97f4a7c15n)
    const row = Number(mixed(state) % BigInt(last + 1))
    chosen.add(chosen.has(row) ? last : row)
  }
  return Uint32Array.from(chosen).sort()
}

function mixed(state: bigint): bigint {
  let bits = BigInt.asUintN(64, (state ^ (state >> 30n)) * 0xbf58476d1ce4e5b9n)
  bits = BigInt.asUintN(64, (bits ^ (bits >> 27n)) * 0x94d049bb133111ebn)
  return bits ^ (bits >> 31n)
}
