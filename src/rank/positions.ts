import assert from 'node:assert/strict'

/**
 * Positions of scores: 1 is the highest, equal scores go by id. Sorting 125 M numbers by comparing takes minutes, so
 * they are dealt out: first by the upper bits, which part them like their logarithms, since scores are spread that way;
 * then each bucket, which fits a cache, evenly by score. Beside the scores this holds 8 bytes a vertex, and 16 for each
 * of the largest bucket.
 *
 * `order` has the ids, best first; `positions` the position of each id.
 */
export function orderByScore(scores: Float64Array): { order: Uint32Array; positions: Uint32Array } {
  const count = scores.length
  const order = new Uint32Array(count)
  const positions = new Uint32Array(count)
  const starts = dealOut(scores, order)
  const bench = { codes: new Uint32Array(0), otherCodes: new Uint32Array(0), otherIds: positions }
  for (let bucket = 0; bucket + 1 < starts.length; bucket += 1) sortRun(scores, order, starts[bucket]!, starts[bucket + 1]!, bench)
  for (let place = 0; place < count; place += 1) positions[order[place]!] = place + 1
  return { order, positions }
}

const bucketsMax = 8_192

/** Puts the ids of the best into the first bucket, and so on, each bucket by rising id; gives where the buckets begin. */
function dealOut(scores: Float64Array, order: Uint32Array): Uint32Array {
  const words = new Uint32Array(scores.buffer, scores.byteOffset, 2 * scores.length)
  let first = 0xffff_ffff
  let last = 0
  for (let id = 0; id < scores.length; id += 1) {
    const high = highOf(words, id)
    if (high < first) first = high
    if (high > last) last = high
    assert(scores[id] === scores[id], 'a score is not a number')
  }
  let shift = 0
  while (last >= first && (last - first) >>> shift >= bucketsMax) shift += 1
  const starts = new Uint32Array(bucketsMax + 1)
  for (let id = 0; id < scores.length; id += 1) starts[((highOf(words, id) - first) >>> shift) + 1]! += 1
  for (let bucket = 0; bucket < bucketsMax; bucket += 1) starts[bucket + 1]! += starts[bucket]!
  const cursors = starts.slice()
  for (let id = 0; id < scores.length; id += 1) {
    const bucket = (highOf(words, id) - first) >>> shift
    order[cursors[bucket]!] = id
    cursors[bucket]! += 1
  }
  return starts
}

/**
 * Upper half of a score's bits, turned so that rising words mean falling scores. Minus zero counts as zero, since
 * vertices of one score go by id.
 */
function highOf(words: Uint32Array, id: number): number {
  const high = words[2 * id + 1]!
  if (high === 0x8000_0000 && words[2 * id] === 0) return 0x7fff_ffff
  return high >>> 31 === 1 ? high : ~high & 0x7fff_ffff
}

/** Room for one run; as long as the longest so far. */
interface Bench {
  codes: Uint32Array
  otherCodes: Uint32Array
  otherIds: Uint32Array
}

const insertBelow = 24
const digitBits = 11
const digits = 1 << digitBits
const upperStarts = new Uint32Array(digits + 1)
const lowerStarts = new Uint32Array(digits + 1)

/** Sorts the ids of places `first` to before `last` by falling score; they come by rising id. */
function sortRun(scores: Float64Array, order: Uint32Array, first: number, last: number, bench: Bench): void {
  const count = last - first
  if (count < insertBelow) return insert(scores, order, first, last)
  let least = Infinity
  let highest = -Infinity
  for (let place = first; place < last; place += 1) {
    const score = scores[order[place]!]!
    if (score < least) least = score
    if (score > highest) highest = score
  }
  if (least === highest) return
  // About four codes for each score; two digits at most.
  const bits = Math.min(2 * digitBits, Math.ceil(Math.log2(count)) + 2)
  const scale = (2 ** bits - 1) / (highest - least)
  if (!Number.isFinite(scale) || scale === 0) return compare(scores, order, first, last)
  if (bench.codes.length < count) Object.assign(bench, { codes: new Uint32Array(count), otherCodes: new Uint32Array(count) })
  const { codes, otherCodes, otherIds } = bench
  upperStarts.fill(0)
  lowerStarts.fill(0)
  for (let place = 0; place < count; place += 1) {
    const code = ((highest - scores[order[first + place]!]!) * scale) >>> 0
    codes[place] = code
    lowerStarts[(code & (digits - 1)) + 1]! += 1
    upperStarts[(code >>> digitBits) + 1]! += 1
  }
  for (let digit = 0; digit < digits; digit += 1) {
    lowerStarts[digit + 1]! += lowerStarts[digit]!
    upperStarts[digit + 1]! += upperStarts[digit]!
  }
  for (let place = 0; place < count; place += 1) {
    const code = codes[place]!
    const digit = code & (digits - 1)
    const at = lowerStarts[digit]!
    otherCodes[at] = code
    otherIds[first + at] = order[first + place]!
    lowerStarts[digit] = at + 1
  }
  for (let place = 0; place < count; place += 1) {
    const code = otherCodes[place]!
    const digit = code >>> digitBits
    const at = upperStarts[digit]!
    codes[at] = code
    order[first + at] = otherIds[first + place]!
    upperStarts[digit] = at + 1
  }
  sortRest(scores, order, first, count, bench)
}

/** Sorts what has the same code. A run that did not fall apart at all is left to the plain sort. */
function sortRest(scores: Float64Array, order: Uint32Array, first: number, count: number, bench: Bench): void {
  const { codes } = bench
  const long: number[] = []
  for (let from = 0; from < count;) {
    let to = from + 1
    while (to < count && codes[to] === codes[from]) to += 1
    if (to - from < insertBelow) insert(scores, order, first + from, first + to)
    else long.push(first + from, first + to)
    from = to
  }
  // The codes are written over from here on.
  for (let at = 0; at < long.length; at += 2) {
    const [from, to] = [long[at]!, long[at + 1]!]
    if (to - from === count) compare(scores, order, from, to)
    else sortRun(scores, order, from, to, bench)
  }
}

function insert(scores: Float64Array, order: Uint32Array, first: number, last: number): void {
  for (let place = first + 1; place < last; place += 1) {
    const id = order[place]!
    const score = scores[id]!
    let at = place
    while (at > first && scores[order[at - 1]!]! < score) {
      order[at] = order[at - 1]!
      at -= 1
    }
    order[at] = id
  }
}

function compare(scores: Float64Array, order: Uint32Array, first: number, last: number): void {
  order.subarray(first, last).sort((a, b) => (scores[a]! > scores[b]! ? -1 : scores[a]! < scores[b]! ? 1 : a - b))
}
