const wordsOfStep = 32

/** How many linking vertices have a lower id than `id`: the linking number of the next one. From the graph's linking bits. */
export function linkingBelowOf(bits: Uint32Array): (id: number) => number {
  const steps = new Uint32Array(Math.floor(bits.length / wordsOfStep) + 1)
  let sum = 0
  for (const [word, some] of bits.entries()) {
    if (word % wordsOfStep === 0) steps[word / wordsOfStep] = sum
    sum += ones(some)
  }
  if (bits.length % wordsOfStep === 0) steps[bits.length / wordsOfStep] = sum
  return (id) => {
    const last = Math.min(id >>> 5, bits.length)
    const step = Math.floor(last / wordsOfStep)
    let below = steps[step]!
    for (let word = step * wordsOfStep; word < last; word += 1) below += ones(bits[word]!)
    return last < bits.length ? below + ones(bits[last]! & ((1 << (id & 31)) - 1)) : below
  }
}

function ones(word: number): number {
  let rest = word - ((word >>> 1) & 0x55555555)
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333)
  return (Math.imul((rest + (rest >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24)
}
