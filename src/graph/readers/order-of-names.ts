/** Up to this many names are put in order by comparing them. */
const fewNames = 16

/**
 * The order of names by their bytes: three-way quicksort by one byte after another, so that what names have in common
 * at their start, as reversed hosts do, is looked at once only. It keeps its own stack: names are foreign.
 */
export function orderOfNames(bytes: Uint8Array, ends: Uint32Array): Uint32Array {
  const order = Uint32Array.from(ends, (_, index) => index)
  const startOf = (number: number): number => (number === 0 ? 0 : ends[number - 1]!)
  /** The byte at `depth`, or −1 behind the end, so that a name comes before those it begins. */
  const byteAt = (number: number, depth: number): number => {
    const at = startOf(number) + depth
    return at < ends[number]! ? bytes[at]! : -1
  }
  const isBefore = (a: number, b: number, from: number): boolean => {
    for (let depth = from; ; depth += 1) {
      const x = byteAt(a, depth)
      const y = byteAt(b, depth)
      if (x !== y) return x < y
      if (x === -1) return false
    }
  }

  const stack: number[] = [0, order.length, 0]
  while (stack.length > 0) {
    const depth = stack.pop()!
    const high = stack.pop()!
    const low = stack.pop()!
    if (high - low <= fewNames) {
      for (let index = low + 1; index < high; index += 1) {
        const number = order[index]!
        let place = index
        for (; place > low && isBefore(number, order[place - 1]!, depth); place -= 1) order[place] = order[place - 1]!
        order[place] = number
      }
      continue
    }
    const pivot = middleOf(byteAt(order[low]!, depth), byteAt(order[(low + high) >>> 1]!, depth), byteAt(order[high - 1]!, depth))
    let less = low
    let more = high
    for (let index = low; index < more; ) {
      const number = order[index]!
      const byte = byteAt(number, depth)
      if (byte < pivot) {
        order[index] = order[less]!
        order[less] = number
        less += 1
        index += 1
      } else if (byte > pivot) {
        more -= 1
        order[index] = order[more]!
        order[more] = number
      } else {
        index += 1
      }
    }
    stack.push(low, less, depth, more, high, depth)
    if (pivot !== -1) stack.push(less, more, depth + 1)
  }
  return order
}

function middleOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c))
}
