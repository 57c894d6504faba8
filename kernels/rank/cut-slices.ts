// Cut slices: makes a window of slices (kernels/rank/slices.ts says what that is) of some rows as a file has them.

const slicedMax: u32 = 64
const headBytes: usize = 12
const idBytes: usize = 3
const sliceRows: u32 = 4
const tooMany: u32 = 0xffffffff

@inline function startOf(starts: usize, row: u32): usize {
  return <usize>load<u32>(starts + <usize>row * 4) * idBytes
}

// Where the neighbours of each row begin, and how many rows have each count. Gives how many neighbours there are, or `tooMany` where
// counts and long counts do not belong together.
function countRows(rowCount: u32, counts: usize, more: usize, moreCount: u32, starts: usize, places: usize): u32 {
  memory.fill(places, 0, (<usize>slicedMax + 2) * 4)
  let edges: u64 = 0
  for (let row: u32 = 0; row < rowCount; row++) {
    let count: u32 = load<u8>(counts + row)
    if (count == 255) {
      if (moreCount == 0) return tooMany
      count = load<u32>(more)
      more += 4
      moreCount--
    }
    store<u32>(starts + <usize>row * 4, <u32>edges)
    edges += count
    const at = places + <usize>min(count, slicedMax + 1) * 4
    store<u32>(at, load<u32>(at) + 1)
  }
  return moreCount > 0 || edges >= tooMany ? tooMany : <u32>edges
}

@inline function copyId(from: usize, to: usize): void {
  store<u16>(to, load<u16>(from))
  store<u8>(to, load<u8>(from, 2), 2)
}

// `rowCount` rows, at most 65,536: their neighbours from `ids`, counts from `counts` and long counts from `more` on, as in a tile. Needs (rows + 66) × 4 bytes at
// `room`. Leaves a window at `to` and gives where it ends; 0 if the counts do not come to so many neighbours, and then leaves nothing.
export function cutSlices(rowCount: u32, edgeCount: u32, moreCount: u32, ids: usize, counts: usize, more: usize, room: usize, to: usize): usize {
  const places = room
  const starts = room + (<usize>slicedMax + 2) * 4
  if (countRows(rowCount, counts, more, moreCount, starts, places) != edgeCount) return 0
  const longs = load<u32>(places + (<usize>slicedMax + 1) * 4)
  const runsAt = to + headBytes + <usize>longs * 4
  let runs = runsAt
  let place = longs
  for (let count: u32 = 1; count <= slicedMax; count++) {
    const some = load<u32>(places + <usize>count * 4)
    store<u32>(places + <usize>count * 4, place)
    place += some
    if (some == 0) continue
    store<u32>(runs, count | (some << 8))
    runs += 4
  }
  const rows = runs
  let into = rows + <usize>place * 2
  store<u32>(to, longs)
  store<u32>(to, <u32>((runs - runsAt) / 4), 4)
  store<u32>(to, <u32>(into - to), 8)
  let long: usize = 0
  for (let row: u32 = 0; row < rowCount; row++) {
    let count: u32 = load<u8>(counts + row)
    if (count == 0) continue
    if (count <= slicedMax) {
      const at = places + <usize>count * 4
      const own = load<u32>(at)
      store<u32>(at, own + 1)
      store<u16>(rows + <usize>own * 2, <u16>row)
      continue
    }
    if (count == 255) {
      count = load<u32>(more)
      more += 4
    }
    store<u32>(to + headBytes + long * 4, count)
    store<u16>(rows + long * 2, <u16>row)
    long++
    memory.copy(into, ids + startOf(starts, row), <usize>count * idBytes)
    into += <usize>count * idBytes
  }
  let at = rows + <usize>longs * 2
  for (let run = runsAt; run < rows; run += 4) {
    const count = load<u32>(run) & 0xff
    let left = load<u32>(run) >>> 8
    for (; left >= sliceRows; left -= sliceRows) {
      for (let row: u32 = 0; row < sliceRows; row++) {
        let from = ids + startOf(starts, load<u16>(at))
        for (let k: u32 = 0; k < count; k++) {
          copyId(from, into + <usize>(k * sliceRows + row) * idBytes)
          from += idBytes
        }
        at += 2
      }
      into += <usize>count * (sliceRows * idBytes)
    }
    for (; left > 0; left--) {
      memory.copy(into, ids + startOf(starts, load<u16>(at)), <usize>count * idBytes)
      into += <usize>count * idBytes
      at += 2
    }
  }
  return into
}
