/** Sites on one side and what they link to on the other, with the links between the two. */
export interface DenseCore {
  left: number[]
  right: number[]
  edges: number
}

export interface CoreBounds {
  leftMin: number
  rightMin: number
  /** Share of the other side that each of a core is joined to at least; of the smallest cores all of it. */
  shareMin: number
  coresMax: number
}

/**
 * Dense cores of a graph of two sides (RISK-29): groups in which each on the left is joined to nearly all on the right.
 *
 * First whoever is joined to too few is cut off, again and again, which leaves next to nothing of an ordinary graph. Of
 * what remains the one that is joined to the least share of the other side is cut off until all that is left are joined
 * to enough. Each link is looked at once a round, and there is a round for each core and one more. What is found is a
 * core by the bounds, always; a core that is hidden in a larger thicket of links may be missed.
 *
 * `joined` gives for each on the left those on the right, each once.
 */
export function denseCores(joined: ReadonlyArray<readonly number[]>, rightCount: number, bounds: CoreBounds): DenseCore[] {
  const cores: DenseCore[] = []
  let open = joined.map((_, index) => index)
  while (cores.length < bounds.coresMax && open.length >= bounds.leftMin) {
    const core = densest(joined, open, rightCount, bounds)
    if (core === undefined) break
    cores.push(core)
    const taken = new Set(core.left)
    open = open.filter((index) => !taken.has(index))
  }
  return cores
}

/** Those of one side that are still there, in buckets by how many they are joined to, so that the least is found at once. */
interface Side {
  degrees: Int32Array
  isThere: Uint8Array
  count: number
  buckets: number[][]
  least: number
}

function densest(joined: ReadonlyArray<readonly number[]>, open: readonly number[], rightCount: number, { leftMin, rightMin, shareMin }: CoreBounds): DenseCore | undefined {
  const joinedBack: number[][] = Array.from({ length: rightCount }, () => [])
  for (const index of open) for (const other of joined[index]!) joinedBack[other]!.push(index)
  const left = sideOf(joined.length, open, (index) => joined[index]!.length)
  const right = sideOf(rightCount, joinedBack.keys(), (index) => joinedBack[index]!.length)
  const cutOff = (from: Side, to: Side, index: number, others: readonly number[]): void => {
    from.isThere[index] = 0
    from.count -= 1
    for (const other of others) if (to.isThere[other] === 1) lower(to, other)
  }
  while (left.count >= leftMin && right.count >= rightMin) {
    const onLeft = leastOf(left)
    const onRight = leastOf(right)
    const [leftDegree, rightDegree] = [left.degrees[onLeft]!, right.degrees[onRight]!]
    if (leftDegree < rightMin) cutOff(left, right, onLeft, joined[onLeft]!)
    else if (rightDegree < leftMin) cutOff(right, left, onRight, joinedBack[onRight]!)
    else {
      const [leftShare, rightShare] = [leftDegree / right.count, rightDegree / left.count]
      if (Math.min(leftShare, rightShare) >= shareMin) return coreOf(joined, left, right)
      if (leftShare <= rightShare) cutOff(left, right, onLeft, joined[onLeft]!)
      else cutOff(right, left, onRight, joinedBack[onRight]!)
    }
  }
  return undefined
}

function sideOf(size: number, members: Iterable<number>, degreeOf: (index: number) => number): Side {
  const side: Side = { degrees: new Int32Array(size), isThere: new Uint8Array(size), count: 0, buckets: [], least: 0 }
  for (const index of members) {
    side.isThere[index] = 1
    side.count += 1
    side.degrees[index] = degreeOf(index)
    put(side, index)
  }
  return side
}

function put(side: Side, index: number): void {
  const degree = side.degrees[index]!
  while (side.buckets.length <= degree) side.buckets.push([])
  side.buckets[degree]!.push(index)
  if (degree < side.least) side.least = degree
}

function lower(side: Side, index: number): void {
  side.degrees[index] = side.degrees[index]! - 1
  put(side, index)
}

/** The one that is joined to the fewest; entries of who is gone or has moved to another bucket are thrown away on the way. */
function leastOf(side: Side): number {
  for (;;) {
    const bucket = side.buckets[side.least]!
    const index = bucket.at(-1)
    if (index !== undefined && side.isThere[index] === 1 && side.degrees[index] === side.least) return index
    if (index === undefined) side.least += 1
    else bucket.pop()
  }
}

function coreOf(joined: ReadonlyArray<readonly number[]>, left: Side, right: Side): DenseCore {
  const there = (side: Side) => Array.from(side.isThere.keys()).filter((index) => side.isThere[index] === 1)
  const lefts = there(left)
  return { left: lefts, right: there(right), edges: lefts.reduce((sum, index) => sum + joined[index]!.filter((other) => right.isThere[other] === 1).length, 0) }
}
