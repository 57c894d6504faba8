/** How far two orders of the same things agree. */
export interface OrderAgreement {
  /** How many names both have; the coefficients are over these. */
  commonCount: number
  /** Kendall's tau-b, −1 (reversed) to 1 (equal); null where one side does not order at all. */
  kendallTau: number | null
  /** Spearman's rho: the correlation of ranks, ties sharing the middle of theirs; null as above. */
  spearmanRho: number | null
  /** For each length asked for: how many of the first of the one are among the first of the other. */
  overlaps: Array<{ first: number; common: number }>
}

/**
 * Compares two lists of positions by name, 1 best; equal positions are ties. Used to say how far PageRank and harmonic
 * centrality, or two releases, agree. Overlaps are of the first `first` names of each list as a whole.
 */
export function orderAgreement(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>, firsts: readonly number[] = [10, 100, 1_000]): OrderAgreement {
  const x: number[] = []
  const y: number[] = []
  for (const [name, position] of a) {
    const other = b.get(name)
    if (other === undefined) continue
    x.push(position)
    y.push(other)
  }
  const most = Math.max(a.size, b.size)
  return {
    commonCount: x.length,
    kendallTau: kendallTau(x, y),
    spearmanRho: correlation(middleRanks(x), middleRanks(y)),
    overlaps: firsts.filter((first) => first <= most).map((first) => ({ first, common: overlap(a, b, first) })),
  }
}

/** How many of the `first` best of the one are among those of the other; ties by name, so that it is always the same. */
function overlap(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>, first: number): number {
  const best = (positions: ReadonlyMap<string, number>): string[] =>
    [...positions].sort((one, other) => one[1] - other[1] || (one[0] < other[0] ? -1 : 1)).slice(0, first).map(([name]) => name)
  const inB = new Set(best(b))
  return best(a).filter((name) => inB.has(name)).length
}

/**
 * Kendall's tau-b in O(n log n), after W. R. Knight (1966): with pairs in the order of `x`, ties in that of `y`, each
 * pair that disagrees is an inversion of `y`, and merge sort counts these.
 */
export function kendallTau(x: readonly number[], y: readonly number[]): number | null {
  const count = x.length
  const order = Array.from({ length: count }, (_, index) => index).sort((i, j) => x[i]! - x[j]! || y[i]! - y[j]!)
  const pairs = pairsOf(count)
  const tiedX = tiedPairs(order.map((index) => x[index]!))
  const tiedBoth = tiedPairs(order.map((index) => [x[index]!, y[index]!].join()))
  const tiedY = tiedPairs([...y].sort((i, j) => i - j))
  const disagreeing = inversions(order.map((index) => y[index]!))
  const scale = Math.sqrt(pairs - tiedX) * Math.sqrt(pairs - tiedY)
  return scale === 0 ? null : (pairs - tiedX - tiedY + tiedBoth - 2 * disagreeing) / scale
}

function pairsOf(count: number): number {
  return (count * (count - 1)) / 2
}

/** Pairs of equal values, which stand side by side. */
function tiedPairs(values: ReadonlyArray<number | string>): number {
  let sum = 0
  let run = 1
  for (let index = 1; index <= values.length; index += 1) {
    if (index < values.length && values[index] === values[index - 1]) {
      run += 1
      continue
    }
    sum += pairsOf(run)
    run = 1
  }
  return sum
}

/** Pairs in which a larger value stands before a smaller one. */
function inversions(values: number[]): number {
  let from = values
  let into = [...values]
  let sum = 0
  for (let width = 1; width < values.length; width *= 2) {
    for (let low = 0; low < values.length; low += 2 * width) {
      const middle = Math.min(low + width, values.length)
      const high = Math.min(low + 2 * width, values.length)
      let left = low
      let right = middle
      for (let place = low; place < high; place += 1) {
        if (left < middle && (right === high || from[left]! <= from[right]!)) {
          into[place] = from[left++]!
        } else {
          sum += middle - left
          into[place] = from[right++]!
        }
      }
    }
    const swap = from
    from = into
    into = swap
  }
  return sum
}

/** Ranks from 1; equal values share the middle of theirs. */
function middleRanks(values: readonly number[]): number[] {
  const order = Array.from({ length: values.length }, (_, index) => index).sort((i, j) => values[i]! - values[j]!)
  const ranks: number[] = Array.from({ length: values.length })
  for (let start = 0; start < order.length; ) {
    let end = start + 1
    while (end < order.length && values[order[end]!] === values[order[start]!]) end += 1
    for (let index = start; index < end; index += 1) ranks[order[index]!] = (start + 1 + end) / 2
    start = end
  }
  return ranks
}

function correlation(x: readonly number[], y: readonly number[]): number | null {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const meanX = mean(x)
  const meanY = mean(y)
  let xy = 0
  let xx = 0
  let yy = 0
  for (let index = 0; index < x.length; index += 1) {
    const dx = x[index]! - meanX
    const dy = y[index]! - meanY
    xy += dx * dy
    xx += dx * dx
    yy += dy * dy
  }
  const scale = Math.sqrt(xx) * Math.sqrt(yy)
  return scale > 0 ? xy / scale : null
}
